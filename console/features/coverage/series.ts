import type { ForecastView } from './types.ts';

/** What the page draws: one channel, or all together. */
export interface Series {
  mean: number[];
  low: number[];
  high: number[];
  needed: number[];
  planned: number[];
}

/** The forecast of one channel; with null the sum of all. The band of a sum is that of independent channels. */
export function seriesOf(forecast: ForecastView, network: string | null): Series {
  const channels = forecast.channels.filter((one) => network === null || one.network === network);
  const at = forecast.halves.map((_, index) => channels.map(({ slots }) => slots[index]!));
  const sum = (of: (slot: (typeof at)[number][number]) => number) =>
    at.map((slots) => slots.reduce((all, slot) => all + of(slot), 0));
  const spread = (of: (slot: (typeof at)[number][number]) => number) =>
    at.map((slots) => Math.sqrt(slots.reduce((all, slot) => all + of(slot) ** 2, 0)));
  const mean = sum((slot) => slot.mean);
  const below = spread((slot) => slot.mean - slot.low);
  const above = spread((slot) => slot.high - slot.mean);
  return {
    mean,
    low: mean.map((value, index) => Math.max(0, value - below[index]!)),
    high: mean.map((value, index) => value + above[index]!),
    needed: network === null ? forecast.total.map(({ needed }) => needed) : sum((slot) => slot.needed),
    planned: network === null ? forecast.total.map(({ planned }) => planned) : sum((slot) => slot.planned),
  };
}

export interface Gap {
  /** ISO time of the first half hour. */
  from: string;
  /** Half hours one after another in which people are missing. */
  halves: number;
  /** Most that are missing in one of them. */
  most: number;
}

/** Stretches in which fewer people are planned than needed, those with the largest gap first. */
export function gapsOf(
  halves: readonly { at: string }[],
  { needed, planned }: Pick<Series, 'needed' | 'planned'>,
): Gap[] {
  const gaps: Gap[] = [];
  let open: Gap | undefined;
  for (const [index, { at }] of halves.entries()) {
    const missing = needed[index]! - planned[index]!;
    if (missing <= 0) {
      open = undefined;
      continue;
    }
    if (open) {
      open.halves += 1;
      open.most = Math.max(open.most, missing);
    } else {
      open = { from: at, halves: 1, most: missing };
      gaps.push(open);
    }
  }
  return gaps.sort((a, b) => b.most * b.halves - a.most * a.halves);
}
