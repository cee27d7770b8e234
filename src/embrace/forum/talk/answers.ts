import type { App } from '#platform/app/index.ts';
import { countFact } from '#embrace/trust/index.ts';
import type { Doer } from '../doer.ts';
import { isSolved, mayAccept, type Reaction } from '../domain.ts';
import { forumErrors } from '../errors.ts';
import { mustBeHere } from '../own/service.ts';
import { lockPost, mustBeAllowed, threadChanged } from './change.ts';
import { tellAccepted, tellReactionSoon } from '../telling/tell.ts';
import { tellSolved } from './hooks.ts';
import { changeReaction, updateAccepted } from './posts-store.ts';
import { countThread } from './store.ts';

/** Says that a post answers the question, or takes it back; several may. Throws `forum.no_answer`, `forum.may_not`. */
export async function acceptAnswer(app: App, doer: Doer, postId: string, isAccepted: boolean): Promise<void> {
  await app.db.transaction(async () => {
    const { thread, post, category, here } = await lockPost(app, doer, postId);
    if (thread.kind !== 'question' || post.number === 1 || post.deletedAt !== null)
      throw forumErrors('forum.no_answer');
    mustBeAllowed(mayAccept(thread, here));
    if (!(await updateAccepted(app, postId, isAccepted ? doer.name : null))) return;
    await countThread(app, thread.id, { answers: isAccepted ? 1 : -1 });
    await threadChanged(app, doer, thread.id, {
      action: isAccepted ? 'forum_answer.accepted' : 'forum_answer.taken_back',
      subject: postId,
      detail: { threadId: thread.id },
    });
    if (post.authorId !== null && post.authorId !== thread.authorId)
      await countFact(app, post.authorId, 'accepted', isAccepted ? 1 : -1);
    if (isAccepted) await tellAccepted(app, doer, { thread, post, category });
    if (isAccepted && !isSolved(thread)) await tellSolved(app, { ...thread, answers: 1 }, post);
  });
}

/** Adds or takes a member's reaction; the same twice is once. Answers how many of each kind there are. */
export async function react(
  app: App,
  doer: Doer,
  postId: string,
  { kind, isOn }: { kind: Reaction; isOn: boolean },
): Promise<void> {
  const { memberId } = doer;
  if (memberId === null) throw forumErrors('forum.may_not');
  await app.db.together(async () => {
    if (isOn) await mustBeHere(app, doer);
    const { thread, post } = await lockPost(app, doer, postId);
    // Who asked has the problem anyhow: those who say “same here” are others.
    const isOwn = post.authorId === memberId && (kind !== 'same' || post.number === 1);
    mustBeAllowed(post.deletedAt === null && (!isOwn || !isOn));
    if (!(await changeReaction(app, { postId, threadId: thread.id, memberId, kind, isOn }))) return;
    if (kind !== 'same') await countThanks(app, memberId, post.authorId, isOn ? 1 : -1);
    if (isOn && kind !== 'same' && post.authorId !== null) await tellReactionSoon(app, postId);
    await threadChanged(app, doer, thread.id, {
      action: isOn ? 'forum_reaction.given' : 'forum_reaction.taken',
      subject: postId,
      detail: { kind },
    });
  });
}

async function countThanks(app: App, from: string, to: string | null, n: 1 | -1): Promise<void> {
  if (to !== null) await countFact(app, to, 'thanks', n);
  await countFact(app, from, 'given', n);
}
