import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../../api/client.ts';
import type { PostView, Preflight } from '../../api/types.ts';

const AFTER = 350;

/**
 * What the network's own rules say about an answer to a post: its length as the network counts it, links and mentions, and whether it may be sent. Null
 * while the answer for this very text is not there; the console then counts by itself.
 */
export function usePreflight(
  text: string,
  { network, isPrivate }: Pick<PostView, 'network' | 'isPrivate'>,
): Preflight | null {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), AFTER);
    return () => clearTimeout(timer);
  }, [text]);
  const { data, isPlaceholderData } = useQuery({
    queryKey: ['preflight', network, isPrivate, settled],
    queryFn: ({ signal }) =>
      api.post<Preflight>('/replies/preflight', { text: settled, network, isPrivate }, { signal }),
    enabled: settled !== '',
    staleTime: 300_000,
    gcTime: 60_000,
    retry: false,
    placeholderData: keepPreviousData,
  });
  return settled === text && text !== '' && data !== undefined && !isPlaceholderData ? data : null;
}
