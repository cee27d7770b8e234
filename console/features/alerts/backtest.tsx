import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Callout } from '../../components/callout.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { Time } from '../../components/time.tsx';
import { shortNumber } from '../../format/number.ts';
import { t, tn } from '../../i18n/index.ts';
import { useDebounced } from '../../components/use-debounced.ts';
import { AlertChart } from './chart.tsx';
import type { Condition } from './draft.ts';
import { Severity } from './incident-row.tsx';
import { alertQueries } from './queries.ts';
import type { Backtest } from './types.ts';

const SHOWN = 10;

/** “Would have alerted you 3 times in the last 30 days”, where, and how it looked. */
export function BacktestView({ condition }: { condition: Condition }) {
  const wanted = useDebounced(JSON.stringify(condition), 400);
  const stable = useMemo(() => JSON.parse(wanted) as Condition, [wanted]);
  const found = useQuery(alertQueries.backtest(stable));
  if (found.isError) return <ErrorState error={found.error} isSmall onRetry={() => void found.refetch()} />;
  if (found.isPending) return <SkeletonRows count={2} label={t('alerts.backtest.loading')} />;
  return <Found found={found.data} kind={stable.kind} />;
}

function Found({ found, kind }: { found: Backtest; kind: Condition['kind'] }) {
  const { series, alerts } = found;
  const spans = alerts
    .filter(({ topicId }) => topicId === series?.topicId)
    .map(({ since, ended, topic }) => ({ from: since, to: ended, label: topic }));
  return (
    <div className="stack" aria-live="polite">
      <strong>
        {tn(kind === 'posts' ? 'alerts.backtest.messages' : 'alerts.backtest.count', found.count)}
      </strong>
      {found.daysKnown < found.days && (
        <p className="muted">{t('alerts.backtest.known', { days: String(found.daysKnown) })}</p>
      )}
      {found.leftOut > 0 && <Callout tone="warn">{tn('alerts.backtest.leftOut', found.leftOut)}</Callout>}
      {series !== null && (
        <>
          <span className="muted">{series.topic}</span>
          <AlertChart
            points={series.points}
            stepMinutes={60}
            spans={spans}
            label={t('alerts.backtest.chart', { topic: series.topic, count: shortNumber(spans.length) })}
          />
        </>
      )}
      <ul className="list" aria-label={t('alerts.backtest')}>
        {alerts.slice(0, SHOWN).map((alert) => (
          <li key={`${alert.topicId}${alert.since}`} className="alert-row">
            <Severity severity={alert.severity} />
            <span className="alert-name">{alert.topic}</span>
            <Time at={alert.since} as="exact" className="muted" />
            <p>
              {t(kind === 'threshold' ? 'alerts.threshold' : 'alerts.instead', {
                posts: shortNumber(alert.observed),
                usual: shortNumber(Math.round(alert.expected)),
              })}
            </p>
          </li>
        ))}
      </ul>
      {alerts.length > SHOWN && <p className="muted">{tn('alerts.backtest.more', alerts.length - SHOWN)}</p>}
    </div>
  );
}
