import { addressOf } from '#platform/addresses/index.ts';
import { type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { readPosts } from '#listen/posts/index.ts';
import { findConversationOfPost, findConversations } from '#respond/inbox/index.ts';
import { accountFor, queueReply } from '#respond/replies/index.ts';
import { pathOf } from '../domain.ts';
import { ideaErrors } from '../errors.ts';
import { ideasChanged, tellIdeaChanged } from '../idea/listed.ts';
import { selectIdeas } from '../idea/store.ts';
import { readIdeaSettings } from '../settings.ts';
import { insertTellings, retryTellings, takeDue, type TellingRow, updateTelling } from './store.ts';
import { toldIn } from './words.ts';

export const TELL_JOB = 'ideas.tell';
export { selectTellings as tellingsOf, type TellingRow } from './store.ts';

/** Whoever said it first, in whichever post that an idea was made of, is to be told there; in the ambient transaction. */
export async function tellFirstPosters(app: App, ideaId: string): Promise<void> {
  if ((await insertTellings(app, ideaId)) > 0) await app.jobs.enqueue(TELL_JOB, {}, { key: TELL_JOB });
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
  const failed = new Map<string, string>();
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
      failed.set(due.postId, error.message);
    }
  }
  for (const [postId, problem] of failed) await giveUp(app, postId, problem);
  return failed.size;
}

async function giveUp(app: App, postId: string, problem: string): Promise<void> {
  await app.db.transaction(async () => {
    await updateTelling(app, postId, { state: 'failed', replyId: null, problem });
    await ideasChanged(app);
  });
}

async function tellOne(app: App, { ideaId, postId }: TellingRow): Promise<void> {
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
    idempotencyKey: `idea:${postId}`,
    thenStatus: conversation.status === 'done' ? 'done' : 'open',
    isConfirmed: true,
    approval: {
      alternatives: [],
      note: `The idea “${idea.title.slice(0, 120)}” was shipped, and this is who said it first.`,
    },
  });
  await updateTelling(app, postId, { state: 'queued', replyId: reply.id, problem: null });
  await audit(app, systemActor, {
    action: 'idea.told',
    subject: ideaId,
    detail: { postId, replyId: reply.id },
  });
  await tellIdeaChanged(app, ideaId, true);
}
