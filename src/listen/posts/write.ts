import type { App } from '#platform/app/index.ts';
import { isKnownAlready } from '#platform/db/index.ts';
import { keepFilesOf, letGoOfFiles } from './media-files.ts';
import type { StoredPost } from './domain.ts';
import { mergeSearchSoon } from './search-upkeep.ts';
import {
  deletePairs,
  deleteTopic,
  deleteTopicsOf,
  insertTopics,
  noteChanged,
  noteLoose,
} from './topics-store.ts';
import { copyPosts } from './copy-store.ts';
import { selectPublic } from './store.ts';
import { expectsNew, noteKnown, noteNew } from './expectation.ts';
import { postLabelsPort } from './ports.ts';
import { FEWEST_COPIED, type PackedPosts } from './pack.ts';
import { type PostKey, upsertPosts, wipePosts, wipePostsOfAccounts, type Written } from './write-store.ts';

/**
 * Stores packed drafts whose version is later than what is stored, each with the account of its author; answers those. For intake
 * alone, inside its transaction. `meanwhile` is called while the database works; perhaps again, when it has to work once more.
 */
export async function storePosts(
  app: App,
  packed: PackedPosts,
  accountIds: readonly string[],
  meanwhile: () => void = () => undefined,
): Promise<StoredPost[]> {
  const { drafts, receivedAt } = packed;
  if (drafts.length === 0) return [];
  app.db.afterCommit(() => mergeSearchSoon(app, drafts.length));
  const written =
    (await writeAsNew(app, packed, accountIds, meanwhile)) ??
    (await writeAny(app, packed, accountIds, meanwhile));
  await noteLoose(
    app,
    written.flatMap(({ id, index }) =>
      drafts[index]!.topics.length === 0 && !drafts[index]!.isPrivate ? [id] : [],
    ),
  );
  await keepFilesOf(
    app,
    written.map(({ id, index }) => ({ id, media: drafts[index]!.media })),
  );
  return written.map(({ id, index, isNew }) => ({
    ...drafts[index]!,
    accountId: accountIds[index]!,
    id,
    isNew,
    receivedAt,
  }));
}

/** The cheap way, open where every draft is new; undefined where it is not taken or one of them is known after all. */
async function writeAsNew(
  app: App,
  packed: PackedPosts,
  accountIds: readonly string[],
  meanwhile: () => void,
): Promise<Written[] | undefined> {
  const { drafts, ids, mayBeKnown } = packed;
  // The short way writes topics, too, and private posts have none.
  if (
    mayBeKnown ||
    drafts.some((draft) => draft.isPrivate) ||
    drafts.length < FEWEST_COPIED ||
    !expectsNew(app)
  )
    return undefined;
  try {
    await copyPosts(app, packed, accountIds, meanwhile);
  } catch (error) {
    if (!isKnownAlready(error)) throw error;
    noteKnown(app);
    return undefined;
  }
  noteNew(app);
  return ids.map((id, index) => ({ id, index, isNew: true }));
}

async function writeAny(
  app: App,
  packed: PackedPosts,
  accountIds: readonly string[],
  meanwhile: () => void,
): Promise<Written[]> {
  const { drafts } = packed;
  const written = await upsertPosts(app, packed, accountIds, meanwhile);
  const changed = written.filter((post) => !post.isNew).map((post) => post.id);
  if (changed.length > 0) await deleteTopicsOf(app, changed);
  await insertTopics(
    app,
    written.flatMap(({ id, index }) =>
      drafts[index]!.isPrivate ? [] : drafts[index]!.topics.map(({ topicId }) => ({ postId: id, topicId })),
    ),
  );
  return written;
}

/** Honours deletes: text, HTML, media, links and search terms go, identity and version stay. Answers the posts that changed. */
export async function forgetPosts(app: App, keys: readonly PostKey[]): Promise<string[]> {
  if (keys.length === 0) return [];
  return withoutTraces(app, await wipePosts(app, keys));
}

/** Honours the end of accounts: everything they wrote up to that version is wiped. Answers the posts that changed. */
export async function forgetPostsOfAccounts(
  app: App,
  accounts: readonly { origin: string; accountId: string; version: number }[],
): Promise<string[]> {
  if (accounts.length === 0) return [];
  return withoutTraces(app, await wipePostsOfAccounts(app, accounts));
}

/** Adds posts to a topic, private ones left out; answers those that were not in it. */
export async function addTopicMatches(
  app: App,
  topicId: string,
  postIds: readonly string[],
): Promise<string[]> {
  const open = await selectPublic(app, postIds);
  return insertTopics(
    app,
    open.map((postId) => ({ postId, topicId })),
  );
}

/** Takes a topic off these posts; answers those that had it. */
export async function dropTopicMatches(
  app: App,
  topicId: string,
  postIds: readonly string[],
): Promise<string[]> {
  return deletePairs(app, topicId, postIds);
}

/** What is said about these posts changed, their words did not: whoever counts them counts them again. In the ambient transaction. */
export async function noteChangedPosts(app: App, postIds: readonly string[]): Promise<void> {
  await noteChanged(app, postIds);
}

/** Takes a topic off every post, ten thousand at a time. */
export async function removeTopicMatches(app: App, topicId: string): Promise<void> {
  const STEP = 10_000;
  while ((await deleteTopic(app, topicId, STEP)) === STEP);
}

/** What was made of their words goes with them. */
async function withoutTraces(app: App, rows: readonly { id: string }[]): Promise<string[]> {
  const ids = rows.map((row) => row.id);
  if (ids.length > 0) {
    await letGoOfFiles(app, ids);
    await deleteTopicsOf(app, ids);
    await noteLoose(app, ids);
    await app.find(postLabelsPort)?.forget(app, ids);
  }
  return ids;
}
