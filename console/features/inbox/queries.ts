import {
  infiniteQueryOptions,
  type InfiniteData,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query';
import { api, type Page } from '../../api/client.ts';
import type { ConversationDetail, ConversationRow, InboxCounts } from '../../api/types.ts';
import type { Looked } from '#respond/inbox/schema.ts';
import { type QueueFilters, writeFilters } from './filters.ts';
import { renewRows } from './queue.ts';

export const PAGE_SIZE = 50;
/** A page of the queue; `looked` where a condition narrows it. */
export type QueuePage = Page<ConversationRow> & { looked?: Looked };
export type RowPages = InfiniteData<QueuePage, string | null>;

const readPage = (filters: QueueFilters, cursor: string | null, signal?: AbortSignal) =>
  api.get<QueuePage>('/inbox', { ...writeFilters(filters), cursor, limit: PAGE_SIZE }, signal);

export const inboxQueries = {
  /** The list as it was read. It never renews itself, because rows would move under the reader. */
  list: (filters: QueueFilters) =>
    infiniteQueryOptions({
      queryKey: ['inbox', 'list', writeFilters(filters)],
      queryFn: ({ pageParam, signal }) => readPage(filters, pageParam, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.nextCursor ?? null,
      staleTime: 'static' as const,
    }),
  /** The first page as it would be now: read when something changed. */
  head: (filters: QueueFilters) =>
    queryOptions({
      queryKey: ['inbox', 'head', writeFilters(filters)],
      queryFn: ({ signal }) => readPage(filters, null, signal),
      enabled: false,
      staleTime: 0,
    }),
  counts: () =>
    queryOptions({
      queryKey: ['inbox', 'counts'],
      queryFn: ({ signal }) => api.get<InboxCounts>('/inbox/counts', {}, signal),
    }),
  detail: (id: string) =>
    queryOptions({
      queryKey: ['inbox', 'detail', id],
      queryFn: ({ signal }) => api.get<ConversationDetail>(`/inbox/${id}`, {}, signal),
    }),
  labels: () =>
    queryOptions({
      queryKey: ['inbox', 'labels'],
      queryFn: ({ signal }) => api.get<Page<{ name: string; count: number }>>('/inbox/labels', {}, signal),
      select: (page) => page.items,
      staleTime: 30_000,
    }),
};

/** Every row of these ids that is loaded somewhere. */
export function loadedRows(queryClient: QueryClient, ids: readonly string[]): Map<string, ConversationRow> {
  const found = new Map<string, ConversationRow>();
  const take = (row: ConversationRow | undefined) => {
    if (row !== undefined && ids.includes(row.id) && row.version >= (found.get(row.id)?.version ?? 0))
      found.set(row.id, row);
  };
  for (const [, data] of queryClient.getQueriesData<RowPages>({ queryKey: ['inbox', 'list'] })) {
    for (const page of data?.pages ?? []) for (const row of page.items) take(row);
  }
  for (const id of ids) take(queryClient.getQueryData<ConversationDetail>(['inbox', 'detail', id]));
  return found;
}

/** Writes rows into every list and detail that shows them, each in its place. */
export function writeRows(queryClient: QueryClient, rows: readonly ConversationRow[]): void {
  const newer = new Map(rows.map((row) => [row.id, row]));
  queryClient.setQueriesData<RowPages>({ queryKey: ['inbox', 'list'] }, (data) => {
    if (data === undefined) return data;
    const pages = data.pages.map((page) => {
      const items = renewRows(page.items, newer);
      return items === page.items ? page : { ...page, items };
    });
    return pages.every((page, index) => page === data.pages[index]) ? data : { ...data, pages };
  });
  for (const row of rows) {
    queryClient.setQueryData<ConversationDetail>(['inbox', 'detail', row.id], (detail) =>
      detail === undefined || row.version < detail.version ? detail : { ...detail, ...rowFields(row) },
    );
  }
}

/** Reads the lists on the screen anew. To invalidate them is not enough: they never renew themselves. */
export async function renewLists(queryClient: QueryClient): Promise<void> {
  const lists = queryClient.getQueryCache().findAll({ queryKey: ['inbox', 'list'], type: 'active' });
  await Promise.all(lists.map((list) => list.fetch(undefined, { cancelRefetch: true })));
}

/** Only what a row holds, when it is in truth a whole conversation. */
export function rowFields(row: ConversationRow): ConversationRow {
  return {
    id: row.id,
    network: row.network,
    isPrivate: row.isPrivate,
    status: row.status,
    snoozedUntil: row.snoozedUntil,
    snoozeReason: row.snoozeReason,
    priority: row.priority,
    factors: row.factors,
    promise: row.promise,
    flood: row.flood,
    author: row.author,
    excerpt: row.excerpt,
    title: row.title,
    hasMedia: row.hasMedia,
    postCount: row.postCount,
    lastPostAt: row.lastPostAt,
    waitingSince: row.waitingSince,
    isUnread: row.isUnread,
    isGone: row.isGone,
    assignee: row.assignee,
    team: row.team,
    labels: row.labels,
    understood: row.understood,
    topics: row.topics,
    case: row.case,
    outgoing: row.outgoing,
    version: row.version,
  };
}
