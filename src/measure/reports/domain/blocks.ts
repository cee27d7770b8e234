import { type CompactTally, Tally } from './figures.ts';
import { type Group, GROUPS } from './groups.ts';
import { DAY_MS, type DayTable } from './pack.ts';

/** Days whose counts are kept together. Two weeks: half a year is some dozen of them, and what is left at both ends is counted contact by contact. */
const BLOCK_DAYS = 14;
const BLOCK_MS = BLOCK_DAYS * DAY_MS;
/** Filters whose counts are kept of a block; what was not asked for the longest goes first. */
const MOST_FILTERS = 3;

/** What is counted of contacts, in all and by five things. */
export interface Counted {
  total: Tally;
  by: Record<Group, Map<string, Tally>>;
}

interface Kept {
  days: readonly DayTable[];
  byFilter: Map<string, { total: CompactTally; by: Record<Group, [string, CompactTally][]> }>;
}

/** By the first day of a block: goes when that day leaves the memory of days. */
const kept = new WeakMap<DayTable, Kept>();

export function newCounted(): Counted {
  return { total: new Tally(), by: mapGroups(() => new Map<string, Tally>()) };
}

export const mapGroups = <T>(make: (group: Group) => T) =>
  Object.fromEntries(GROUPS.map((group) => [group, make(group)])) as Record<Group, T>;

export function tallyIn(all: Map<string, Tally>, key: string): Tally {
  let tally = all.get(key);
  if (!tally) all.set(key, (tally = new Tally()));
  return tally;
}

/** Days, oldest first, in their blocks; `isWhole`: the period has all of the block. */
export function* blocksOf(
  days: readonly DayTable[],
  { from, to }: { from: number; to: number },
): Generator<{ days: DayTable[]; isWhole: boolean }> {
  for (const [number, own] of Map.groupBy(days, ({ start }) => Math.floor(start / BLOCK_MS)))
    yield { days: own, isWhole: number * BLOCK_MS >= from && (number + 1) * BLOCK_MS <= to };
}

/** Adds what was counted of these very days with this filter before; false where it is not known. */
export function addKept(into: Counted, days: readonly DayTable[], filter: string): boolean {
  const block = kept.get(days[0]!);
  const known = block && isSame(block.days, days) ? block.byFilter.get(filter) : undefined;
  if (!block || !known) return false;
  block.byFilter.delete(filter);
  block.byFilter.set(filter, known);
  into.total.take(known.total);
  for (const group of GROUPS)
    for (const [key, tally] of known.by[group]) tallyIn(into.by[group], key).take(tally);
  return true;
}

/** Keeps what was counted of a block's days. */
export function keepCounted(days: readonly DayTable[], filter: string, { total, by }: Counted): void {
  const before = kept.get(days[0]!);
  const block = before && isSame(before.days, days) ? before : { days, byFilter: new Map() };
  kept.set(days[0]!, block);
  block.byFilter.set(filter, {
    total: total.compact(),
    by: mapGroups((group) =>
      [...by[group]].map(([key, tally]): [string, CompactTally] => [key, tally.compact()]),
    ),
  });
  if (block.byFilter.size > MOST_FILTERS) block.byFilter.delete(block.byFilter.keys().next().value!);
}

/** A day that was packed anew is another table. */
function isSame(a: readonly DayTable[], b: readonly DayTable[]): boolean {
  return a.length === b.length && a.every((day, index) => day === b[index]);
}
