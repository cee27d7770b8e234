import type { App } from '#platform/app/index.ts';
import type { PageOf } from '#platform/http/index.ts';
import { readAccounts, type Account } from '#people/accounts/index.ts';
import { postErrors } from './errors.ts';
import { postHoldsPort, topicLabelsPort } from './ports.ts';
import type { PostView } from './schema.ts';
import {
  AFTER_ALL,
  countPosts,
  deletePosts,
  type PostRow,
  selectByAuthor,
  selectByExternalIds,
  selectOfSource,
  selectPosts,
  selectReceivedBefore,
  selectStream,
  selectThread,
} from './store.ts';
import { selectTopicIds } from './topics-store.ts';
import { idAt, type StoredPost } from './domain.ts';

/** Posts as screens show them, in the order asked for; ids that are not stored are left out. */
export async function readPosts(app: App, ids: readonly string[]): Promise<PostView[]> {
  if (ids.length === 0) return [];
  const rows = new Map((await selectPosts(app, ids)).map((row) => [row.id, row]));
  return toViews(app, ids.flatMap((id) => rows.get(id) ?? []));
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
  limit: number;
}

/** Stored posts, newest first; deleted ones are left out. */
export async function listStream(app: App, asked: StreamAsked): Promise<PageOf<PostView>> {
  const { limit, cursor = AFTER_ALL, ...filter } = asked;
  const rows = await selectStream(app, { ...filter, before: cursor, limit: limit + 1 });
  return pageOfViews(app, rows, limit);
}

/** Everything stored by one account, newest first; deleted posts are left out. */
export async function postsByAuthor(app: App, accountId: string, asked: { cursor?: string | undefined; limit: number }): Promise<PageOf<PostView>> {
  const rows = await selectByAuthor(app, accountId, asked.cursor ?? AFTER_ALL, asked.limit + 1);
  return pageOfViews(app, rows, asked.limit);
}

/** The known posts of a thread, oldest first, at most 500; deleted ones keep their place without their words. */
export async function findThread(app: App, origin: string, rootExternalId: string): Promise<PostView[]> {
  return toViews(app, await selectThread(app, origin, rootExternalId, 500));
}

/** Stored posts by their ids on the network, in no particular order. */
export async function findPosts(app: App, origin: string, externalIds: readonly string[]): Promise<PostView[]> {
  return toViews(app, await selectByExternalIds(app, origin, externalIds));
}

export interface Preselected {
  posts: StoredPost[];
  /** Absent when nothing older is left. */
  nextCursor?: string;
}

/**
 * Stored posts of the last `days` days that a text search query lets through, newest first, `limit` at a time: what previews and
 * back-fills look at one by one. Without a query every post is let through.
 */
export async function preselect(
  app: App,
  asked: { tsquery?: string | undefined; days: number; limit: number; cursor?: string | undefined },
): Promise<Preselected> {
  const rows = await selectStream(app, {
    tsquery: asked.tsquery,
    from: idAt(new Date(app.clock.now().getTime() - asked.days * DAY_MS)),
    before: asked.cursor ?? AFTER_ALL,
    limit: asked.limit,
  });
  const posts = await toStored(app, rows);
  const last = rows.at(-1);
  return last && rows.length === asked.limit ? { posts, nextCursor: last.id } : { posts };
}

/** Number of stored posts of the last `days` days. */
export async function countRecentPosts(app: App, days: number): Promise<number> {
  return countPosts(app, idAt(new Date(app.clock.now().getTime() - days * DAY_MS)));
}

/** Posts as later stages get them from intake; `toInbox` of their topics is not remembered and reads false. */
export async function readStoredPosts(app: App, ids: readonly string[]): Promise<StoredPost[]> {
  return toStored(app, await selectPosts(app, ids));
}

/** Removes posts that came more than `days` days ago and that nobody holds. Answers how many went. */
export async function retirePosts(app: App, days: number, signal: AbortSignal): Promise<number> {
  const before = new Date(app.clock.now().getTime() - days * DAY_MS);
  let retired = 0;
  for (let after = ''; !signal.aborted; ) {
    const ids = (await selectReceivedBefore(app, before, after, 1000)).map((row) => row.id);
    if (ids.length === 0) break;
    after = ids.at(-1)!;
    const held = (await app.find(postHoldsPort)?.held(app, ids)) ?? new Set();
    const free = ids.filter((id) => !held.has(id));
    await app.db.transaction(() => deletePosts(app, free));
    retired += free.length;
  }
  return retired;
}

