import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import type { SourceTest } from '../sources/types.ts';

export const FIREHOSE = 'bluesky-jetstream';
/** A look every few seconds shows that posts are live; after some it is enough. */
const LOOKS = 12;

/** Whether Bluesky's public stream can be reached, and what it says right now. Nothing of it is kept. */
export function useNetworkCheck() {
  return useQuery({
    queryKey: ['network-check'],
    queryFn: ({ signal }) =>
      api.post<SourceTest>('/sources/test', { kind: FIREHOSE, config: {} }, { signal }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchInterval: ({ state }) => (state.data?.ok === true && state.dataUpdateCount < LOOKS ? 5000 : false),
  });
}
