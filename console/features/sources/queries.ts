import { queryOptions } from '@tanstack/react-query';
import { api, type Page } from '../../api/client.ts';
import { paged } from '../../api/paged.ts';
import type { ImportView, PipelineView, Refusal, Replay, SourceKind } from './types.ts';

export const sourceQueries = {
  pipeline: () =>
    queryOptions({
      queryKey: ['pipeline'],
      queryFn: ({ signal }) => api.get<PipelineView>('/pipeline', {}, signal),
      refetchInterval: ({ state }) => (state.data?.path === 'stream' ? 5000 : false),
    }),
  kinds: () =>
    queryOptions({
      queryKey: ['source-kinds'],
      queryFn: ({ signal }) => api.get<Page<SourceKind>>('/sources/kinds', {}, signal),
      select: (page) => page.items,
      staleTime: Infinity,
    }),
  refusals: (source: string | undefined) =>
    paged<Refusal>(['refusals', source ?? null], '/sources/refusals', { source, limit: 30 }),
  replay: () =>
    queryOptions({
      queryKey: ['replay'],
      queryFn: ({ signal }) => api.get<{ replay: Replay | null }>('/sources/refusals/replay-all', {}, signal),
      select: ({ replay }) => replay,
      // The stream of events tells; this is for when it is down.
      refetchInterval: ({ state }) => (state.data?.replay?.state === 'running' ? 5000 : false),
    }),
  imports: () =>
    queryOptions({
      queryKey: ['imports'],
      queryFn: ({ signal }) => api.get<Page<ImportView>>('/imports', { limit: 50 }, signal),
      select: (page) => page.items,
      refetchInterval: ({ state }) =>
        state.data?.items.some((one) => one.state === 'running') === true ? 1500 : false,
    }),
  oneImport: (id: string) =>
    queryOptions({
      queryKey: ['imports', id],
      queryFn: ({ signal }) => api.get<ImportView>(`/imports/${id}`, {}, signal),
    }),
};
