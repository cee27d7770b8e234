import type { App } from '#platform/app/index.ts';
import type { PageOf } from '#platform/http/index.ts';
import { postErrors } from './errors.ts';
import { letGoOfFiles } from './media-files.ts';
import { postHoldsPort, postLabelsPort } from './ports.ts';
import type { PostView } from './schema.ts';
import {
  AFTER_ALL,
  countPosts,
  deletePosts,
  type PostRow,
  selectByAuthor,
  selectByExternalIds,
  selectOfOrigin,
  selectOfSource,
  selectOldestId,
  selectPosts,
  selectReceivedBefore,
  selectStream,
  selectThread,
  selectWindow,
} from './store.ts';
import { selectMatching } from './spans.ts';
import { toStored, toViews } from './views.ts';
import { idAt, type StoredPost, timeOf } from './domain.ts';

/** Posts as screens show them, in the order asked for; ids that are not stored are left out. */
export async function readPosts(app: App, ids: readonly string[]): Promise<PostView[]> {
  if (ids.length === 0) return [];
  const rows = new Map((await selectPosts(app, ids)).map((row) => [row.id, row]));
  return toViews(
    app,
    ids.flatMap((id) => rows.get(id) ?? []),
  );
}

/** One post. Throws `post.not_found`. */
export async function readPost(app: App, id: string): Promise<PostView> {
  const [post] = await readPosts(app, [id]);
  if (!post) throw postErrors('post.not_found', { id });
  return post;
}

export interface StreamAsked {
  topicId?: string | undefined;
  sourceId?: string | undefined;
  /** PostgreSQL text search query over the terms of `searchTerms`. */
  tsquery?: string | undefined;
  /** Id of the last post of the page before. */
  cursor?: string | undefined;
  /** Private posts, too: for what nobody outside sees. */
  withPrivate?: boolean | undefined;
  limit: number;
}

/** Stored posts, newest first; deleted and private ones are left out. */
export async function listStream(app: App, asked: StreamAsked): Promise<PageOf<PostView>> {
  const { limit, cursor = AFTER_ALL, ...filter } = asked;
  const rows = await selectStream(app, { ...filter, before: cursor, limit: limit + 1 });
  return pageOfViews(app, rows, limit);
}

/** Everything stored by one account, newest first; deleted posts are left out. */
export async function postsByAuthor(
  app: App,
  accountId: string,
  asked: { cursor?: string | undefined; limit: number },
): Promise<PageOf<PostView>> {
  const rows = await selectByAuthor(app, accountId, asked.cursor ?? AFTER_ALL, asked.limit + 1);
  return pageOfViews(app, rows, asked.limit);
}

/** The known posts of a thread, oldest first, at most 500; deleted ones keep their place without their words. */
export async function findThread(app: App, origin: string, rootExternalId: string): Promise<PostView[]> {
  return toViews(app, await selectThread(app, origin, rootExternalId, 500));
}

/** Stored posts by their ids on the network, in no particular order. */
export async function findPosts(
  app: App,
  origin: string,
  externalIds: readonly string[],
): Promise<PostView[]> {
  return toViews(app, await selectByExternalIds(app, origin, externalIds));
}

export interface Preselected {
  posts: StoredPost[];
  /** Absent when nothing older is left. */
  nextCursor?: string;
}

/**
 * Stored posts that a text search query lets through, newest first, `limit` at a time: what searches, previews and back-fills look at
 * one by one. Without a query every post is let through; `days`, topic and source narrow it. Private posts only when asked for.
 */
export async function preselect(app: App, asked: StreamAsked & { days?: number }): Promise<Preselected> {
  const { tsquery, topicId, sourceId, days } = asked;
  const filter = {
    topicId,
    sourceId,
    withPrivate: asked.withPrivate,
    ...(days === undefined ? {} : { from: idAt(new Date(app.clock.now().getTime() - days * DAY_MS)) }),
    before: asked.cursor ?? AFTER_ALL,
    limit: asked.limit,
  };
  const rows =
    tsquery === undefined || topicId !== undefined || sourceId !== undefined
      ? await selectStream(app, { ...filter, tsquery })
      : await selectMatching(app, { ...filter, tsquery });
  const posts = await toStored(app, rows);
  const last = rows.at(-1);
  return last && rows.length === asked.limit ? { posts, nextCursor: last.id } : { posts };
}

export interface LookedBack {
  /** Those of the part that the query lets through, newest first. */
  posts: StoredPost[];
  /** Posts in the part. */
  looked: number;
  /** Absent when nothing older is left. */
  nextCursor?: string;
}

/**
 * Walks through all stored posts of the last `days` days, newest first, `size` at a time whether a query lets them through or not: what is
 * behind is known, and every step costs about the same.
 */
