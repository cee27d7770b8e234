import { useQuery } from '@tanstack/react-query';
import { CalendarClock } from 'lucide-react';
import { useState } from 'react';
import { useLive } from '../../app/live.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { Select } from '../../components/field.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { CoverageNav } from './coverage-nav.tsx';
import './coverage.css';
import { ForecastView } from './forecast-view.tsx';
import { coverageQueries } from './queries.ts';
import { SettingsForm } from './settings-form.tsx';

const DAYS = [1, 2, 7, 14] as const;

/** What comes in the next days, the people it needs, and those who are planned. */
export function CoveragePage() {
  const [days, setDays] = useState(2);
  const [network, setNetwork] = useState<string | null>(null);
  const forecast = useQuery(coverageQueries.forecast(days));
  useLive('coverage.changed', () => void forecast.refetch());
  const channels = forecast.data?.channels ?? [];
  return (
    <Page
      title={t('coverage.title')}
      text={t('coverage.text')}
      width="wide"
      toolbar={<CoverageNav />}
      actions={
        <>
          <Select
            aria-label={t('coverage.channel')}
            value={network ?? ''}
            choices={[
              { value: '', label: t('coverage.allChannels') },
              ...channels.map((one) => ({ value: one.network, label: one.network })),
            ]}
            onChange={(event) => setNetwork(event.target.value || null)}
          />
          <Select
            aria-label={t('coverage.days')}
            value={String(days)}
            choices={DAYS.map((count) => ({ value: String(count), label: t(`coverage.days.${count}`) }))}
            onChange={(event) => setDays(Number(event.target.value))}
          />
        </>
      }
    >
      <div className="stack">
        {forecast.isError ? (
          <ErrorState error={forecast.error} onRetry={() => void forecast.refetch()} />
        ) : forecast.isPending ? (
          <SkeletonRows count={6} label={t('common.loading')} />
        ) : channels.length === 0 ? (
          <EmptyState icon={CalendarClock} title={t('coverage.none')} text={t('coverage.none.text')} />
        ) : (
          <ForecastView forecast={forecast.data} network={network} />
        )}
        <SettingsForm networks={channels.map((one) => one.network)} />
      </div>
    </Page>
  );
}
