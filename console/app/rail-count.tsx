import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api } from '../api/client.ts';
import { tn } from '../i18n/index.ts';
import { useLive } from './live.ts';
import { COUNT_AGAIN_MS, COUNT_EVERY_MS, RAIL_COUNTS, type RailCount, shortCount } from './rail-counts.ts';
import { useCan } from './session.ts';

/** How much waits behind a destination; nothing where nothing does, or the reader may not know. */
export function WaitingCount({ to }: { to: string }) {
  const counted = RAIL_COUNTS[to];
  const mayKnow = useCan();
  return counted !== undefined && mayKnow(counted.permission) ? <Counted counted={counted} /> : null;
}

function Counted({ counted }: { counted: RailCount }) {
  const { queryKey, path, live, sum, words } = counted;
  const count = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<Record<string, number>>(path, {}, signal),
    select: sum,
    refetchInterval: COUNT_AGAIN_MS,
  }).data;
  useFreshCount(queryKey, live);
  if (count === undefined || count === 0) return null;
  return (
    <span className="rail-count figures">
      <span aria-hidden>{shortCount(count)}</span>
      <span className="visually-hidden">{tn(words, count)}</span>
    </span>
  );
}

/** Asks again soon after something happened: once, however much does. */
function useFreshCount(queryKey: readonly string[], live: RailCount['live']): void {
  const queryClient = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLive(live, () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void queryClient.invalidateQueries({ queryKey });
    }, COUNT_EVERY_MS);
  });
}
