import type { App } from '#platform/app/index.ts';
import { releaseFiles } from '#platform/files/index.ts';
import { forgetNotices } from '#people/notices/index.ts';
import { readStoredPosts } from '#listen/posts/index.ts';
import { type Conversation, threadOf } from '../domain/conversation.ts';
import { forgetPosts } from '../domain/restate.ts';
import { forgetHeld, leaveFloods } from '../floods/leave.ts';
import { conversationRepliesPort } from '../ports.ts';
import { deleteAnswers } from '../store/answers.ts';
import { deleteConversations, lockByKeys, updateConversations } from '../store/conversations.ts';
import { countLabels, deleteUnusedLabels } from '../store/desk.ts';
import { deleteUndosOf, selectNoteIds } from '../store/records.ts';
import { announceLater } from './announce.ts';
import { noteOwner } from './notes.ts';
import { kindsIn, readStanding } from './standing.ts';

/**
 * Removes the traces of posts that are about to be removed for good (a source with everything it brought, old posts): conversations that
 * consist of them go with notes, history, drafts and replies. Answers those. To be called in the transaction that removes the posts,
 * before it does.
 */
export async function dropPosts(app: App, postIds: readonly string[]): Promise<Conversation[]> {
  const gone = new Set(postIds);
  const posts = await readStoredPosts(app, postIds);
  await deleteAnswers(app, postIds);
  await forgetHeld(app, postIds);
  const keys = posts.map((post) => ({
    origin: post.origin,
    rootExternalId: threadOf(post),
    accountId: post.accountId,
  }));
  const conversations = await lockByKeys(app, keys);
  const standingOf = await readStanding(app, conversations, gone);
  const rest = conversations.map((row) => forgetPosts(row, gone, standingOf(row), kindsIn(app)));
  const [empty, left] = [
    rest.filter((row) => row.postIds.length === 0),
    rest.filter((row) => row.postIds.length > 0),
  ];
  await dropConversations(app, empty);
  await updateConversations(app, left);
  announceLater(
    app,
    rest.map((row) => row.id),
  );
  return empty;
}

/** The same for posts that are taken out together with what brought them; labels that only they carried go too. */
export async function dropPostsAndLabels(app: App, postIds: readonly string[]): Promise<void> {
  const gone = await dropPosts(app, postIds);
  await deleteUnusedLabels(app, [...new Set(gone.flatMap((row) => row.labels))]);
}

async function dropConversations(app: App, rows: readonly Conversation[]): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map((row) => row.id);
  await countLabels(
    app,
    rows.flatMap((row) => row.labels.map((label) => ({ label, change: -1 }))),
  );
  await app.find(conversationRepliesPort)?.forget(app, ids);
  await forgetNotices(
    app,
    ids.map((id) => `/inbox/${id}`),
  );
  await leaveFloods(app, ids);
  await deleteUndosOf(app, ids);
  await releaseFiles(app, (await selectNoteIds(app, ids)).map(noteOwner));
  await deleteConversations(app, rows);
}
