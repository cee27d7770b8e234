import type { App } from '#platform/app/index.ts';
import { readStoredPosts } from '#listen/posts/index.ts';
import { marked } from '#lib/typos/index.ts';
import { findConversations, readNotesOf, readRows } from '#respond/inbox/index.ts';
import { readRepliesOf } from '#respond/replies/index.ts';
import { passageOf } from '../excerpt.ts';
import type { Hit } from '../schema.ts';
import type { FoundRow } from '../store/find-store.ts';
import { idsOf, inOrder, mapOf, NOBODY, placesOf } from './hit.ts';

/** Newest posts of a conversation in which the words are looked for. */
const MOST_POSTS = 30;

export async function conversationHits(
  app: App,
  rows: readonly FoundRow[],
  words: readonly string[],
): Promise<Hit[]> {
  const found = mapOf(await readRows(app, idsOf(rows)));
  // Where the list shows a word that was asked for, no other post is read.
  const unlike = [...found.values()].filter(
    ({ excerpt }) => !marked(excerpt, words).some(({ isFound }) => isFound),
  );
  const saidIn = await readSaid(
    app,
    unlike.map(({ id }) => id),
  );
  return inOrder(rows, found, ({ id, author, lastPostAt, network, status, team, assignee, excerpt }) => ({
    id,
    title: author.displayName ?? author.handle ?? '',
    excerpt: passageOf(saidIn.get(id)?.trim() || excerpt, words),
    at: lastPostAt,
    network,
    status,
    team: team?.name ?? null,
    assignees: assignee ? [assignee.name] : [],
    to: `/inbox/${id}`,
  }));
}

/** What customers said, the newest first. */
async function readSaid(app: App, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = (await findConversations(app, ids)).map(({ id, postIds }) => ({
    id,
    postIds: postIds.slice(-MOST_POSTS).toReversed(),
  }));
  const posts = mapOf(
    await readStoredPosts(
      app,
      rows.flatMap(({ postIds }) => postIds),
    ),
  );
  return new Map(
    rows.map(({ id, postIds }) => [
      id,
      postIds
        .flatMap((post) => posts.get(post) ?? [])
        .map(({ title, text }) => `${title ?? ''} ${text}`)
        .join(' '),
    ]),
  );
}

export async function replyHits(
  app: App,
  rows: readonly FoundRow[],
  words: readonly string[],
): Promise<Hit[]> {
  const replies = mapOf(await readRepliesOf(app, placesOf(rows)));
  return inOrder(rows, replies, ({ id, createdByName, text, createdAt, conversationId, network }) => ({
    ...NOBODY,
    id,
    title: createdByName,
    excerpt: passageOf(text, words),
    at: createdAt.toISOString(),
    network,
    to: `/inbox/${conversationId}`,
  }));
}

export async function noteHits(
  app: App,
  rows: readonly FoundRow[],
  words: readonly string[],
): Promise<Hit[]> {
  const notes = mapOf(await readNotesOf(app, placesOf(rows)));
  return inOrder(rows, notes, ({ id, authorName, text, createdAt, conversationId }) => ({
    ...NOBODY,
    id,
    title: authorName,
    excerpt: passageOf(text, words),
    at: createdAt.toISOString(),
    network: null,
    to: `/inbox/${conversationId}`,
  }));
}
