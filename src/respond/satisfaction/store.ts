import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import type { SatisfactionSettings } from './schema.ts';

export interface AskRow {
  id: string;
  conversationId: string;
  state: 'planned' | 'asked' | 'answered' | 'dropped';
  dueAt: Date;
  personKey: string | null;
  language: string | null;
  why: string | null;
  askedAt: Date | null;
}

const ASK = `id, conversation_id as "conversationId", state, due_at as "dueAt", person_key as "personKey", language, why, asked_at as "askedAt"`;

export async function selectSettings(app: App): Promise<SatisfactionSettings> {
  const rows = await app.db.query<SatisfactionSettings>(
    `select is_on as "isOn", networks, delay_minutes as "delayMinutes", every_days as "everyDays", link_days as "linkDays", scale, texts
       from satisfaction_settings`,
  );
  return rows[0]!;
}

export async function updateSettings(app: App, settings: SatisfactionSettings): Promise<void> {
  await app.db.query(
    `update satisfaction_settings set is_on = $1, networks = $2, delay_minutes = $3, every_days = $4, link_days = $5, scale = $6, texts = $7::jsonb`,
    [
      settings.isOn,
      settings.networks,
      settings.delayMinutes,
      settings.everyDays,
      settings.linkDays,
      settings.scale,
      JSON.stringify(settings.texts),
    ],
  );
}

/** Plans to ask in these conversations; one that is planned already keeps its time. */
export async function planAsks(
  app: App,
  conversationIds: readonly string[],
  delayMinutes: number,
): Promise<void> {
  await app.db.query(
    `insert into satisfaction_asks (id, conversation_id, due_at)
     select t.id, t.conversation_id, now() + make_interval(mins => $3) from unnest($1::text[], $2::text[]) as t (id, conversation_id)
     on conflict (conversation_id) where state = 'planned' do nothing`,
    [conversationIds.map(() => newId('ask')), conversationIds, delayMinutes],
  );
}

/** These conversations are not over after all. */
export async function dropPlans(app: App, conversationIds: readonly string[]): Promise<void> {
  await app.db.query(`delete from satisfaction_asks where conversation_id = any($1) and state = 'planned'`, [
    conversationIds,
  ]);
}

/** The next question whose time has come, locked; what another process has in hand is passed over. */
export async function lockDueAsk(app: App): Promise<AskRow | undefined> {
  const rows = await app.db.query<AskRow>(
    `select ${ASK} from satisfaction_asks where state = 'planned' and due_at <= now() order by due_at, id limit 1 for update skip locked`,
  );
  return rows[0];
}

/** Nobody else asks this person until the transaction ends. */
export async function lockPerson(app: App, personKey: string): Promise<void> {
  await app.db.query(`select pg_advisory_xact_lock(hashtextextended('satisfaction:' || $1, 0))`, [personKey]);
}

/** When a person with these keys was asked last, within so many days; and why he is never asked. */
export async function readPerson(
  app: App,
  keys: readonly string[],
  days: number,
): Promise<{ isAskedLately: boolean; refusal: string | null }> {
  const rows = await app.db.query<{ isAskedLately: boolean; refusal: string | null }>(
    `select exists (select from satisfaction_asks where person_key = any($1) and asked_at > now() - make_interval(days => $2)) as "isAskedLately",
       (select why from satisfaction_refusals where person_key = any($1) order by at limit 1) as refusal`,
    [keys, days],
  );
  return rows[0]!;
}

export async function markAsked(
  app: App,
  id: string,
  asked: { personKey: string; language: string; tokenHash: string; replyId: string; linkDays: number },
): Promise<void> {
  await app.db.query(
    `update satisfaction_asks set state = 'asked', person_key = $2, language = $3, token_hash = $4, reply_id = $5, asked_at = now(),
       expires_at = now() + make_interval(days => $6) where id = $1`,
    [id, asked.personKey, asked.language, asked.tokenHash, asked.replyId, asked.linkDays],
  );
}

export async function dropAsk(app: App, id: string, why: string): Promise<void> {
  await app.db.query(
    `update satisfaction_asks set state = 'dropped', why = $2 where id = $1 and state = 'planned'`,
    [id, why],
  );
}

/** The question behind a link, as long as it works; locked when it is to be answered. */
export async function selectByToken(
  app: App,
  tokenHash: string,
  isLocked: boolean,
): Promise<AskRow | undefined> {
  const rows = await app.db.query<AskRow>(
    `select ${ASK} from satisfaction_asks where token_hash = $1 and state in ('asked', 'answered') and expires_at > now()
      ${isLocked ? 'for update' : ''}`,
    [tokenHash],
  );
  return rows[0];
}

/** The newest question in a conversation. */
export async function selectNewestAsk(app: App, conversationId: string): Promise<AskRow | undefined> {
  const rows = await app.db.query<AskRow>(
    `select ${ASK} from satisfaction_asks where conversation_id = $1 order by id desc limit 1`,
    [conversationId],
  );
  return rows[0];
}

/** Questions that were asked in these conversations in the last days. */
export async function selectAskedIn(
  app: App,
  conversationIds: readonly string[],
  days: number,
): Promise<AskRow[]> {
  return app.db.query<AskRow>(
    `select ${ASK} from satisfaction_asks where conversation_id = any($1) and asked_at > now() - make_interval(days => $2)`,
    [conversationIds, days],
  );
}

export async function selectByReply(app: App, replyId: string): Promise<AskRow | undefined> {
  const rows = await app.db.query<AskRow>(`select ${ASK} from satisfaction_asks where reply_id = $1`, [
    replyId,
  ]);
  return rows[0];
}

export async function setAnswered(app: App, id: string): Promise<void> {
  await app.db.query(`update satisfaction_asks set state = 'answered' where id = $1`, [id]);
}

export async function insertRefusal(app: App, keys: readonly string[], why: string): Promise<void> {
  await app.db.query(
    'insert into satisfaction_refusals (person_key, why) select distinct unnest($1::text[]), $2 on conflict (person_key) do nothing',
    [keys, why],
  );
}

export async function deleteRefusal(app: App, keys: readonly string[]): Promise<void> {
  await app.db.query('delete from satisfaction_refusals where person_key = any($1)', [keys]);
}

/** Conversations went for good, and what was asked and said in them. */
export async function deleteAsksOf(app: App, conversationIds: readonly string[]): Promise<void> {
  await app.db.query('delete from satisfaction_asks where conversation_id = any($1)', [conversationIds]);
  await app.db.query('delete from ratings where conversation_ids <@ $1::text[]', [conversationIds]);
}
