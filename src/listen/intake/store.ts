import type { Refusal } from '#connectors/kit/index.ts';
import { subjectKeysOf } from './domain/subject.ts';
import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';
import { newId } from '#platform/ids/index.ts';

const LOCK_SPACE = 7_270_201;

/** Waits until no other transaction writes on these lanes; they are free again when the transaction ends. */
export async function takeLanes(app: App, lanes: readonly number[]): Promise<void> {
  if (lanes.length === 0) return;
  await app.db.query('select pg_advisory_xact_lock($1, lane) from (select unnest($2::int[]) as lane) lanes', [
    LOCK_SPACE,
    lanes,
  ]);
}

export interface MinuteCounts {
  seen: number;
  kept: number;
  refused: number;
}

export async function addToMinute(app: App, sourceId: string, counts: MinuteCounts): Promise<void> {
  await app.db.query(
    `insert into source_minutes as m (source_id, minute, seen, kept, refused) values ($1, date_trunc('minute', clock_timestamp()), $2, $3, $4)
     on conflict (source_id, minute) do update set seen = m.seen + excluded.seen, kept = m.kept + excluded.kept, refused = m.refused + excluded.refused`,
    [sourceId, counts.seen, counts.kept, counts.refused],
  );
}

export interface MinuteRow extends MinuteCounts {
  source_id: string;
  /** Minutes ago; 0 is the present one. */
  age: number;
}

export async function selectMinutes(
  app: App,
  sourceIds: readonly string[],
  minutes: number,
): Promise<MinuteRow[]> {
  return app.db.query<MinuteRow>(
    `select source_id, (extract(epoch from date_trunc('minute', now()) - minute) / 60)::int as age, seen, kept, refused
       from source_minutes where source_id = any($1) and minute > now() - make_interval(mins => $2)`,
    [sourceIds, minutes],
  );
}

export async function pruneMinutes(app: App, days: number): Promise<void> {
  await app.db.query('delete from source_minutes where minute < now() - make_interval(days => $1)', [days]);
}

export async function deleteMinutes(app: App, sourceId: string): Promise<void> {
  await app.db.query('delete from source_minutes where source_id = $1', [sourceId]);
}

export interface NewRefusal {
  code: string;
  reason: string;
  payload: string;
  format: string | null;
  line: number | null;
  subject?: Refusal['subject'];
}

export async function insertRefusals(
  app: App,
  sourceId: string | null,
  refusals: readonly NewRefusal[],
): Promise<void> {
  if (refusals.length === 0) return;
  const column = (of: (refusal: NewRefusal) => string | null) => textArray(refusals.map(of));
  const subjects = refusals.map(subjectKeysOf);
  await app.db.query(
    `insert into refusals (id, source_id, format, code, reason, payload, line, post_key, author_key)
     select id, $1, format, code, reason, payload, line::bigint, post_key, author_key
       from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
         as r (id, format, code, reason, payload, line, post_key, author_key)`,
    [
      sourceId,
      column(() => newId('ref')),
      column((r) => r.format),
      column((r) => r.code),
      column((r) => r.reason),
      column((r) => r.payload),
      column((r) => (r.line === null ? null : String(r.line))),
      textArray(subjects.map((subject) => subject.post)),
      textArray(subjects.map((subject) => subject.author)),
    ],
  );
}

/** Payloads that hold words of deleted posts or of ended accounts go with them. */
export async function forgetRefusals(
  app: App,
  keys: { posts: readonly string[]; authors: readonly string[] },
): Promise<void> {
  if (keys.posts.length > 0)
    await app.db.query('delete from refusals where post_key = any($1)', [keys.posts]);
  if (keys.authors.length > 0)
    await app.db.query('delete from refusals where author_key = any($1)', [keys.authors]);
}

export interface RefusalRow {
  id: string;
  source_id: string | null;
  format: string | null;
  code: string;
  reason: string;
  payload: string;
  line: number | null;
  at: Date;
  attempts: number;
}

export async function selectRefusals(
  app: App,
  asked: { sourceId?: string | undefined; before: string; limit: number },
): Promise<RefusalRow[]> {
  return app.db.query<RefusalRow>(
    'select * from refusals where id < $1 and ($2::text is null or source_id = $2) order by id desc limit $3',
    [asked.before, asked.sourceId ?? null, asked.limit],
  );
}

export async function countRefusalRows(app: App): Promise<number> {
  return (await app.db.query<{ count: number }>('select count(*) as count from refusals'))[0]!.count;
}

/** The row, locked: two people who try the same one again do not both store it. */
export async function lockRefusal(app: App, id: string): Promise<RefusalRow | undefined> {
  return (await app.db.query<RefusalRow>('select * from refusals where id = $1 for update', [id]))[0];
}

export async function deleteRefusals(app: App, ids: readonly string[]): Promise<number> {
  return (await app.db.query('delete from refusals where id = any($1) returning 1', [ids])).length;
}

export async function deleteRefusalsOf(app: App, sourceId: string): Promise<void> {
  await app.db.query('delete from refusals where source_id = $1', [sourceId]);
}

export async function noteAttempt(app: App, id: string, code: string, reason: string): Promise<void> {
  await app.db.query('update refusals set attempts = attempts + 1, code = $2, reason = $3 where id = $1', [
    id,
    code,
    reason,
  ]);
}

/** Keeps the newest `most` that are younger than `days`. */
export async function pruneRefusals(app: App, days: number, most: number): Promise<void> {
  await app.db.query(
    `delete from refusals where at < now() - make_interval(days => $1)
       or id <= (select id from refusals order by id desc offset $2 limit 1)`,
    [days, most],
  );
}
