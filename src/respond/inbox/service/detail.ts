import type { Actor, App } from '#platform/app/index.ts';
import { findThread, postsByAuthor, type PostView, readPost, readPosts } from '#listen/posts/index.ts';
import { describeActivity } from '../domain/history.ts';
import { type Conversation, threadOf } from '../domain/conversation.ts';
import { inboxErrors } from '../errors.ts';
import { conversationRepliesPort, conversationSpeakerPort } from '../ports.ts';
import type { ConversationDetail } from '../schema.ts';
import { selectConversation, selectOfAccount } from '../store/conversations.ts';
import { selectDraft } from '../store/desk.ts';
import { selectIdsByKeys } from '../store/list.ts';
import { selectActivities, selectNotes } from '../store/records.ts';
import { readNames } from './names.ts';
import { noteViews } from './notes.ts';
import { present } from './present.ts';
import { viewersOf } from './presence.ts';

const MOST_THREAD = 200;
const MOST_EARLIER = 20;

/** Everything about one conversation. Throws `inbox.not_found`. */
export async function readConversation(app: App, actor: Actor, id: string): Promise<ConversationDetail> {
  const conversation = await selectConversation(app, id);
  if (!conversation) throw inboxErrors('inbox.not_found', { id });
  const [rows, thread, notes, activity, earlier, earlierPosts, draft, replies, speaker, nameOf] =
    await Promise.all([
      present(app, [conversation]),
      readThread(app, conversation),
      selectNotes(app, id).then((rows) => noteViews(app, rows)),
      selectActivities(app, id, 100),
      selectOfAccount(app, conversation.accountId, id, MOST_EARLIER),
      postsByAuthor(app, conversation.accountId, { limit: MOST_EARLIER + conversation.postIds.length }),
      selectDraft(app, id, actor.id),
      app.find(conversationRepliesPort)?.list(app, id) ?? [],
      app.find(conversationSpeakerPort)?.read(app, conversation) ?? null,
      readNames(app),
    ]);
  const inThread = new Set(thread.map((post) => post.id));
  return {
    ...rows[0]!,
    thread,
    notes,
    activity: activity.map((line) => describeActivity(line, nameOf)),
    earlier: earlier.map((row) => ({
      conversationId: row.id,
      excerpt: row.excerpt,
      at: row.lastPostAt.toISOString(),
      status: row.status,
    })),
    earlierPosts: earlierPosts.items.filter((post) => !inThread.has(post.id)).slice(0, MOST_EARLIER),
    viewers: viewersOf(app, id).filter((viewer) => viewer.id !== actor.id),
    draft: draft ?? null,
    replies: [...replies],
    speaker,
  };
}

/** The conversation that a stored post of a customer belongs to; null when none was opened for it. */
export async function findConversationOfPost(app: App, postId: string): Promise<string | null> {
  const { origin, author, ...post } = await readPost(app, postId);
  const [id] = await selectIdsByKeys(app, [{ origin, rootExternalId: threadOf(post), accountId: author.id }]);
  return id ?? null;
}

/** The thread as far as it is known. Of a long one: everything the customer and we said, its beginning, and the nearest of the rest. */
export async function readThread(app: App, conversation: Conversation): Promise<PostView[]> {
  const known = await findThread(app, conversation.origin, conversation.rootExternalId);
  const missing = conversation.postIds
    .slice(-MOST_THREAD)
    .filter((id) => !known.some((post) => post.id === id));
  const all = [...known, ...(await readPosts(app, missing))].sort((a, b) =>
    a.createdAt < b.createdAt ? -1 : 1,
  );
  if (all.length <= MOST_THREAD) return all;
  const said = new Set(conversation.postIds);
  const answered = new Set(all.filter((post) => said.has(post.id)).map((post) => post.externalId));
  const isNear = (post: PostView) =>
    said.has(post.id) ||
    post.externalId === conversation.rootExternalId ||
    answered.has(post.parentExternalId ?? '');
  const near = all.filter(isNear).slice(-MOST_THREAD);
  const room = MOST_THREAD - near.length;
  const rest = room > 0 ? all.filter((post) => !isNear(post)).slice(-room) : [];
  return [...near, ...rest].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}
