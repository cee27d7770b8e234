import { addressOf } from '#platform/addresses/index.ts';
import { type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { readPosts } from '#listen/posts/index.ts';
import { findConversationOfPost, findConversations } from '#respond/inbox/index.ts';
import { accountFor, queueReply } from '#respond/replies/index.ts';
import { staffDoer } from '#embrace/forum/index.ts';
import { pathOf } from '../domain.ts';
import { ideaErrors } from '../errors.ts';
import { chosenMembers, readBoards } from '../idea/boards.ts';
import { lockRoot } from '../idea/change.ts';
import { ideasChanged, tellIdeaChanged } from '../idea/listed.ts';
import { type IdeaRow, selectIdeas } from '../idea/store.ts';
import { selectVote } from '../idea/votes-store.ts';
import { readIdeaSettings } from '../settings.ts';
import { owedTo } from './owed.ts';
import {
  deleteTelling,
  insertTellings,
  retryTellings,
  takeDue,
  type TellingRow,
  updateTelling,
} from './store.ts';
import { toldIn } from './words.ts';

export const TELL_JOB = 'ideas.tell';
export { selectTellings as tellingsOf, type TellingRow } from './store.ts';

/**
 * Whoever said it first, in whichever post that an idea was made of, and everybody for whom a colleague voted is to be told where he said
 * it; in the ambient transaction, with the idea locked.
 */
export async function tellThere(app: App, { id, boardId }: IdeaRow): Promise<void> {
  const board = (await readBoards(app)).find((one) => one.id === boardId)!;
  const chosen = (await chosenMembers(app, [boardId])).get(boardId) ?? [];
  if ((await insertTellings(app, id, await owedTo(app, id, { board, chosen }))) > 0)
    await app.jobs.enqueue(TELL_JOB, {}, { key: TELL_JOB });
}

/** Tries again what could not be told. */
export async function tellAgain(app: App, ideaId: string): Promise<void> {
  await app.db.transaction(async () => {
    if ((await retryTellings(app, ideaId)) > 0) await app.jobs.enqueue(TELL_JOB, {}, { key: TELL_JOB });
  });
}

/**
 * Decides the replies that are due, each in a transaction of its own: an ordinary reply in the conversation of the post, which waits for
 * somebody's approval and leaves by the outbox. What is refused is kept with its reason for the team. Answers how many were refused.
 */
export async function tellDue(app: App, signal?: AbortSignal): Promise<number> {
  const failed = new Map<TellingRow, string>();
  for (;;) {
    if (signal?.aborted) break;
    let due: TellingRow | undefined;
    try {
      const isMore = await app.db.transaction(async () => {
        due = await takeDue(app, [...failed.keys()]);
        if (due) await tellOne(app, due);
        return due !== undefined;
      });
      if (!isMore) break;
    } catch (error) {
      if (!due || !(error instanceof AppError)) throw error;
      failed.set(due, error.message);
    }
  }
  for (const [telling, problem] of failed) await giveUp(app, telling, problem);
  return failed.size;
}

async function giveUp(app: App, telling: TellingRow, problem: string): Promise<void> {
  await app.db.transaction(async () => {
    await updateTelling(app, telling, { state: 'failed', replyId: null, problem });
    await ideasChanged(app);
  });
}

/** What a colleague took back in the meantime is no wish of anybody; but the same person may wait for it by another vote. */
async function tellOthers(app: App, telling: TellingRow): Promise<void> {
  const { root } = await lockRoot(app, staffDoer(systemActor), telling.ideaId);
  await deleteTelling(app, telling);
  if (root.status === 'shipped' && root.deletedAt === null) await tellThere(app, root);
}

async function tellOne(app: App, telling: TellingRow): Promise<void> {
  const { ideaId, postId, voteId } = telling;
  const vote = voteId === null ? undefined : await selectVote(app, voteId);
  if (voteId !== null && !vote) return tellOthers(app, telling);
  const [idea] = await selectIdeas(app, [ideaId]);
  const [post] = await readPosts(app, [postId]);
  if (!idea || !post || post.deletedAt !== null) throw ideaErrors('idea.no_post');
  const conversationId = await findConversationOfPost(app, postId);
  const [conversation] = conversationId === null ? [] : await findConversations(app, [conversationId]);
  if (!conversation) throw ideaErrors('idea.no_conversation');
  const account = await accountFor(app, conversation);
  if (!account) throw ideaErrors('idea.no_account', { network: conversation.network });
  const { told } = await readIdeaSettings(app);
  const reply = await queueReply(app, systemActor, conversation.id, {
    text: toldIn(told, post.langs, { title: idea.title, link: addressOf(app, pathOf(idea)) }),
    postId,
    accountId: account.id,
    idempotencyKey: `idea:${ideaId}:${postId}`,
    thenStatus: conversation.status === 'done' ? 'done' : 'open',
    isConfirmed: true,
    approval: {
      alternatives: [],
      note: `The idea “${idea.title.slice(0, 120)}” was shipped, and ${vote ? `${vote.byName} voted for this customer` : 'this is who said it first'}.`,
    },
  });
  await updateTelling(app, telling, { state: 'queued', replyId: reply.id, problem: null });
  await audit(app, systemActor, {
    action: 'idea.told',
    subject: ideaId,
    detail: { postId, replyId: reply.id },
  });
  await tellIdeaChanged(app, ideaId, true);
}
