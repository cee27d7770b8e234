import { Section } from '../../components/page.tsx';
import { LineChart } from '../../components/charts/line-chart.tsx';
import { exactTime } from '../../format/time.ts';
import { t } from '../../i18n/index.ts';
import { ErrorFigures } from './error-figures.tsx';
import { Gaps } from './gaps.tsx';
import { PlanTable } from './plan-table.tsx';
import { seriesOf } from './series.ts';
import type { ForecastView as Forecast } from './types.ts';

/** Contacts with their band, people needed against people planned, where people are missing, and all of it as a table. */
export function ForecastView({ forecast, network }: { forecast: Forecast; network: string | null }) {
  const series = seriesOf(forecast, network);
  const times = forecast.halves.map(({ at }) => Date.parse(at) / 1000);
  const nameOf = (index: number) => exactTime(forecast.halves[index]!.at);
  return (
    <>
      <Section title={t('coverage.contacts')} text={t('coverage.contacts.text')}>
        <LineChart
          label={t('coverage.contacts')}
          times={times}
          nameOf={nameOf}
          lines={[
            { label: t('coverage.high'), values: series.high, stroke: '--text-faint', isDashed: true },
            { label: t('coverage.expected'), values: series.mean, stroke: '--accent', fill: '--accent-soft' },
            { label: t('coverage.low'), values: series.low, stroke: '--text-faint', isDashed: true },
          ]}
        />
        <ErrorFigures forecast={forecast} network={network} />
      </Section>
      <Section title={t('coverage.people')} text={t('coverage.people.text')}>
        <LineChart
          label={t('coverage.people')}
          times={times}
          nameOf={nameOf}
          height={160}
          lines={[
            { label: t('coverage.needed'), values: series.needed, stroke: '--accent' },
            { label: t('coverage.planned'), values: series.planned, stroke: '--ok', isDashed: true },
          ]}
        />
        <Gaps forecast={forecast} series={series} />
      </Section>
      <PlanTable forecast={forecast} series={series} />
    </>
  );
}
