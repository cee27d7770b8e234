import { Link } from '@tanstack/react-router';
import type { CSSProperties } from 'react';
import { Fragment } from 'react';
import { LineChart } from '../../components/charts/line-chart.tsx';
import { EmptyState } from '../../components/page.tsx';
import { shortNumber } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import { useShown } from './context.ts';
import { averageAt, endOfStep, weekdays } from './tables.ts';
import type { OverviewView } from './types.ts';
import { changeText, momentName } from './words.ts';

const seconds = (iso: string) => Date.parse(iso) / 1000;

export function VolumePanel() {
  const { overview, marks, spikes, open, openSpike } = useShown();
  const { series, seriesBefore, step } = overview;
  return (
    <>
      <LineChart
        label={t('trends.chart', {
          title: t('trends.panel.volume'),
          total: shortNumber(overview.total.posts),
        })}
        times={series.map(({ at }) => seconds(at))}
        lines={[
          {
            label: t('trends.now'),
            values: series.map(({ figures }) => figures?.posts ?? null),
            stroke: '--accent',
            fill: '--accent-soft',
          },
          {
            label: t('trends.before'),
            values: series.map((_, index) => seriesBefore[index]?.figures?.posts ?? null),
            stroke: '--text-faint',
            isDashed: true,
          },
        ]}
        marks={marks}
        spikes={spikes}
        onSpike={openSpike}
        nameOf={(index) => momentName(series[index]?.at ?? '', step)}
        onPick={(index) => open({ from: series[index]!.at, to: endOfStep(overview, index) })}
        height={220}
      />
      <SpikeLinks />
    </>
  );
}

/** The same spikes as links, for keyboards, small screens and screen readers. */
function SpikeLinks() {
  const { spikes, overview } = useShown();
  if (spikes.length === 0) return null;
  return (
    <ul className="trend-spikes" aria-label={t('trends.spikes')}>
      {spikes.map(({ id, name, from }) => (
        <li key={id}>
          <Link to="/alerts/$incidentId" params={{ incidentId: id }}>
            {t('trends.spike.at', {
              name,
              time: momentName(new Date(from * 1000).toISOString(), overview.step),
            })}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Stacked: negative below, neutral above it, positive on top. */
export function SentimentPanel() {
  const { overview, marks, spikes, open, openSpike } = useShown();
  const { series, step } = overview;
  const sum = (of: (figures: NonNullable<(typeof series)[number]['figures']>) => number) =>
    series.map(({ figures }) => (figures === null ? null : of(figures)));
  return (
    <LineChart
      label={t('trends.chart', {
        title: t('trends.panel.sentiment'),
        total: shortNumber(overview.total.posts),
      })}
      times={series.map(({ at }) => seconds(at))}
      lines={[
        {
          label: t('trends.positive'),
          values: sum((one) => one.negative + one.neutral + one.positive),
          part: sum((one) => one.positive),
          stroke: '--ok',
          fill: '--ok-soft',
        },
        {
          label: t('trends.neutral'),
          values: sum((one) => one.negative + one.neutral),
          part: sum((one) => one.neutral),
          stroke: '--line-strong',
          fill: '--pressed',
        },
        {
          label: t('trends.negative'),
          values: sum((one) => one.negative),
          stroke: '--bad',
          fill: '--bad-soft',
        },
      ]}
      marks={marks}
      spikes={spikes}
      onSpike={openSpike}
      nameOf={(index) => momentName(series[index]?.at ?? '', step)}
      onPick={(index) =>
        open({ by: 'sentiment', value: 'negative', from: series[index]!.at, to: endOfStep(overview, index) })
      }
    />
  );
}

/** The week as a grid: the darker, the more posts in that hour. */
export function HeatPanel() {
  const { heat } = useShown().overview;
  const averages = Array.from({ length: 168 }, (_, place) => averageAt(heat, place));
  const most = Math.max(1, ...averages.map((average) => average ?? 0));
  if (averages.every((average) => !average)) return <EmptyState isSmall title={t('trends.nothing')} />;
  return (
    <div className="heat" role="img" aria-label={heatLabel(averages)}>
      <span />
      {HOURS.map((hour) => (
        <span key={hour} className="heat-hour figures">
          {hour % 3 === 0 ? hour : ''}
        </span>
      ))}
      {weekdays().map((day, index) => (
        <Fragment key={day}>
          <span>{day}</span>
          {HOURS.map((hour) => ({ hour, average: averages[index * 24 + hour] ?? null })).map(
            ({ hour, average }) => (
              <span
                key={hour}
                className="heat-cell"
                style={{ '--strength': String((average ?? 0) / most) } as CSSProperties}
                title={`${day} ${hour}:00 · ${average ?? '–'}`}
              />
            ),
          )}
        </Fragment>
      ))}
    </div>
  );
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

function heatLabel(averages: readonly (number | null)[]): string {
  const top = averages.reduce<number>(
    (best, value, index) => ((value ?? 0) > (averages[best] ?? 0) ? index : best),
    0,
  );
  return `${t('trends.panel.heat')}: ${weekdays()[Math.floor(top / 24)]} ${top % 24}:00, ${averages[top]}`;
}

/** The few numbers that one looks at first, each with what it was before. */
export function FiguresPanel() {
  const { overview, open } = useShown();
  const { total, totalBefore } = overview;
  const label = (name: string) =>
    overview.by.label.find(({ value }) => value === name) ?? { posts: 0, before: 0 };
  const known = total.posts === 0 ? 0 : Math.round((total.reachKnown / total.posts) * 100);
  return (
    <dl className="key-figures">
      <Figure name={t('trends.posts')} now={total.posts} before={totalBefore.posts} onOpen={() => open({})} />
      <Figure
        name={t('trends.negativeShare')}
        now={total.negative}
        before={totalBefore.negative}
        note={shareOf(total.negative, total)}
        onOpen={() => open({ by: 'sentiment', value: 'negative' })}
      />
      {(['complaint', 'needsReply'] as const).map((name) => (
        <Figure
          key={name}
          name={t(name === 'complaint' ? 'trends.complaints' : 'trends.needsReply')}
          now={label(name).posts}
          before={label(name).before}
          onOpen={() => open({ by: 'label', value: name })}
        />
      ))}
      <div className="key-figure">
        <dt>{t('trends.reach')}</dt>
        <dd className="figures">
          {known === 0
            ? t('trends.reach.unknown')
            : t('trends.reach.upTo', { count: shortNumber(total.reach) })}
        </dd>
        <dd className="key-figure-note">{t('trends.reach.known', { share: known })}</dd>
      </div>
    </dl>
  );
}

function shareOf(part: number, { posts }: OverviewView['total']): string | undefined {
  return posts === 0 ? undefined : `${Math.round((part / posts) * 100)} %`;
}

interface FigureProps {
  name: string;
  now: number;
  before: number;
  note?: string | undefined;
  onOpen(): void;
}

function Figure({ name, now, before, note, onOpen }: FigureProps) {
  // Of fewer than ten the number itself says more.
  const change = before >= 10 ? changeText(now, before) : '';
  return (
    <div className="key-figure">
      <dt>{name}</dt>
      <dd className="figures">
        {now === 0 ? (
          '0'
        ) : (
          <button type="button" onClick={onOpen}>
            {shortNumber(now)}
            <span className="visually-hidden"> {t('trends.open')}</span>
          </button>
        )}
      </dd>
      <dd className="key-figure-note">
        {[note, change, t('trends.beforeWas', { count: shortNumber(before) })].filter(Boolean).join(' · ')}
      </dd>
    </div>
  );
}
