import type { App } from '#platform/app/index.ts';
import { readStoredPosts } from '#listen/posts/index.ts';
import { forgetPosts, threadOf } from '../domain/conversation.ts';
import { deleteAnswers } from '../store/answers.ts';
import { deleteConversations, lockByKeys, updateConversations } from '../store/conversations.ts';
import { countLabels } from '../store/desk.ts';
import { announceLater } from './announce.ts';
import { readStanding } from './standing.ts';

/**
 * Removes the traces of posts that are about to be removed for good (a source with everything it brought, old posts):
 * conversations that consist of them go with notes and history. To be called in the transaction that removes the posts, before it does.
 */
export async function dropPosts(app: App, postIds: readonly string[]): Promise<void> {
  const gone = new Set(postIds);
  const posts = await readStoredPosts(app, postIds);
  await deleteAnswers(app, postIds);
  const keys = posts.map((post) => ({
    origin: post.origin,
    rootExternalId: threadOf(post),
    accountId: post.accountId,
  }));
  const conversations = await lockByKeys(app, keys);
  const standingOf = await readStanding(app, conversations, gone);
  const rest = conversations.map((row) => forgetPosts(row, gone, standingOf(row)));
  const empty = rest.filter((row) => row.postIds.length === 0);
  await countLabels(
    app,
    empty.flatMap((row) => row.labels.map((label) => ({ label, change: -1 }))),
  );
  await deleteConversations(app, empty);
  await updateConversations(
    app,
    rest.filter((row) => row.postIds.length > 0),
  );
  announceLater(
    app,
    rest.map((row) => row.id),
  );
}
