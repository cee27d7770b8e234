import { GROUPS } from './domain/groups.ts';
import type { Overview } from './schema.ts';

const FIGURES = [
  'contacts',
  'needing',
  'answered',
  'answeredShare',
  'medianAnswer',
  'p90Answer',
  'solved',
  'medianSolve',
  'rated',
  'satisfied',
  'satisfiedShare',
] as const;

/** One row for each group and period; shares from 0 to 1, times in seconds, nothing where too few are known. */
export function csvOf(overview: Overview): string {
  const periods = { now: overview.period, before: overview.against } as const;
  const lines = (['now', 'before'] as const).flatMap((which) => {
    const { from, to } = periods[which];
    const line = (group: string, key: string, name: string, figures: Overview['total']['now']) =>
      [which, from, to, group, key, name, ...FIGURES.map((figure) => figures[figure])].map(cell).join(',');
    return [
      line('total', '', '', overview.total[which]),
      ...GROUPS.flatMap((group) =>
        overview.by[group].map((row) => line(group, row.key, row.name, row[which])),
      ),
      ...overview.byDay.map(({ day, ...counts }) =>
        line('day', day, day, { ...NO_FIGURES, contacts: counts[which] ?? 0 }),
      ),
    ];
  });
  return `${[['period', 'from', 'to', 'group', 'key', 'name', ...FIGURES].join(','), ...lines].join('\r\n')}\r\n`;
}

const NO_FIGURES = Object.fromEntries(
  FIGURES.map((figure) => [figure, null]),
) as unknown as Overview['total']['now'];

/** A name from outside must not become a formula in a spreadsheet. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  const text = typeof value === 'number' ? String(Math.round(value * 1e6) / 1e6) : value;
  const safe = typeof value === 'string' && /^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