export async function lookBack(
  app: App,
  asked: { tsquery?: string | undefined; days: number; size: number; cursor?: string | undefined },
): Promise<LookedBack> {
  const before = asked.cursor ?? AFTER_ALL;
  const start = idAt(new Date(app.clock.now().getTime() - asked.days * DAY_MS));
  const { first, count } = await selectWindow(app, start, before, asked.size);
  if (first === null) return { posts: [], looked: 0 };
  const rows = await selectStream(app, { tsquery: asked.tsquery, from: first, before, limit: MOST_AT_ONCE });
  const posts = await toStored(app, rows);
  const last = rows.at(-1);
  if (rows.length === MOST_AT_ONCE && last !== undefined && last.id > first) {
    const behind = await selectWindow(app, last.id, before, asked.size);
    return { posts, looked: behind.count, nextCursor: last.id };
  }
  return count === asked.size ? { posts, looked: count, nextCursor: first } : { posts, looked: count };
}

/** Posts whose words are held in memory at once. */
const MOST_AT_ONCE = 2000;

/** When the oldest stored post was written, to a fraction of an hour; undefined while there is none. */
export async function oldestPostTime(app: App): Promise<Date | undefined> {
  const id = await selectOldestId(app);
  return id === undefined ? undefined : new Date(timeOf(id));
}

/** Number of stored posts of the last `days` days. */
export async function countRecentPosts(app: App, days: number): Promise<number> {
  return countPosts(app, idAt(new Date(app.clock.now().getTime() - days * DAY_MS)));
}

/** Number of stored posts. */
export async function countAllPosts(app: App): Promise<number> {
  return countPosts(app, '');
}

/** Posts as later stages get them from intake; `toInbox` of their topics is not remembered and reads false. */
export async function readStoredPosts(app: App, ids: readonly string[]): Promise<StoredPost[]> {
  return toStored(app, await selectPosts(app, ids));
}

/** Removes posts that came more than `days` days ago and that nobody holds. Answers how many went. */
export async function retirePosts(app: App, days: number, signal: AbortSignal): Promise<number> {
  const before = new Date(app.clock.now().getTime() - days * DAY_MS);
  let retired = 0;
  for (let after = ''; !signal.aborted;) {
    const ids = (await selectReceivedBefore(app, before, after, STEP)).map((row) => row.id);
    if (ids.length === 0) break;
    after = ids.at(-1)!;
    retired += await app.db.transaction(() => retire(app, ids, before));
  }
  return retired;
}

async function retire(app: App, ids: readonly string[], before: Date): Promise<number> {
  const holds = app.find(postHoldsPort);
  const held = (await holds?.held(app, ids, before)) ?? new Set();
  const free = ids.filter((id) => !held.has(id));
  if (free.length === 0) return 0;
  await holds?.letGo(app, free);
  await remove(app, free);
  return free.length;
}

/** Is told which posts are about to be removed, in the transaction that removes them. */
type BeforeRemoval = (postIds: string[]) => Promise<void>;

/** Removes every post that a source brought, in steps of a thousand. Answers how many went. */
export function removePostsOfSource(app: App, sourceId: string, beforeEach?: BeforeRemoval): Promise<number> {
  return removeInSteps(app, beforeEach, async (after) => {
    const rows = await selectOfSource(app, sourceId, after, STEP);
    return { ids: rows.map((row) => row.id), last: rows.at(-1)?.id };
  });
}

/** Removes every post of an origin, whoever brought it, also the brand's own. */
export function removePostsOfOrigin(app: App, origin: string, beforeEach?: BeforeRemoval): Promise<number> {
  return removeInSteps(app, beforeEach, async (after) => {
    const rows = await selectOfOrigin(app, origin, after, STEP);
    return { ids: rows.map((row) => row.id), last: rows.at(-1)?.external_id };
  });
}

async function removeInSteps(
  app: App,
  beforeEach: BeforeRemoval = async () => undefined,
  next: (after: string) => Promise<{ ids: string[]; last: string | undefined }>,
): Promise<number> {
  let removed = 0;
  for (let after: string | undefined = ''; after !== undefined;) {
    const from: string = after;
    after = await app.db.transaction(async () => {
      const { ids, last } = await next(from);
      if (ids.length > 0) await beforeEach(ids);
      await remove(app, ids);
      removed += ids.length;
      return last;
    });
  }
  return removed;
}

async function remove(app: App, ids: readonly string[]): Promise<void> {
  await app.find(postLabelsPort)?.forget(app, ids);
  await letGoOfFiles(app, ids);
  await deletePosts(app, ids);
}

const STEP = 1000;
const DAY_MS = 86_400_000;
async function pageOfViews(app: App, rows: readonly PostRow[], limit: number): Promise<PageOf<PostView>> {
  const shown = rows.slice(0, limit);
  const items = await toViews(app, shown);
  return rows.length > limit ? { items, nextCursor: shown.at(-1)!.id } : { items };
}
