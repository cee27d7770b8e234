import type { QueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import type { ConversationDetail, ConversationRow } from '../../api/types.ts';
import { PATIENCE_MS } from './in-turn.ts';
import { renewLists, rowFields, writeRows } from './queries.ts';

/** More rows than this are not asked for one by one: what is on the screen is read again. */
export const ONE_BY_ONE = 20;

/** Shows these conversations as the server holds them. */
export async function lookAgain(queryClient: QueryClient, rows: readonly ConversationRow[]): Promise<void> {
  await Promise.all(
    rows.length > ONE_BY_ONE
      ? [renewLists(queryClient), queryClient.invalidateQueries({ queryKey: ['inbox', 'detail'] })]
      : rows.map(({ id }) => showNewest(queryClient, id)),
  );
}

/** Shows what the server answered, and asks again for what counts conversations. */
export function settle(queryClient: QueryClient, rows: readonly ConversationRow[]): void {
  writeRows(queryClient, rows.map(rowFields));
  void queryClient.invalidateQueries({ queryKey: ['inbox', 'counts'] });
  void queryClient.invalidateQueries({ queryKey: ['inbox', 'labels'] });
  for (const row of rows) void queryClient.invalidateQueries({ queryKey: ['inbox', 'detail', row.id] });
}

async function showNewest(queryClient: QueryClient, id: string): Promise<void> {
  const detail = await api.get<ConversationDetail>(`/inbox/${id}`, undefined, undefined, PATIENCE_MS);
  queryClient.setQueryData(['inbox', 'detail', id], detail);
  writeRows(queryClient, [rowFields(detail)]);
}
