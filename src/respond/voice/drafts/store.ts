import type { App } from '#platform/app/index.ts';

export interface DraftingRow {
  isOn: boolean;
  url: string;
  model: string;
  secret: string | null;
  requestsPerDay: number;
  tokensPerDay: number;
  timeoutMs: number;
  sendsPrivate: boolean;
  lastError: string | null;
  answeredAt: Date | null;
}

export async function selectDrafting(app: App): Promise<DraftingRow> {
  const [row] = await app.db.query<DraftingRow>(
    `select is_on as "isOn", url, model, secret, requests_per_day as "requestsPerDay", tokens_per_day as "tokensPerDay",
       timeout_ms as "timeoutMs", sends_private as "sendsPrivate", last_error as "lastError", answered_at as "answeredAt"
      from voice_drafting`,
  );
  return row!;
}

export async function putDrafting(
  app: App,
  row: Omit<DraftingRow, 'lastError' | 'answeredAt'>,
): Promise<void> {
  await app.db.query(
    `update voice_drafting set is_on = $1, url = $2, model = $3, secret = $4, requests_per_day = $5, tokens_per_day = $6, timeout_ms = $7,
       sends_private = $8, last_error = null`,
    [
      row.isOn,
      row.url,
      row.model,
      row.secret,
      row.requestsPerDay,
      row.tokensPerDay,
      row.timeoutMs,
      row.sendsPrivate,
    ],
  );
}

/** What became of the last request; null where it was fine. */
export async function noteOutcome(app: App, problem: string | null): Promise<void> {
  await app.db.query(
    'update voice_drafting set last_error = $1::text, answered_at = case when $1::text is null then now() else answered_at end',
    [problem?.slice(0, 500) ?? null],
  );
}

export interface DayRow {
  requests: number;
  tokens: number;
  drafts: number;
  refused: number;
}

export async function selectToday(app: App): Promise<DayRow> {
  const [row] = await app.db.query<DayRow>(
    'select requests, tokens, drafts, refused from voice_drafting_days where day = current_date',
  );
  return row ?? { requests: 0, tokens: 0, drafts: 0, refused: 0 };
}

/** Takes one request from today's budget; false where none is left. Two processes cannot take the same one. */
export async function takeRequest(app: App): Promise<boolean> {
  await app.db.query('insert into voice_drafting_days (day) values (current_date) on conflict do nothing');
  const rows = await app.db.query(
    `update voice_drafting_days d set requests = d.requests + 1 from voice_drafting t
      where d.day = current_date and d.requests < t.requests_per_day and d.tokens < t.tokens_per_day returning d.day`,
  );
  return rows.length > 0;
}

export async function countToday(
  app: App,
  { tokens = 0, drafts = 0, refused = 0 }: Partial<Omit<DayRow, 'requests'>>,
): Promise<void> {
  await app.db.query(
    `insert into voice_drafting_days as d (day, tokens, drafts, refused) values (current_date, $1, $2, $3)
     on conflict (day) do update set tokens = d.tokens + $1, drafts = d.drafts + $2, refused = d.refused + $3`,
    [tokens, drafts, refused],
  );
}
