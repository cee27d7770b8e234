import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { StatusBadge } from '../inbox/status.tsx';
import { fairnessQueries } from './queries.ts';
import type { Dimension, Outcome } from './types.ts';

/** The conversations behind a figure: those of a group that had not what was asked. */
export function MissedList(asked: { days: number; dimension: Dimension; outcome: Outcome; group: string }) {
  const { data, error, isPending, refetch } = useQuery(fairnessQueries.missed(asked));
  if (error !== null) return <ErrorState error={error} isSmall onRetry={() => void refetch()} />;
  if (isPending) return <SkeletonRows count={6} label={t('common.loading')} />;
  if (data.items.length === 0) return <p className="muted">{t('fairness.missed.empty')}</p>;
  return (
    <ul className="fairness-missed">
      {data.items.map(({ id, author, excerpt, lastPostAt, status }) => (
        <li key={id}>
          <Link to="/inbox/{-$conversationId}" params={{ conversationId: id }}>
            <strong>{author.displayName ?? author.handle ?? ''}</strong>{' '}
            <Time at={lastPostAt} className="faint" />
          </Link>
          <p dir="auto">{excerpt}</p>
          <StatusBadge status={status} />
        </li>
      ))}
    </ul>
  );
}
