import type { Actor, App } from '#platform/app/index.ts';
import { type Doer, staffDoer, wordsOf } from '#embrace/forum/index.ts';
import type { ModeratedKind } from '#embrace/moderation/index.ts';
import { LONGEST_REASON, pathOf } from '../domain.ts';
import { mayReadIdea } from './find.ts';
import { ideaChanged, lockRoot } from './change.ts';
import { looked } from './looked.ts';
import { countIdea, selectIdeas } from './store.ts';
import { selectVote, selectVotesById, updateReasonHidden } from './votes-store.ts';

/** Says why it matters, as it is kept. */
export const reasonOf = (given: string): string =>
  wordsOf(given.slice(0, LONGEST_REASON * 2))
    .slice(0, LONGEST_REASON)
    .toWellFormed();

/** What a member gives as his reason, as it may be shown; in the transaction that stores it. Throws what `screen` throws. */
export async function lookedReason(
  app: App,
  doer: Doer,
  { id, about, reason }: { id: string; about: string; reason: string },
): Promise<{ reason: string; isReasonHidden: boolean }> {
  if (reason === '') return { reason, isReasonHidden: false };
  const seen = await looked(app, doer, { kind: 'reason', id, title: '', about, markdown: reason, html: '' });
  return { reason: seen.markdown.slice(0, LONGEST_REASON), isReasonHidden: seen.isHeld };
}

/** Takes a reason away from everybody but who gave it, or shows it again; the vote counts all the same. Twice is once. */
async function hideReason(
  app: App,
  by: Actor,
  id: string,
  { isHidden, reason }: { isHidden: boolean; reason: string },
): Promise<void> {
  await app.db.together(async () => {
    const vote = await selectVote(app, id);
    if (!vote) return;
    const { root } = await lockRoot(app, staffDoer(by), vote.ideaId);
    if (!(await updateReasonHidden(app, id, isHidden))) return;
    // Pages are kept by their version.
    await countIdea(app, root.id, {});
    const action = isHidden ? 'idea.reason_hidden' : 'idea.reason_restored';
    await ideaChanged(app, { actor: by }, root.id, { action, subject: id, detail: { reason } });
  });
}

/** Why an idea matters to members, in public, as it is flagged, hidden and shown again. */
export const moderatedReasons: ModeratedKind = {
  kind: 'reason',
  async read(app, ids) {
    const votes = (await selectVotesById(app, ids)).filter(({ reason }) => reason !== '');
    const found = await selectIdeas(app, [...new Set(votes.map(({ rootId }) => rootId))]);
    const ideas = new Map(found.map((idea) => [idea.id, idea]));
    return votes.flatMap(({ id, memberId, rootId, reason, isReasonHidden }) => {
      const idea = ideas.get(rootId);
      if (!idea || memberId === null) return [];
      const isShown = !isReasonHidden && idea.deletedAt === null;
      return { id, memberId, path: `${pathOf(idea)}#${id}`, title: idea.title, text: reason, isShown };
    });
  },
  async mayRead(app, memberId, id) {
    const vote = await selectVote(app, id);
    return vote !== undefined && mayReadIdea(app, memberId, vote.ideaId);
  },
  hide: (app, id, by, reason) => hideReason(app, by, id, { isHidden: true, reason }),
  restore: (app, id, by) => hideReason(app, by, id, { isHidden: false, reason: '' }),
};
