import type { App } from '#platform/app/index.ts';
import type { Gap, SourceRow } from './store.ts';

/** Takes the source over; the reader before can no longer store anything. */
export async function becomeReader(app: App, id: string, reader: string): Promise<void> {
  await app.db.query('update sources set reader = $2, heartbeat_at = clock_timestamp() where id = $1', [
    id,
    reader,
  ]);
}

export interface Progress {
  cursor: string | undefined;
  hasItems: boolean;
  newestEventAt: Date | undefined;
  gap: Gap | undefined;
  /** The configuration to keep from now on, as JSON. */
  newConfig: string | undefined;
  newDescription: string | undefined;
  /** What it reads from now on; absent for a hash of the configuration. */
  newReads: string | undefined;
}

/** Gaps shown; older ones are forgotten. */
const MOST_GAPS = 20;

const NEW_READS = 'coalesce($9, md5(($7::jsonb)::text))';

/** A source that moved to where another one reads already keeps its old address: the other one has the posts. */
const MAY_MOVE = `($7::jsonb is not null and not exists (select from sources other
  where other.kind = sources.kind and other.id <> sources.id and other.removed_at is null and other.reads = ${NEW_READS}))`;

/** Keeps what a stored batch says about its source. False when another reader has taken over. */
export async function saveProgress(
  app: App,
  id: string,
  reader: string,
  progress: Progress,
): Promise<boolean> {
  const rows = await app.db.query(
    `update sources set cursor = coalesce($3, cursor), last_read_at = clock_timestamp(), heartbeat_at = clock_timestamp(),
       last_item_at = case when $4 then clock_timestamp() else last_item_at end, newest_event_at = coalesce($5, newest_event_at),
       failures = 0, last_error = null, failing_since = null, next_read_at = null,
       gaps = case when $6::jsonb is null then gaps else
         (select coalesce(jsonb_agg(gap order by position), '[]') from (
           select gap, position from jsonb_array_elements(jsonb_build_array($6::jsonb) || gaps) with ordinality as g (gap, position)
            where position <= ${MOST_GAPS}) kept) end,
       config = case when ${MAY_MOVE} then $7::jsonb else config end,
       description = case when ${MAY_MOVE} then $8 else description end,
       reads = case when ${MAY_MOVE} then ${NEW_READS} else reads end
     where id = $1 and reader = $2 returning id`,
    [
      id,
      reader,
      progress.cursor ?? null,
      progress.hasItems,
      progress.newestEventAt ?? null,
      progress.gap ? JSON.stringify(progress.gap) : null,
      progress.newConfig ?? null,
      progress.newDescription ?? null,
      progress.newReads ?? null,
    ],
  );
  return rows.length === 1;
}

// Waits are milliseconds from now by the database's clock, whatever that of this machine says.
// What a reading says of its end counts only for the settings and accounts that it began with (`revision`).

export async function savePause(
  app: App,
  { id, revision }: SourceRow,
  reader: string,
  waitMs: number,
  pollSeconds: number,
): Promise<void> {
  await app.db.query(
    `update sources set next_read_at = clock_timestamp() + $3 * interval '1 ms', poll_seconds = $4, last_read_at = clock_timestamp()
      where id = $1 and reader = $2 and revision = $5`,
    [id, reader, waitMs, pollSeconds, revision],
  );
}

export async function saveFailure(
  app: App,
  { id, revision }: SourceRow,
  reader: string,
  failure: { message: string; waitMs: number },
): Promise<void> {
  await app.db.query(
    `update sources set failures = failures + 1, last_error = $3, next_read_at = clock_timestamp() + $4 * interval '1 ms', failing_since = coalesce(failing_since, clock_timestamp())
      where id = $1 and reader = $2 and revision = $5`,
    [id, reader, failure.message, failure.waitMs, revision],
  );
}

export async function saveStop(
  app: App,
  { id, revision }: SourceRow,
  reader: string,
  code: string,
  message: string,
): Promise<void> {
  await app.db.query(
    `update sources set stopped_code = $3, last_error = $4, failing_since = coalesce(failing_since, clock_timestamp()), next_read_at = null
      where id = $1 and reader = $2 and revision = $5`,
    [id, reader, code, message, revision],
  );
}

export async function saveHeartbeats(
  app: App,
  readings: readonly { id: string; reader: string }[],
): Promise<void> {
  if (readings.length === 0) return;
  await app.db.query(
    `update sources set heartbeat_at = clock_timestamp() from unnest($1::text[], $2::text[]) as reading (id, reader)
      where sources.id = reading.id and sources.reader = reading.reader`,
    [readings.map(({ id }) => id), readings.map(({ reader }) => reader)],
  );
}

/** Remembers what is wrong and since when; null when nothing is. */
export async function saveTrouble(app: App, id: string, trouble: string | null): Promise<void> {
  await app.db.query(
    `update sources set trouble = $2, trouble_since = case when $2::text is null then null else coalesce(trouble_since, clock_timestamp()) end,
       trouble_told_at = case when $2::text is null then null else trouble_told_at end where id = $1`,
    [id, trouble],
  );
}

/** True for the one process that may tell people. */
export async function takeTelling(app: App, id: string): Promise<boolean> {
  const rows = await app.db.query(
    'update sources set trouble_told_at = clock_timestamp() where id = $1 and trouble is not null and trouble_told_at is null returning id',
    [id],
  );
  return rows.length === 1;
}

export type { SourceRow };