/** Removes every post that a source brought, in steps of a thousand; `beforeEach` is told the ids in the same transaction. */
export async function removePostsOfSource(
  app: App,
  sourceId: string,
  beforeEach: (postIds: string[]) => Promise<void> = async () => undefined,
): Promise<number> {
  for (let removed = 0; ; ) {
    const count = await app.db.transaction(async () => {
      const ids = (await selectOfSource(app, sourceId, 1000)).map((row) => row.id);
      if (ids.length > 0) await beforeEach(ids);
      await deletePosts(app, ids);
      return ids.length;
    });
    if (count === 0) return removed;
    removed += count;
  }
}

const DAY_MS = 86_400_000;
async function pageOfViews(app: App, rows: readonly PostRow[], limit: number): Promise<PageOf<PostView>> {
  const shown = rows.slice(0, limit);
  const items = await toViews(app, shown);
  return rows.length > limit ? { items, nextCursor: shown.at(-1)!.id } : { items };
}

async function toViews(app: App, rows: readonly PostRow[]): Promise<PostView[]> {
  if (rows.length === 0) return [];
  const accounts = await readAccounts(app, [...new Set(rows.map((row) => row.account_id))]);
  const topicIds = await selectTopicIds(app, rows.map((row) => row.id));
  const asked = rows.map((row) => ({ id: row.id, title: row.title, text: row.text, topicIds: topicIds.get(row.id) ?? [] }));
  const labels = await app.find(topicLabelsPort)?.label(app, asked);
  return rows.map((row, index) => {
    const plain = { topics: asked[index]!.topicIds.map((id) => ({ id, name: id })), spans: [] };
    return toView(row, accounts.get(row.account_id), labels ? (labels.get(row.id) ?? { topics: [], spans: [] }) : plain);
  });
}

function toView(row: PostRow, account: Account | undefined, labels: Pick<PostView, 'topics' | 'spans'>): PostView {
  return {
    id: row.id,
    network: row.network,
    kind: row.kind,
    origin: row.origin,
    externalId: row.external_id,
    author: authorView(row, account),
    title: row.title,
    text: row.text,
    html: row.html,
    langs: row.langs,
    url: row.url,
    links: row.links,
    media: (row.media ?? []).map(({ kind, url, thumbUrl, alt }) => ({ kind, url: url ?? null, thumbUrl: thumbUrl ?? null, alt: alt ?? null })),
    parentExternalId: row.parent_external_id,
    rootExternalId: row.root_external_id,
    createdAt: row.created_at.toISOString(),
    receivedAt: row.received_at.toISOString(),
    editedAt: row.edited_at?.toISOString() ?? null,
    deletedAt: row.deleted_at?.toISOString() ?? null,
    isOwn: row.is_own,
    ...labels,
  };
}

function authorView(row: PostRow, account: Account | undefined): PostView['author'] {
  return {
    id: row.account_id,
    network: row.network,
    externalId: account?.externalId ?? '',
    handle: account?.handle ?? null,
    displayName: account?.displayName ?? null,
    avatarUrl: account?.avatarUrl ?? null,
    profileUrl: account?.profileUrl ?? null,
  };
}

async function toStored(app: App, rows: readonly PostRow[]): Promise<StoredPost[]> {
  if (rows.length === 0) return [];
  const accounts = await readAccounts(app, [...new Set(rows.map((row) => row.account_id))]);
  const topicIds = await selectTopicIds(app, rows.map((row) => row.id));
  return rows.map((row) => ({
    id: row.id,
    isNew: false,
    origin: row.origin,
    externalId: row.external_id,
    version: row.version,
    network: row.network,
    kind: row.kind,
    title: row.title,
    text: row.text,
    html: row.html,
    langs: row.langs,
    url: row.url,
    links: row.links,
    tags: row.tags,
    mentions: row.mentions,
    media: row.media ?? [],
    parentExternalId: row.parent_external_id,
    rootExternalId: row.root_external_id,
    quotedExternalId: row.quoted_external_id,
    revision: row.revision,
    createdAt: row.created_at,
    receivedAt: row.received_at,
    accountId: row.account_id,
    author: authorOf(accounts.get(row.account_id)),
    addresses: [],
    isOwn: row.is_own,
    sourceId: row.source_id,
    topics: (topicIds.get(row.id) ?? []).map((topicId) => ({ topicId, toInbox: false })),
  }));
}

function authorOf(account: Account | undefined): StoredPost['author'] {
  return { externalId: account?.externalId ?? '', handle: account?.handle ?? null, displayName: account?.displayName ?? null };
}
