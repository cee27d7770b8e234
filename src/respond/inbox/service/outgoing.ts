import type { Actor, App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { applyChange } from '../domain/change.ts';
import { type Conversation, hearAnswer, type Outgoing, placed, type Status } from '../domain/conversation.ts';
import { inboxErrors } from '../errors.ts';
import { lockConversations, updateConversations } from '../store/conversations.ts';
import { deleteDraft, selectDraft, upsertDraft } from '../store/desk.ts';
import { insertActivities } from '../store/records.ts';
import { announce } from './announce.ts';
import { applyTo } from './change.ts';
import { undoChange } from './undo.ts';

/** The conversation, locked until the transaction ends; undefined where it is not there any more. */
export async function lockIfThere(app: App, id: string): Promise<Conversation | undefined> {
  const [conversation] = await lockConversations(app, [id]);
  return conversation;
}

/** The conversation, locked until the transaction ends: two colleagues decide one after the other. Throws `inbox.not_found`. */
export async function lockConversation(app: App, id: string): Promise<Conversation> {
  const conversation = await lockIfThere(app, id);
  if (!conversation) throw inboxErrors('inbox.not_found', { id });
  return conversation;
}

/** A reply was decided, in the ambient transaction. Answers the token that brings the status back should it be cancelled. */
export async function noteReplyQueued(
  app: App,
  actor: Actor,
  conversation: Conversation,
  { thenStatus, outgoing }: { thenStatus: Status; outgoing: Outgoing },
): Promise<string> {
  const sending = { ...conversation, outgoing };
  await updateConversations(app, [sending], actor.id);
  const { undo } = await applyTo(app, actor, [sending], (before) =>
    applyChange(before, { status: thenStatus, isUnread: false }),
  );
  await insertActivities(app, [{ conversationId: conversation.id, actor, action: 'reply.queued' }]);
  await deleteDraft(app, conversation.id, actor.id);
  await announce(app, [conversation.id]);
  return undo;
}

/** The program says something by itself, in the ambient transaction. The conversation stays as it is: the customer waits for a person still. */
export async function noteAutomaticReply(
  app: App,
  actor: Actor,
  conversationId: string,
  because: string,
): Promise<void> {
  await insertActivities(app, [{ conversationId, actor, action: 'reply.automatic', detail: { because } }]);
  await announce(app, [conversationId]);
}

/** A reply was written that waits for somebody's approval, in the ambient transaction. Its conversation stays as it is: the customer waits still. */
export async function noteReplyWaiting(
  app: App,
  actor: Actor,
  conversation: Conversation,
  outgoing: Outgoing,
): Promise<void> {
  await updateConversations(app, [{ ...conversation, outgoing }], actor.id);
  await insertActivities(app, [{ conversationId: conversation.id, actor, action: 'reply.waiting' }]);
  await deleteDraft(app, conversation.id, actor.id);
  await announce(app, [conversation.id]);
}

/** Words that did not leave go back to whoever wrote them, unless something else is being written there. Joins the ambient transaction. */
export async function keepDraft(
  app: App,
  conversationId: string,
  userId: string,
  text: string,
): Promise<void> {
  if ((await selectDraft(app, conversationId, userId)) === undefined)
    await upsertDraft(app, conversationId, userId, text);
}

export interface ReplyNews {
  conversationId: string;
  /** Absent: as it was. */
  outgoing?: Outgoing;
  /** `reply.sent`, `reply.failed`, … for the history; absent when nothing worth a line happened. */
  action?: string | undefined;
  /** Why somebody did it, in his words. */
  because?: string | undefined;
  /** When the reply that stands now was decided. */
  answeredAt?: Date | undefined;
  /** Trouble: somebody must look again. */
  needsPerson?: boolean | undefined;
}

/** What became of a reply, in the ambient transaction. */
export async function noteReplyNews(
  app: App,
  who: { id: string; name: string },
  news: ReplyNews,
): Promise<void> {
  const [before] = await lockConversations(app, [news.conversationId]);
  if (!before) return;
  const answered = news.answeredAt ? hearAnswer({ ...before, outgoing: 'sending' }, news.answeredAt) : before;
  const troubled: Partial<Conversation> = news.needsPerson
    ? { status: 'open', snoozedUntil: null, isUnread: true }
    : {};
  await updateConversations(
    app,
    [placed({ ...answered, outgoing: news.outgoing ?? before.outgoing, ...troubled })],
    who.id,
  );
  if (news.action)
    await insertActivities(app, [
      {
        conversationId: news.conversationId,
        actor: who,
        action: news.action,
        ...(news.because !== undefined && { detail: { because: news.because } }),
      },
    ]);
  await announce(app, [news.conversationId]);
}

/** Brings back what the conversation was before a reply that never left; what others changed since stays. */
export async function restoreAfterCancel(app: App, actor: Actor, undo: string): Promise<void> {
  try {
    await undoChange(app, actor, undo);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
