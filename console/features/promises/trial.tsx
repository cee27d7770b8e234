import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { PolicyInput } from '#respond/promises/schema.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { exactTime } from '../../format/time.ts';
import { t, tn } from '../../i18n/index.ts';
import { promiseQueries } from './queries.ts';
import { KINDS } from './types.ts';
import { percent } from './words.ts';

type Asked = (PolicyInput & { id?: string | undefined }) | undefined;
const PAUSE_MS = 400;

/** “Last week you would have kept 83 %”, while the policy is written. */
export function Trial({ policy }: { policy: Asked }) {
  const wanted = JSON.stringify(policy ?? null);
  const [asked, setAsked] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const trial = useQuery(promiseQueries.trial((JSON.parse(asked) as Asked | null) ?? undefined));
  if (policy === undefined) return <p className="muted">{t('promises.trial.incomplete')}</p>;
  if (trial.isError) return <ErrorState error={trial.error} isSmall onRetry={() => void trial.refetch()} />;
  if (trial.isPending) return <SkeletonRows count={2} label={t('common.loading')} />;
  const { kept, missed, running, byKind, missedIds, since, taken, isPartial } = trial.data;
  if (kept + missed === 0)
    return (
      <p className="muted">
        {taken > 0
          ? tn('promises.trial.taken', taken)
          : tn('promises.trial.none', running, { since: exactTime(since) })}
      </p>
    );
  return (
    <div aria-live="polite">
      <p className="trial-share">
        {t('promises.trial.share', { share: percent(kept, kept + missed) })}{' '}
        <span className="muted">{t('promises.trial.counts', { kept, missed, running })}</span>
      </p>
      <ul className="trial-kinds">
        {KINDS.filter((kind) => byKind[kind].kept + byKind[kind].missed > 0).map((kind) => (
          <li key={kind}>
            {t(`promises.kind.${kind}`)}:{' '}
            {percent(byKind[kind].kept, byKind[kind].kept + byKind[kind].missed)}
          </li>
        ))}
      </ul>
      {missedIds.length > 0 && (
        <p className="muted">
          {t('promises.trial.missed')}{' '}
          {missedIds.slice(0, 8).map((id, index) => (
            <Link
              key={id}
              to="/inbox/{-$conversationId}"
              params={{ conversationId: id }}
              className="trial-link"
            >
              {index + 1}
            </Link>
          ))}
        </p>
      )}
      {(taken > 0 || isPartial) && (
        <p className="muted">
          {taken > 0 && tn('promises.trial.taken', taken)} {isPartial && t('promises.trial.partial')}
        </p>
      )}
    </div>
  );
}
