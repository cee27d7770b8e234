import type { App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { excerptOf } from '#lib/markdown/index.ts';
import { readPosts, type PostView } from '#listen/posts/index.ts';
import type { Doer } from '#embrace/forum/index.ts';
import { LONGEST_TITLE } from '../domain.ts';
import { ideaErrors } from '../errors.ts';
import { voteOnBehalf } from '../idea/behalf.ts';
import { mustBeAllowed } from '../idea/change.ts';
import { ideasChanged } from '../idea/listed.ts';
import { propose } from '../idea/propose.ts';
import { type IdeaRow, lockMaking, selectIdeas } from '../idea/store.ts';
import type { AdoptInput } from '../schema.ts';
import { deleteDismissed, insertDecided } from './store.ts';

/**
 * Makes an idea of what customers suggested, or adds them to one that is there: each author votes once, with a link to his post. Nobody is
 * named. Throws `idea.no_post`, `idea.private_post`, `idea.no_board`, `idea.not_found`.
 */
export async function adopt(app: App, doer: Doer, input: AdoptInput): Promise<IdeaRow> {
  mustBeAllowed(doer.isStaff);
  const posts = (await readPosts(app, input.postIds)).filter(
    ({ deletedAt, isOwn }) => deletedAt === null && !isOwn,
  );
  const first = posts.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1))[0];
  if (!first) throw ideaErrors('idea.no_post');
  if (posts.some(({ isPrivate }) => isPrivate)) throw ideaErrors('idea.private_post');
  return app.db.transaction(async () => {
    await lockMaking(app, 'adopt');
    const idea = await ideaFor(app, doer, input, first);
    const fresh = new Set(
      await insertDecided(
        app,
        posts.map(({ id }) => id),
        { ideaId: idea.id, byName: doer.name },
      ),
    );
    for (const post of posts) if (fresh.has(post.id)) await countIn(app, doer, idea, post);
    const detail = { posts: posts.length, isNew: input.ideaId === undefined };
    await audit(app, doer.actor, { action: 'idea.adopted', subject: idea.id, detail });
    return (await selectIdeas(app, [idea.id]))[0]!;
  });
}

async function ideaFor(app: App, doer: Doer, input: AdoptInput, first: PostView): Promise<IdeaRow> {
  if (input.ideaId !== undefined) {
    const [idea] = await selectIdeas(app, [input.ideaId]);
    if (!idea) throw ideaErrors('idea.not_found', { id: input.ideaId });
    return (await selectIdeas(app, [idea.rootId]))[0]!;
  }
  const { idea } = await propose(app, doer, {
    boardId: input.boardId ?? '',
    title: input.title ?? excerptOf(first.title ?? first.text, LONGEST_TITLE - 10),
    markdown: input.markdown ?? '',
    key: `post:${first.id}`,
    originPostId: first.id,
    originAccountId: first.author.id,
    authorName: first.author.displayName ?? first.author.handle ?? '',
  });
  return idea;
}

async function countIn(app: App, doer: Doer, idea: IdeaRow, post: PostView): Promise<void> {
  await voteOnBehalf(app, doer, idea.id, { postId: post.id, reason: '' }).catch((error: unknown) => {
    const { code } = error as { code?: string };
    // Whoever said it twice, or voted himself, counts once; what ended takes no votes.
    if (code !== 'idea.voted' && code !== 'idea.ended') throw error;
  });
}

/** Puts suggestions aside, or takes them back into the list. */
export async function dismiss(
  app: App,
  doer: Doer,
  postIds: readonly string[],
  isDismissed: boolean,
): Promise<void> {
  mustBeAllowed(doer.isStaff);
  await app.db.transaction(async () => {
    if (isDismissed) await insertDecided(app, postIds, { ideaId: null, byName: doer.name });
    else await deleteDismissed(app, postIds);
    const action = isDismissed ? 'idea_suggestion.dismissed' : 'idea_suggestion.restored';
    await audit(app, doer.actor, { action, subject: postIds[0] ?? '', detail: { posts: postIds.length } });
    await ideasChanged(app);
  });
}
