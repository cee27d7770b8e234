import { type App, perApp } from '#platform/app/index.ts';
import { readDay, takeChangedDays } from '#measure/contacts/index.ts';
import type { Running } from '#platform/feature/index.ts';
import { stepThrough } from '#platform/turns/index.ts';
import { Zone } from '#lib/zone/index.ts';
import { reckoning } from '../domain/reckon.ts';
import { DAY_MS, type DayTable, pack, tableOf, unpack } from '../domain/pack.ts';
import { saveDay, selectDays, selectMarks } from '../store/days.ts';

/** Days in one transaction. */
const STEP = 4;
/** Days kept in memory; a day of 3,000 contacts takes about 90 kB. */
const MOST_KEPT_BYTES = 64_000_000;
/** Days that are in memory before anybody asks: a quarter of a year beside the one before. */
const WARM_DAYS = 184;
const MOST_WARM_BYTES = 24_000_000;

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
    if (days.length > 0) await app.bus.publish('reports.packed', { days });
    return days.length;
  });
}

interface Kept {
  hash: string;
  table: DayTable;
  bytes: number;
}
const memoryOf = perApp(() => new Map<string, Kept>());

/** All days that a period touches, oldest first; those that have not changed since come from memory. */
export async function readDays(app: App, from: Date, to: Date): Promise<DayTable[]> {
  const marks = await selectMarks(app, dayOf(from.getTime()), dayOf(to.getTime()));
  const memory = memoryOf(app);
  const missing = marks.filter(({ day, hash }) => memory.get(day)?.hash !== hash).map(({ day }) => day);
  const fetched = new Map<string, Kept>();
  for (let at = 0; at < missing.length; at += DAYS_AT_ONCE)
    for (const kept of await fetchDays(app, missing.slice(at, at + DAYS_AT_ONCE))) fetched.set(...kept);
  const found = marks.flatMap(({ day }): [string, Kept][] => {
    const kept = fetched.get(day) ?? memory.get(day);
    return kept ? [[day, kept]] : [];
  });
  keep(memory, found);
  return found.map(([, { table }]) => table);
}

const DAYS_AT_ONCE = 16;

/** Service: has the youngest days in memory from the start, and reads anew what was packed anew. */
export async function keepDaysWarm(app: App, signal: AbortSignal): Promise<Running> {
  let under = Promise.resolve();
  const warm = (days: readonly string[]) => {
    under = under
      .then(() => (signal.aborted ? undefined : warmDays(app, days, signal)))
      .catch((error: unknown) => {
        app.log.warn({ err: error }, 'days of reports were not read ahead; the first page will read them');
      });
  };
  const off = app.bus.on('reports.packed', ({ days }) => {
    const oldest = dayOf(Date.now() - WARM_DAYS * DAY_MS);
    warm(days.filter((day) => day >= oldest));
  });
  signal.addEventListener('abort', off, { once: true });
  const today = Date.now();
  warm(Array.from({ length: WARM_DAYS }, (_, n) => dayOf(today - n * DAY_MS)));
  under = under
    .then(() => (signal.aborted ? undefined : countAhead(app)))
    .catch((error: unknown) => {
      app.log.warn({ err: error }, 'blocks of days were not counted ahead; the first page will count them');
    });
  return { stopped: () => under };
}

/** Blocks of days are counted before anybody asks, without filters: that is how most look first. */
async function countAhead(app: App): Promise<void> {
  const to = Date.now();
  const from = to - WARM_DAYS * DAY_MS;
  const days = await readDays(app, new Date(from), new Date(to));
  const asked = { from, to, zone: new Zone('UTC'), networks: [], teams: [], languages: [] };
  await stepThrough(reckoning(days, asked));
}

/** Little at a time, so that nobody waits for it. */
async function warmDays(app: App, days: readonly string[], signal: AbortSignal): Promise<void> {
  const memory = memoryOf(app);
  for (let at = 0; at < days.length && !signal.aborted; at += STEP) {
    if (bytesOf(memory) > MOST_WARM_BYTES) return;
    keep(memory, await fetchDays(app, days.slice(at, at + STEP)));
  }
}

async function fetchDays(app: App, days: readonly string[]): Promise<[string, Kept][]> {
  const rows = await selectDays(app, days);
  return rows.map(({ day, hash, packed }) => [
    day,
    { hash, table: unpack(packed), bytes: packed.byteLength },
  ]);
}

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

function bytesOf(memory: ReadonlyMap<string, Kept>): number {
  let bytes = 0;
  for (const kept of memory.values()) bytes += kept.bytes;
  return bytes;
}

/** What was not asked for the longest goes first. */
function keep(memory: Map<string, Kept>, found: readonly [string, Kept][]): void {
  for (const [day, kept] of found) {
    memory.delete(day);
    memory.set(day, kept);
  }
  let bytes = bytesOf(memory);
  for (const [day, kept] of memory) {
    if (bytes <= MOST_KEPT_BYTES) return;
    memory.delete(day);
    bytes -= kept.bytes;
  }
}
