import type { App } from '#platform/app/index.ts';
import type { NewsRow } from '../domain/news.ts';

const FIELDS = `seq, conversation_id as "conversationId", at, by, to_jsonb(before) as before, to_jsonb(after) as after`;

/** One dispatcher at a time, for as long as the ambient transaction lasts: two would tell news out of order. */
export async function lockDispatch(app: App): Promise<boolean> {
  const [row] = await app.db.query<{ isOurs: boolean }>(
    `select pg_try_advisory_xact_lock(hashtext('conversation_news')) as "isOurs"`,
  );
  return row!.isOurs;
}

/** Takes the oldest news out, in order. */
export async function takeNews(app: App, limit: number): Promise<NewsRow[]> {
  const rows = await app.db.query<NewsRow>(
    `delete from conversation_news where seq in (select seq from conversation_news order by seq limit $1) returning ${FIELDS}`,
    [limit],
  );
  return rows.sort((a, b) => a.seq - b.seq);
}

/** Puts news aside for a follower that could not take them in. */
export async function keepNews(app: App, follower: string, rows: readonly NewsRow[]): Promise<void> {
  await app.db.query(
    `insert into conversation_news_kept (follower, seq, conversation_id, at, by, before, after)
       select $1, seq, "conversationId", at, by, before, after
         from jsonb_to_recordset($2::jsonb)
           as d (seq bigint, "conversationId" text, at timestamptz, by text, before jsonb, after jsonb)`,
    [follower, JSON.stringify(rows)],
  );
}

/** Followers that news are kept for: their next ones go behind these. */
export async function selectBehind(app: App): Promise<Set<string>> {
  const rows = await app.db.query<{ follower: string }>(
    'select distinct follower from conversation_news_kept where attempts < $1',
    [MOST_ATTEMPTS],
  );
  return new Set(rows.map((row) => row.follower));
}

/** After this many attempts a piece of news is left lying, so that it does not hold up what comes after it. */
const MOST_ATTEMPTS = 10;

/** The oldest kept news of a follower, if its time has come. */
export async function lockKept(app: App, follower: string): Promise<NewsRow | undefined> {
  const [row] = await app.db.query<NewsRow & { isDue: boolean }>(
    `select ${FIELDS}, due_at <= now() as "isDue" from conversation_news_kept
      where follower = $1 and attempts < $2 order by seq limit 1 for update`,
    [follower, MOST_ATTEMPTS],
  );
  return row?.isDue ? row : undefined;
}

export async function dropKept(app: App, follower: string, seq: number): Promise<void> {
  await app.db.query('delete from conversation_news_kept where follower = $1 and seq = $2', [follower, seq]);
}

/** Removes what was kept for a follower for so long that it was given up, or for one that there is no more. */
export async function dropOldKept(app: App, days: number): Promise<void> {
  await app.db.query('delete from conversation_news_kept where at < now() - make_interval(days => $1)', [
    days,
  ]);
}

/** Puts it off, each time for longer: nine minutes the last time. Answers whether it is given up. */
export async function putOffKept(app: App, follower: string, seq: number, problem: string): Promise<boolean> {
  const [row] = await app.db.query<{ attempts: number }>(
    `update conversation_news_kept
        set attempts = attempts + 1, problem = $3, due_at = now() + make_interval(secs => power(2, attempts))
      where follower = $1 and seq = $2 returning attempts`,
    [follower, seq, problem.slice(0, 1000)],
  );
  return row !== undefined && row.attempts >= MOST_ATTEMPTS;
}
