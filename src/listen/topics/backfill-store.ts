import { textArray } from '#platform/db/index.ts';
import type { App } from '#platform/app/index.ts';

export interface BackfillRow {
  topic_id: string;
  state: 'running' | 'paused' | 'done' | 'cancelled';
  /** The posts that the topic has are checked again first, where its query changed. */
  phase: 'recheck' | 'look';
  days: number;
  cursor: string | null;
  done: number;
  /** 0 until the posts have been counted. */
  total: number;
  found: number;
  updated_at: Date;
}

export async function selectBackfills(app: App, topicIds: readonly string[]): Promise<BackfillRow[]> {
  if (topicIds.length === 0) return [];
  return app.db.query<BackfillRow>('select * from topic_backfills where topic_id = any($1)', [
    textArray(topicIds),
  ]);
}

/** Begins anew, whatever was before. */
export async function putBackfills(
  app: App,
  topicIds: readonly string[],
  days: number,
  phase: BackfillRow['phase'],
): Promise<void> {
  await app.db.query(
    `insert into topic_backfills (topic_id, state, days, total, phase) select unnest($1::text[]), 'running', $2, 0, $3
       on conflict (topic_id) do update set state = 'running', days = excluded.days, total = 0, phase = excluded.phase, cursor = null,
         done = 0, found = 0, updated_at = now()`,
    [textArray(topicIds), days, phase],
  );
}

/** Moves on from one state to another; answers the row, or nothing where it was in no such state. */
export async function moveBackfill(
  app: App,
  topicId: string,
  from: readonly BackfillRow['state'][],
  to: BackfillRow['state'],
): Promise<BackfillRow | undefined> {
  const [row] = await app.db.query<BackfillRow>(
    `update topic_backfills set state = $3, updated_at = now() where topic_id = $1 and state = any($2) returning *`,
    [topicId, from, to],
  );
  return row;
}

/** The running back-fill, locked until the transaction ends. */
export async function lockBackfill(app: App, topicId: string): Promise<BackfillRow | undefined> {
  const [row] = await app.db.query<BackfillRow>(
    `select * from topic_backfills where topic_id = $1 and state = 'running' for update`,
    [topicId],
  );
  return row;
}

/** Writes what a step changed. The total is never less than what was done, and exactly that in the end. */
export async function advanceBackfill(
  app: App,
  row: Pick<BackfillRow, 'topic_id' | 'state' | 'phase' | 'cursor' | 'done' | 'total' | 'found'>,
): Promise<void> {
  await app.db.query(
    `update topic_backfills set state = $2, phase = $3, cursor = $4, done = $5, total = $6, found = $7, updated_at = now()
      where topic_id = $1`,
    [row.topic_id, row.state, row.phase, row.cursor, row.done, row.total, row.found],
  );
}

/** Topics whose back-fill should run and has not moved for so long: the process that worked on it is gone. */
export async function selectStalled(app: App, seconds: number): Promise<string[]> {
  const rows = await app.db.query<{ topic_id: string }>(
    `select topic_id from topic_backfills where state = 'running' and updated_at < now() - make_interval(secs => $1)
      order by updated_at limit 1000`,
    [seconds],
  );
  return rows.map((row) => row.topic_id);
}
