import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { Badge } from '../../components/badge.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { priorityQueries } from './queries.ts';

/** Where agents said that a conversation should stand elsewhere, and why. */
export function Pins() {
  const pins = useQuery(priorityQueries.pins());
  if (pins.isError) return <ErrorState error={pins.error} isSmall onRetry={() => void pins.refetch()} />;
  if (pins.isPending) return <SkeletonRows count={2} label={t('common.loading')} />;
  if (pins.data.length === 0) return <p className="muted">{t('priority.pins.none')}</p>;
  return (
    <ul className="list">
      {pins.data.map(({ id, conversationId, direction, reason, by, at, endedAt, factors }) => (
        <li key={id} className="pin-row">
          <Badge icon={direction === 'higher' ? ArrowUp : ArrowDown} isQuiet={endedAt !== null}>
            {t(`priority.${direction}.word`)}
          </Badge>
          <div className="grow">
            <Link to="/inbox/{-$conversationId}" params={{ conversationId }}>
              {reason}
            </Link>
            <p className="muted">
              {by} · <Time at={at} />
              {endedAt !== null && ` · ${t('priority.pins.over')}`}
            </p>
            <p className="faint">{factors.map((factor) => factor.reason).join(' · ')}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
