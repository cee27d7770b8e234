import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import type { TalksView } from '../../api/types.ts';

/** What a topic talks about in a period; asked again while it is still being found. Nothing is asked without a topic. */
export function useTalks({ topic, from, to }: { topic: string | undefined; from: string; to: string }) {
  const asked = { topic, from, to };
  return useQuery({
    queryKey: ['talk', asked],
    queryFn: ({ signal }) => api.get<TalksView>('/talk', asked, signal),
    refetchInterval: (query) => (query.state.data?.state === 'working' ? 300 : false),
    staleTime: 60_000,
    enabled: topic !== undefined,
  });
}
