import { useQuery } from '@tanstack/react-query';
import { useLive } from '../../app/live.ts';
import { Callout } from '../../components/callout.tsx';
import { coverageQueries } from './queries.ts';

/** Over the composer: why the reader cannot send at this stage. What is written is kept as a draft. */
export function StageNotice() {
  const may = useQuery(coverageQueries.maySend());
  useLive('coverage.changed', () => void may.refetch());
  if (!may.data || may.data.maySend) return null;
  return <Callout tone="warn">{may.data.reason}</Callout>;
}
