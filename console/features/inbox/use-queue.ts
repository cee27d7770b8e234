import { type QueryClient, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { api } from '../../api/client.ts';
import type { ConversationDetail } from '../../api/types.ts';
import { onLive } from '../../app/live.ts';
import { useUser } from '../../app/session.ts';
import { useOwnChanges } from './changes.ts';
import type { QueueFilters } from './filters.ts';
import { Gatherer } from './gatherer.ts';
import { inboxQueries, type RowPages, rowFields, writeRows } from './queries.ts';
import { countNew, placeRows } from './queue.ts';

/** More rows than this changed at once are left to the next renewal instead of being asked for one by one. */
const ASKED_AT_ONCE = 8;
const GATHERED_FOR = 300;

/** The queue of these filters: rows that keep their places, how many new ones wait, and how to let them in. */
export function useQueue(filters: QueueFilters) {
  const me = useUser().id;
  const queryClient = useQueryClient();
  const ownChanges = useOwnChanges();
  const list = useInfiniteQuery(inboxQueries.list(filters));
  const head = useQuery(inboxQueries.head(filters));
  const loaded = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const rows = useMemo(() => placeRows(loaded, filters, me, ownChanges), [loaded, filters, me, ownChanges]);
  const newCount = useMemo(
    () => countNew(loaded, head.data?.items ?? [], filters, me, list.hasNextPage),
    [loaded, head.data, filters, me, list.hasNextPage],
  );
  const listKey = useMemo(() => inboxQueries.list(filters).queryKey, [filters]);

  const letIn = useCallback(async () => {
    const page = await queryClient.fetchQuery({ ...inboxQueries.head(filters), retry: false });
    queryClient.setQueryData<RowPages>(listKey, { pages: [page], pageParams: [null] });
  }, [queryClient, filters, listKey]);

  useNews(filters);
  // A list seen earlier is shown at once and renewed before the reader has begun.
  useEffect(() => {
    const state = queryClient.getQueryState(listKey);
    if (
      state?.dataUpdatedAt !== undefined &&
      state.dataUpdatedAt > 0 &&
      Date.now() - state.dataUpdatedAt > 2000
    )
      void letIn().catch(() => undefined);
  }, [queryClient, listKey, letIn]);
  // Into an empty list new rows may come at once: there is nothing to move.
  const isBare = rows.length === 0 && newCount > 0;
  useEffect(() => {
    if (isBare) void letIn().catch(() => undefined);
  }, [isBare, letIn]);

  return { list, rows, newCount, letIn };
}

/** Reads what changed: a fresh first page for the count of new rows, and newer versions of rows that are shown. */
function useNews(filters: QueueFilters): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const gatherer = new Gatherer(
      GATHERED_FOR,
      (ids) => void readNews(queryClient, filters, ids).catch(() => undefined),
    );
    const stops = [
      onLive('inbox.changed', ({ ids }) => gatherer.add(ids)),
      // After a gap nobody knows which rows changed; the first page is at least what it should be.
      onLive('bus.resync', () => gatherer.add([])),
    ];
    return () => {
      for (const stop of stops) stop();
      gatherer.stop();
    };
  }, [queryClient, filters]);
}

async function readNews(
  queryClient: QueryClient,
  filters: QueueFilters,
  ids: readonly string[],
): Promise<void> {
  void queryClient.invalidateQueries({ queryKey: ['inbox', 'counts'] });
  for (const id of ids) void queryClient.invalidateQueries({ queryKey: ['inbox', 'detail', id] });
  const page = await queryClient.fetchQuery({ ...inboxQueries.head(filters), retry: false });
  writeRows(queryClient, page.items);
  const inHead = new Set(page.items.map((row) => row.id));
  const pages = queryClient.getQueryData<RowPages>(inboxQueries.list(filters).queryKey)?.pages ?? [];
  const shown = new Set(pages.flatMap((list) => list.items.map((row) => row.id)));
  const rest = ids.filter((id) => shown.has(id) && !inHead.has(id)).slice(0, ASKED_AT_ONCE);
  const details = await Promise.all(
    rest.map((id) => api.get<ConversationDetail>(`/inbox/${id}`).catch(() => null)),
  );
  writeRows(queryClient, details.filter((detail) => detail !== null).map(rowFields));
}
