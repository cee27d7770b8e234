import type { ChartTable } from '../../components/charts/table.ts';
import type { TalksView } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import type { Behind } from './context.ts';
import type { Dimension, OverviewView } from './types.ts';
import { changeText, momentName, valueName } from './words.ts';

type Open = (behind: Behind) => void;

/** Where the step of a series ends. */
export function endOfStep(overview: OverviewView, index: number): string {
  return overview.series[index + 1]?.at ?? overview.period.to;
}

export function volumeTable(overview: OverviewView, open: Open): ChartTable {
  return {
    columns: [t('trends.time'), t('trends.posts'), t('trends.before')],
    rows: overview.series.map(({ at, figures }, index) => ({
      cells: [
        momentName(at, overview.step),
        figures?.posts ?? null,
        overview.seriesBefore[index]?.figures?.posts ?? null,
      ],
      open: () => open({ from: at, to: endOfStep(overview, index) }),
    })),
  };
}

export function sentimentTable(overview: OverviewView, open: Open): ChartTable {
  return {
    columns: [t('trends.time'), t('trends.negative'), t('trends.neutral'), t('trends.positive')],
    rows: overview.series.map(({ at, figures }, index) => ({
      cells: [
        momentName(at, overview.step),
        figures?.negative ?? null,
        figures?.neutral ?? null,
        figures?.positive ?? null,
      ],
      open: () => open({ by: 'sentiment', value: 'negative', from: at, to: endOfStep(overview, index) }),
    })),
  };
}

export function breakdownTable(
  overview: OverviewView,
  dimension: Dimension,
  open: Open,
  nameOf = valueName,
): ChartTable {
  return {
    columns: [t('trends.name'), t('trends.posts'), t('trends.before'), t('trends.change')],
    rows: overview.by[dimension].map(({ value, posts, before }) => ({
      cells: [nameOf(dimension, value), posts, before, changeText(posts, before)],
      open: canOpen(value) ? () => open({ by: dimension, value }) : undefined,
    })),
  };
}

/** What was added up cannot be taken apart again, and small places must not be. */
export function canOpen(value: string): boolean {
  return value !== 'few' && value !== 'other';
}

export function heatTable({ heat }: OverviewView): ChartTable {
  const days = weekdays();
  return {
    columns: [t('trends.time'), ...Array.from({ length: 24 }, (_, hour) => `${hour}:00`)],
    rows: days.map((day, index) => ({
      cells: [day, ...Array.from({ length: 24 }, (_, hour) => averageAt(heat, index * 24 + hour))],
    })),
  };
}

/** Posts an hour on average; null where that hour was not yet. */
export function averageAt({ posts, times }: OverviewView['heat'], place: number): number | null {
  const count = times[place] ?? 0;
  return count === 0 ? null : Math.round(((posts[place] ?? 0) / count) * 10) / 10;
}

/** `Mon` to `Sun`. */
export function weekdays(): string[] {
  const format = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' });
  return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2024, 0, 1 + day)));
}

export function talkTable(talks: TalksView['talks'], open: (id: string) => void): ChartTable {
  return {
    columns: [t('trends.panel.talk'), t('trends.posts'), t('trends.share')],
    rows: talks.map(({ id, words, posts, share }) => ({
      cells: [words.join(', '), posts, `${Math.round(share * 1000) / 10} %`],
      open: () => open(id),
    })),
  };
}
