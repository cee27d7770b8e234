import { useQuery } from '@tanstack/react-query';
import { Download, Scale } from 'lucide-react';
import { useState } from 'react';
import { Callout } from '../../components/callout.tsx';
import { SidePanel } from '../../components/dialog.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Select } from '../../components/field.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { Time } from '../../components/time.tsx';
import { percent } from '../../format/number.ts';
import { span } from '../../format/span.ts';
import { t, tn } from '../../i18n/index.ts';
import { ComparisonTable } from './comparison-table.tsx';
import './fairness.css';
import { MissedList } from './missed-list.tsx';
import { fairnessQueries } from './queries.ts';
import type { Dimension, Outcome, Report } from './types.ts';
import { groupName } from './words.ts';

const DAYS = [28, 90] as const;
const DIMENSIONS = ['reach', 'channel'] as const;
const OUTCOMES = ['answered', 'quick', 'solved', 'satisfied'] as const;

/** Whether people are treated alike, by reach and by channel. */
export function FairnessPage() {
  const [days, setDays] = useState<number>(28);
  const [dimension, setDimension] = useState<Dimension>('reach');
  const [outcome, setOutcome] = useState<Outcome>('answered');
  const [missed, setMissed] = useState<string | null>(null);
  const { data, error, isPending, refetch } = useQuery(fairnessQueries.report(days));
  const isEmpty = data !== undefined && data.dimensions.channel.groups.length === 0;
  return (
    <Page
      width="wide"
      title={t('fairness.title')}
      text={t('fairness.text')}
      actions={
        <a
          className="button button-secondary button-m"
          href={`/api/v1/fairness/export?days=${days}`}
          download
        >
          <Download size={16} aria-hidden />
          {t('fairness.export')}
        </a>
      }
    >
      <div className="stack">
        <div className="fairness-asked">
          <Select
            aria-label={t('fairness.days')}
            value={String(days)}
            onChange={(event) => setDays(Number(event.target.value))}
            choices={DAYS.map((value) => ({ value: String(value), label: t(`fairness.days.${value}`) }))}
          />
          <Select
            aria-label={t('fairness.by')}
            value={dimension}
            onChange={(event) => setDimension(event.target.value as Dimension)}
            choices={DIMENSIONS.map((value) => ({ value, label: t(`fairness.by.${value}`) }))}
          />
          <Select
            aria-label={t('fairness.outcome')}
            value={outcome}
            onChange={(event) => setOutcome(event.target.value as Outcome)}
            choices={OUTCOMES.map((value) => ({ value, label: t(`fairness.outcome.${value}`) }))}
          />
        </div>
        {error !== null && data === undefined ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : isPending ? (
          <SkeletonRows count={8} label={t('common.loading')} />
        ) : isEmpty ? (
          <EmptyState icon={Scale} title={t('fairness.empty.title')} text={t('fairness.empty.text')} />
        ) : (
          <>
            <Verdict report={data} />
            <ComparisonTable report={data} dimension={dimension} outcome={outcome} onMissed={setMissed} />
            <p className="faint">
              {outcome === 'quick' &&
                data.quickSeconds !== null &&
                `${t('fairness.quick', { time: span(data.quickSeconds) })} `}
              {t('fairness.computed')} <Time at={data.computedAt} />
            </p>
          </>
        )}
        <How />
      </div>
      <SidePanel
        title={t('fairness.missed.of', {
          group: missed === null ? '' : groupName(dimension, missed),
          outcome: t(`fairness.outcome.${outcome}`).toLowerCase(),
        })}
        isOpen={missed !== null}
        onOpenChange={() => setMissed(null)}
      >
        {missed !== null && <MissedList days={days} dimension={dimension} outcome={outcome} group={missed} />}
      </SidePanel>
    </Page>
  );
}

function Verdict({ report: { alarms, dimensions } }: { report: Report }) {
  const isCompared = DIMENSIONS.some((dimension) =>
    OUTCOMES.some((outcome) => dimensions[dimension].outcomes[outcome].some(({ ratio }) => ratio !== null)),
  );
  if (!isCompared) return <Callout title={t('fairness.none')}>{t('fairness.none.text')}</Callout>;
  if (alarms.length === 0)
    return (
      <Callout tone="ok" title={t('fairness.fair')}>
        {t('fairness.fair.text')}
      </Callout>
    );
  return (
    <Callout tone="bad" title={tn('fairness.unfair', alarms.length)}>
      <ul className="fairness-alarms">
        {alarms.map(({ dimension, group, outcome, ratio }) => (
          <li key={`${dimension} ${group} ${outcome}`}>
            {t('fairness.unfair.line', {
              group: groupName(dimension, group),
              outcome: t(`fairness.outcome.${outcome}`).toLowerCase(),
              share: percent(ratio),
            })}
          </li>
        ))}
      </ul>
    </Callout>
  );
}

function How() {
  return (
    <details className="fairness-how">
      <summary>{t('fairness.how.title')}</summary>
      {(['1', '2', '3', '4'] as const).map((n) => (
        <p key={n}>{t(`fairness.how.${n}`)}</p>
      ))}
    </details>
  );
}
