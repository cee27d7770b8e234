import type { Expected } from '#lib/forecast/index.ts';
import { peopleNeeded, withShrinkage } from '#lib/staffing/index.ts';
import { channelOf, type Settings } from './settings.ts';
import { type Absence, atWork, type HalfHour, planned, type Shift } from './shifts.ts';

export interface PlannedSlot extends Expected {
  /** People to be planned, breaks and illness included. */
  needed: number;
  planned: number;
}

export interface Plan {
  channels: { network: string; slots: PlannedSlot[] }[];
  total: { needed: number; planned: number }[];
}

/** People needed and planned for each half hour and channel. */
export function planOf(
  forecasts: readonly { network: string; expected: readonly Expected[] }[],
  halves: readonly HalfHour[],
  settings: Settings,
  { shifts, absences }: { shifts: readonly Shift[]; absences: readonly Absence[] },
): Plan {
  const networks = forecasts.map(({ network }) => network);
  const channels = networks.map((network) => ({ network, slots: [] as PlannedSlot[] }));
  const total: Plan['total'] = [];
  const known = new Map<string, number>();
  for (const [index, half] of halves.entries()) {
    const needed = new Map(
      forecasts.map(({ network, expected }) => [
        network,
        neededFor(network, expected[index]!.mean, settings, known),
      ]),
    );
    const there = atWork(shifts, absences, half);
    const people = planned(there, networks, (network) => needed.get(network)!);
    for (const [at, { network, expected }] of forecasts.entries())
      channels[at]!.slots.push({
        ...expected[index]!,
        needed: needed.get(network)!,
        planned: people.get(network)!,
      });
    total.push({
      needed: [...needed.values()].reduce((all, one) => all + one, 0),
      planned: networks.length > 0 ? [...people.values()].reduce((all, one) => all + one, 0) : 0,
    });
  }
  return { channels, total };
}

/** By Erlang C, with shrinkage; remembered, since many half hours are alike. Less than one contact in two hours needs nobody of its own. */
function neededFor(network: string, mean: number, settings: Settings, known: Map<string, number>): number {
  const perHour = Math.round(mean * 2 * 10) / 10;
  const key = `${network} ${perHour}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const demand = { ...channelOf(settings, network), perHour };
  const needed =
    perHour < 0.5 ? 0 : withShrinkage(peopleNeeded(demand, settings.mostBusy).people, settings.shrinkage);
  known.set(key, needed);
  return needed;
}
