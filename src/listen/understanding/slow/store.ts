import type { App } from '#platform/app/index.ts';
import type { Opinion } from './ask.ts';

export interface TierRow {
  is_on: boolean;
  url: string;
  model: string;
  secret: string | null;
  requests_per_day: number;
  tokens_per_day: number;
  timeout_ms: number;
  failures: number;
  last_error: string | null;
  resting_until: Date | null;
  answered_at: Date | null;
  /** By the database's clock. */
  is_resting: boolean;
}

export async function selectTier(app: App): Promise<TierRow> {
  const [row] = await app.db.query<TierRow>(
    'select *, coalesce(resting_until > now(), false) as is_resting from slow_tier',
  );
  return row!;
}

export type TierSettings = Pick<
  TierRow,
  'is_on' | 'url' | 'model' | 'secret' | 'requests_per_day' | 'tokens_per_day' | 'timeout_ms'
>;

/** New settings are tried at once, whatever was before. */
export async function putTier(app: App, tier: TierSettings): Promise<void> {
  const { is_on, url, model, secret, requests_per_day, tokens_per_day, timeout_ms } = tier;
  await app.db.query(
    `update slow_tier set is_on = $1, url = $2, model = $3, secret = $4, requests_per_day = $5, tokens_per_day = $6, timeout_ms = $7,
       failures = 0, resting_until = null, last_error = null`,
    [is_on, url, model, secret, requests_per_day, tokens_per_day, timeout_ms],
  );
}

export interface DayRow {
  requests: number;
  tokens: number;
  answers: number;
  failures: number;
  known: number;
}

export async function selectToday(app: App): Promise<DayRow> {
  const [row] = await app.db.query<DayRow>(
    'select requests, tokens, answers, failures, known from slow_tier_days where day = current_date',
  );
  return row ?? { requests: 0, tokens: 0, answers: 0, failures: 0, known: 0 };
}

/** Takes one request from today's budget; false where none is left. Two processes cannot take the same one. */
export async function takeRequest(app: App): Promise<boolean> {
  await app.db.query('insert into slow_tier_days (day) values (current_date) on conflict do nothing');
  const rows = await app.db.query(
    `update slow_tier_days d set requests = d.requests + 1 from slow_tier t
      where d.day = current_date and d.requests < t.requests_per_day and d.tokens < t.tokens_per_day returning d.day`,
  );
  return rows.length > 0;
}

export async function countToday(
  app: App,
  { tokens = 0, answers = 0, failures = 0, known = 0 }: Partial<Omit<DayRow, 'requests'>>,
): Promise<void> {
  await app.db.query(
    `insert into slow_tier_days as d (day, tokens, answers, failures, known) values (current_date, $1, $2, $3, $4)
     on conflict (day) do update set tokens = d.tokens + $1, answers = d.answers + $2, failures = d.failures + $3, known = d.known + $4`,
    [tokens, answers, failures, known],
  );
}

export async function noteAnswer(app: App): Promise<void> {
  await app.db.query(
    'update slow_tier set failures = 0, resting_until = null, last_error = null, answered_at = now()',
  );
}

/** Answers the failures in a row, this one included. */
export async function noteFailure(app: App, problem: string): Promise<number> {
  const [row] = await app.db.query<{ failures: number }>(
    'update slow_tier set failures = failures + 1, last_error = $1 returning failures',
    [problem.slice(0, 500)],
  );
  return row!.failures;
}

export async function rest(app: App, milliseconds: number): Promise<void> {
  await app.db.query(`update slow_tier set resting_until = now() + $1::float8 * interval '1 ms'`, [
    milliseconds,
  ]);
}

/** Labelled posts of the last two days that the model was not asked about, newest first. */
export async function selectUnasked(app: App, from: string, limit: number): Promise<string[]> {
  const rows = await app.db.query<{ post_id: string }>(
    `select l.post_id from post_labels l
      where l.post_id >= $1 and not exists (select from label_opinions o where o.post_id = l.post_id)
      order by l.post_id desc limit $2`,
    [from, limit],
  );
  return rows.map((row) => row.post_id);
}

export async function putOpinion(
  app: App,
  postId: string,
  model: string,
  said: Opinion | null,
): Promise<void> {
  await app.db.query(
    `insert into label_opinions (post_id, model, said) values ($1, $2, $3)
     on conflict (post_id) do update set model = excluded.model, said = excluded.said, at = now()`,
    [postId, model, said === null ? null : JSON.stringify(said)],
  );
}

export async function selectAnswer(app: App, key: string): Promise<Opinion | undefined> {
  const [row] = await app.db.query<{ answer: Opinion }>(
    'select answer from slow_tier_answers where key = $1',
    [key],
  );
  return row?.answer;
}

export async function putAnswer(app: App, key: string, answer: Opinion): Promise<void> {
  await app.db.query('insert into slow_tier_answers (key, answer) values ($1, $2) on conflict do nothing', [
    key,
    JSON.stringify(answer),
  ]);
}

export async function pruneAnswers(app: App, days: number): Promise<void> {
  await app.db.query('delete from slow_tier_answers where at < now() - make_interval(days => $1)', [days]);
}

/** The latest opinions that made sense. */
export async function selectOpinions(app: App, limit: number): Promise<{ post_id: string; said: Opinion }[]> {
  return app.db.query(
    'select post_id, said from label_opinions where said is not null order by at desc limit $1',
    [limit],
  );
}
