import { type App, type Actor } from '#platform/app/index.ts';
import { wordsOfHtml } from '#lib/markdown/index.ts';
import { staffDoer } from '#embrace/forum/index.ts';
import type { FavourSource, ModeratedKind } from '#embrace/moderation/index.ts';
import { pathOf } from '../domain.ts';
import { deleteComment } from './comments.ts';
import { selectCommentsById } from './comments-store.ts';
import { mayReadIdea } from './find.ts';
import { deleteIdea } from './propose.ts';
import { moderatedReasons } from './reasons.ts';
import { selectIdeas } from './store.ts';
import { selectFavours } from './votes-store.ts';

/** What of ideas can be flagged, hidden and shown again: provide it for `moderatedPort`. */
export const moderatedIdeas: readonly ModeratedKind[] = [
  {
    kind: 'idea',
    async read(app, ids) {
      return (await selectIdeas(app, ids)).map((idea) => ({
        id: idea.id,
        memberId: idea.authorId,
        path: pathOf(idea),
        title: idea.title,
        text: wordsOfHtml(idea.html),
        isShown: idea.deletedAt === null,
      }));
    },
    mayRead: mayReadIdea,
    hide: (app: App, id: string, by: Actor, reason: string) =>
      deleteIdea(app, staffDoer(by), id, { isDeleted: true, reason, isHeld: true }),
    restore: (app: App, id: string, by: Actor) =>
      deleteIdea(app, staffDoer(by), id, { isDeleted: false, reason: '' }),
  },
  {
    kind: 'comment',
    async read(app, ids) {
      const rows = await selectCommentsById(app, ids);
      const ideaIds = rows.map(({ ideaId }) => ideaId);
      const ideas = new Map((await selectIdeas(app, ideaIds)).map((idea) => [idea.id, idea]));
      return rows.flatMap((row) => {
        const idea = ideas.get(row.ideaId);
        if (!idea) return [];
        const { id, authorId: memberId, html, deletedAt } = row;
        return {
          id,
          memberId,
          path: `${pathOf(idea)}#${id}`,
          title: idea.title,
          text: wordsOfHtml(html),
          isShown: deletedAt === null,
        };
      });
    },
    async mayRead(app, memberId, id) {
      const [comment] = await selectCommentsById(app, [id]);
      return comment !== undefined && mayReadIdea(app, memberId, comment.ideaId);
    },
    hide: async (app: App, id: string, by: Actor, reason: string) =>
      void (await deleteComment(app, staffDoer(by), id, { isDeleted: true, reason, isHeld: true })),
    restore: async (app: App, id: string, by: Actor) =>
      void (await deleteComment(app, staffDoer(by), id, { isDeleted: false, reason: '' })),
  },
  moderatedReasons,
];

/** Who voted for whose ideas; provide it for `favoursPort`. */
export const ideaFavours: FavourSource = { of: 'ideas', read: selectFavours };
