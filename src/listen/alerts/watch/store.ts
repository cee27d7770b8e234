import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';

const LOCK = 7_270_241;

/** Whether nobody else looks at the minutes at the moment; until the transaction ends. */
export async function tryLook(app: App): Promise<boolean> {
  const [row] = await app.db.query<{ is_free: boolean }>('select pg_try_advisory_xact_lock($1) as is_free', [
    LOCK,
  ]);
  return row!.is_free;
}

/** The minute that is passing now by the database's clock, and the last one that was looked at. */
export async function readClock(app: App): Promise<{ now: number; seen: number | null }> {
  const [row] = await app.db.query<{ now: number; seen: number | null }>(
    `select floor(extract(epoch from now()) / 60)::int as now, (select minute from alert_clock) as seen`,
  );
  return row!;
}

export async function setClock(app: App, minute: number): Promise<void> {
  await app.db.query(
    'insert into alert_clock (minute) values ($1) on conflict (is_only) do update set minute = excluded.minute',
    [minute],
  );
}

export interface WatchRow {
  topic_id: string;
  sensitivity: string;
  minute: number;
  state: string;
}

export async function selectWatches(app: App, topicIds: readonly string[]): Promise<WatchRow[]> {
  return app.db.query<WatchRow>('select * from alert_watches where topic_id = any($1)', [
    textArray(topicIds),
  ]);
}

export async function saveWatches(app: App, rows: readonly WatchRow[]): Promise<void> {
  if (rows.length === 0) return;
  await app.db.query(
    `insert into alert_watches as w (topic_id, sensitivity, minute, state)
       select topic_id, sensitivity, minute::int, state from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as n (topic_id, sensitivity, minute, state)
     on conflict (topic_id, sensitivity) do update set minute = excluded.minute, state = excluded.state`,
    [
      textArray(rows.map((row) => row.topic_id)),
      textArray(rows.map((row) => row.sensitivity)),
      textArray(rows.map((row) => String(row.minute))),
      textArray(rows.map((row) => row.state)),
    ],
  );
}

/** What was learned of a topic (`*`: of all) is no longer true: its posts were chosen anew. */
export async function staleWatches(app: App, topicId: string): Promise<void> {
  await app.db.query(`update alert_watches set minute = -1 where $1 = '*' or topic_id = $1`, [topicId]);
}

export async function selectStale(app: App): Promise<Pick<WatchRow, 'topic_id' | 'sensitivity'>[]> {
  return app.db.query('select topic_id, sensitivity from alert_watches where minute < 0');
}

/** Watches of topics that are gone. */
export async function deleteWatches(app: App, known: readonly string[]): Promise<void> {
  await app.db.query('delete from alert_watches where topic_id <> all($1)', [textArray(known)]);
}
