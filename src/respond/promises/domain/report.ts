import type { Kind } from './policy.ts';

export interface Counted {
  kept: number;
  missed: number;
  closed: number;
}

export interface CountedHour extends Counted {
  hour: Date;
  policyId: string;
  kind: Kind;
  network: string;
  teamId: string;
}

/** A number of the report: what it is of, and the promises behind it. */
export interface Line extends Counted {
  key: string;
  /** Share of what was kept, 0 to 1; null when nothing was promised. */
  share: number | null;
}

export interface Report {
  total: Line;
  byKind: Line[];
  byPolicy: Line[];
  byTeam: Line[];
  byNetwork: Line[];
  /** Keys 0 to 23, in the hour of the day when the clock began. */
  byHour: Line[];
  /** Keys such as 2026-11-22. */
  byDay: Line[];
}

/** Sums up counters for one report; `wall` tells the day and the hour by the clock on the wall. */
export function reportOf(
  counts: readonly CountedHour[],
  wall: (hour: Date) => { day: string; hour: number },
): Report {
  const walls = new Map<number, { day: string; hour: number }>();
  const wallOf = (hour: Date) => {
    const known = walls.get(hour.getTime()) ?? wall(hour);
    walls.set(hour.getTime(), known);
    return known;
  };
  return {
    total: sumBy(counts, () => 'all')[0] ?? lineOf('all', { kept: 0, missed: 0, closed: 0 }),
    byKind: sumBy(counts, ({ kind }) => kind),
    byPolicy: sumBy(counts, ({ policyId }) => policyId),
    byTeam: sumBy(counts, ({ teamId }) => teamId),
    byNetwork: sumBy(counts, ({ network }) => network),
    byHour: sumBy(counts, ({ hour }) => String(wallOf(hour).hour)).sort(
      (a, b) => Number(a.key) - Number(b.key),
    ),
    byDay: sumBy(counts, ({ hour }) => wallOf(hour).day).sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}

/** What was kept of what was promised and is decided; null when that is nothing. */
export function shareKept({ kept, missed }: Pick<Counted, 'kept' | 'missed'>): number | null {
  return kept + missed === 0 ? null : kept / (kept + missed);
}

function sumBy(counts: readonly CountedHour[], keyOf: (count: CountedHour) => string): Line[] {
  const sums = new Map<string, Counted>();
  for (const count of counts) {
    const key = keyOf(count);
    const sum = sums.get(key) ?? { kept: 0, missed: 0, closed: 0 };
    sum.kept += count.kept;
    sum.missed += count.missed;
    sum.closed += count.closed;
    sums.set(key, sum);
  }
  return [...sums]
    .map(([key, sum]) => lineOf(key, sum))
    .sort((a, b) => b.kept + b.missed - a.kept - a.missed || (a.key < b.key ? -1 : 1));
}

function lineOf(key: string, counted: Counted): Line {
  return { key, ...counted, share: shareKept(counted) };
}
