import type { App } from '#platform/app/index.ts';
import { readDay, takeChangedDays } from '#measure/contacts/index.ts';
import { type DayTable, pack, tableOf, unpack } from '../domain/pack.ts';
import { saveDay, selectDays, selectMarks } from '../store/days.ts';

/** Days in one transaction. */
const STEP = 4;
/** Days kept in memory; a day of 3,000 contacts takes about 100 kB. */
const MOST_KEPT_BYTES = 64_000_000;

/** Job: packs the days anew of which something changed. */
export async function packChangedDays(app: App): Promise<void> {
  while ((await packSome(app)) > 0);
}

/** Answers how many days it packed. */
function packSome(app: App): Promise<number> {
  return app.db.transaction(async () => {
    const days = await takeChangedDays(app, STEP);
    for (const day of days) {
      const { contacts, answers } = await readDay(app, day);
      const isEmpty = contacts.length === 0 && answers.length === 0;
      const table = tableOf(Date.parse(`${day}T00:00:00Z`), contacts, answers);
      await saveDay(app, day, isEmpty ? null : pack(table));
    }
    return days.length;
  });
}

interface Kept {
  hash: string;
  table: DayTable;
  bytes: number;
}
const memories = new WeakMap<App, Map<string, Kept>>();

/** All days that a period touches, oldest first; those that have not changed since come from memory. */
export async function readDays(app: App, from: Date, to: Date): Promise<DayTable[]> {
  const textOf = (time: number) => new Date(time).toISOString().slice(0, 10);
  const marks = await selectMarks(app, textOf(from.getTime()), textOf(to.getTime()));
  const memory = memories.get(app) ?? new Map<string, Kept>();
  memories.set(app, memory);
  const missing = marks.filter(({ day, hash }) => memory.get(day)?.hash !== hash).map(({ day }) => day);
  const fetched = new Map<string, Kept>();
  for (let at = 0; at < missing.length; at += DAYS_AT_ONCE)
    for (const { day, hash, packed } of await selectDays(app, missing.slice(at, at + DAYS_AT_ONCE)))
      fetched.set(day, { hash, table: unpack(packed), bytes: packed.byteLength });
  const found = marks.flatMap(({ day }) => fetched.get(day) ?? memory.get(day) ?? []);
  keep(memory, fetched);
  return found.map(({ table }) => table);
}

const DAYS_AT_ONCE = 32;

/** What was not asked for the longest goes first. */
function keep(memory: Map<string, Kept>, fetched: ReadonlyMap<string, Kept>): void {
  for (const [day, kept] of fetched) {
    memory.delete(day);
    memory.set(day, kept);
  }
  let bytes = 0;
  for (const kept of memory.values()) bytes += kept.bytes;
  for (const [day, kept] of memory) {
    if (bytes <= MOST_KEPT_BYTES) return;
    memory.delete(day);
    bytes -= kept.bytes;
  }
}
