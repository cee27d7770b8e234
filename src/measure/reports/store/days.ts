import type { App } from '#platform/app/index.ts';

/** Writes a day; one without bytes is removed. `day`: such as 2026-11-22. */
export async function saveDay(app: App, day: string, packed: Uint8Array | null): Promise<void> {
  if (packed === null) {
    await app.db.query('delete from report_days where day = $1', [day]);
    return;
  }
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  await app.db.query(
    `insert into report_days (day, hash, packed) values ($1, md5($2::bytea), $2)
     on conflict (day) do update set hash = excluded.hash, packed = excluded.packed`,
    [day, bytes],
  );
}

interface DayMark {
  day: string;
  hash: string;
}

/** The days that there are between two, both included. */
export const selectMarks = (app: App, from: string, to: string): Promise<DayMark[]> =>
  app.db.query<DayMark>(
    'select day::text as day, hash from report_days where day between $1 and $2 order by day',
    [from, to],
  );

/** Base64 comes a third faster than the text form of bytes, and makes half the garbage. */
export async function selectDays(
  app: App,
  days: readonly string[],
): Promise<(DayMark & { packed: Uint8Array })[]> {
  const rows = await app.db.query<DayMark & { text: string }>(
    `select day::text as day, hash, encode(packed, 'base64') as text from report_days where day = any($1::date[])`,
    [days],
  );
  return rows.map(({ day, hash, text }) => ({ day, hash, packed: Buffer.from(text, 'base64') }));
}
