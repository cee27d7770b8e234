import type { App } from '#platform/app/index.ts';
import type { Envelope } from '#connectors/kit/index.ts';
import type { ReplyState } from './domain.ts';
import type { ReplyOverride } from './wish.ts';

export interface ReplyRow {
  /** Id of the outbox row. */
  id: string;
  conversationId: string;
  postId: string;
  accountId: string;
  accountHandle: string;
  network: string;
  text: string;
  idempotencyKey: string;
  state: ReplyState;
  /** Status of the conversation once it is queued. */
  thenStatus: 'open' | 'waiting' | 'done';
  /** Not before this time. */
  sendAt: Date | null;
  /** It leaves when this schedule hands it over. */
  scheduleId: string | null;
  /** Objections that its author has set aside. */
  overrides: readonly ReplyOverride[];
  createdBy: string;
  createdByName: string;
  createdAt: Date;
  undoId: string;
  removedAt: Date | null;
  envelope: Envelope | null;
  /** Nobody answered: the program spoke. */
  isAutomatic: boolean;
}

const COLUMNS = `id, conversation_id as "conversationId", post_id as "postId", account_id as "accountId", account_handle as "accountHandle",
  network, text, idempotency_key as "idempotencyKey", state, created_by as "createdBy", created_by_name as "createdByName",
  created_at as "createdAt", undo_id as "undoId", removed_at as "removedAt", envelope,
  then_status as "thenStatus", send_at as "sendAt", overrides, schedule_id as "scheduleId", is_automatic as "isAutomatic"`;

/** Answers false when the author has used the idempotency key before. */
export async function insertReply(app: App, row: ReplyRow): Promise<boolean> {
  const inserted = await app.db.query(
    `insert into replies (id, conversation_id, post_id, account_id, account_handle, network, text, idempotency_key, state, created_by,
       created_by_name, created_at, undo_id, envelope, then_status, send_at, overrides, schedule_id, is_automatic)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) on conflict (created_by, idempotency_key) do nothing returning 1`,
    [
      row.id,
      row.conversationId,
      row.postId,
      row.accountId,
      row.accountHandle,
      row.network,
      row.text,
      row.idempotencyKey,
      row.state,
      row.createdBy,
      row.createdByName,
      row.createdAt,
      row.undoId,
      row.envelope === null ? null : JSON.stringify(row.envelope),
      row.thenStatus,
      row.sendAt,
      JSON.stringify(row.overrides),
      row.scheduleId,
      row.isAutomatic,
    ],
  );
  return inserted.length > 0;
}

export async function selectByKey(
  app: App,
  createdBy: string,
  idempotencyKey: string,
): Promise<ReplyRow | undefined> {
  const rows = await app.db.query<ReplyRow>(
    `select ${COLUMNS} from replies where created_by = $1 and idempotency_key = $2`,
    [createdBy, idempotencyKey],
  );
  return rows[0];
}

export async function selectReply(app: App, id: string): Promise<ReplyRow | undefined> {
  const rows = await app.db.query<ReplyRow>(`select ${COLUMNS} from replies where id = $1`, [id]);
  return rows[0];
}

export async function selectByIds(app: App, ids: readonly string[]): Promise<ReplyRow[]> {
  return app.db.query<ReplyRow>(`select ${COLUMNS} from replies where id = any($1)`, [ids]);
}

/** The reply, locked until the transaction ends. */
export async function lockReply(app: App, id: string): Promise<ReplyRow | undefined> {
  const rows = await app.db.query<ReplyRow>(`select ${COLUMNS} from replies where id = $1 for update`, [id]);
  return rows[0];
}

/** Replies decided since a time, newest first. */
export async function selectSince(app: App, since: Date, limit: number): Promise<ReplyRow[]> {
  return app.db.query<ReplyRow>(
    `select ${COLUMNS} from replies where created_at >= $1 order by id desc limit $2`,
    [since, limit],
  );
}

/** What waits says something else now. */
export async function updateWaiting(
  app: App,
  id: string,
  { text, envelope }: Pick<ReplyRow, 'text' | 'envelope'>,
): Promise<void> {
  await app.db.query('update replies set text = $2, envelope = $3 where id = $1', [
    id,
    text,
    envelope === null ? null : JSON.stringify(envelope),
  ]);
}

/** Its schedule has handed it over: from now on it is a reply like all others. */
export async function clearSchedule(app: App, id: string): Promise<void> {
  await app.db.query(
    `update replies set schedule_id = null, state = case when state = 'scheduled' then 'ready' else state end where id = $1`,
    [id],
  );
}

export async function writeUndo(app: App, id: string, undoId: string): Promise<void> {
  await app.db.query('update replies set undo_id = $2 where id = $1', [id, undoId]);
}

/** Replies of a conversation, oldest first. */
export async function selectOfConversation(app: App, conversationId: string): Promise<ReplyRow[]> {
  return app.db.query<ReplyRow>(
    `select * from (select ${COLUMNS} from replies where conversation_id = $1 order by id desc limit 200) newest order by id`,
    [conversationId],
  );
}

/** The newest first, those before `before`. */
export async function selectReplies(
  app: App,
  state: ReplyState | undefined,
  before: string | undefined,
  limit: number,
): Promise<ReplyRow[]> {
  return app.db.query<ReplyRow>(
    `select ${COLUMNS} from replies where ($1::text is null or state = $1) and ($2::text is null or id < $2) order by id desc limit $3`,
    [state ?? null, before ?? null, limit],
  );
}

/** Replies decided in a conversation in the last minutes that were not given up. */
export async function selectRecent(app: App, conversationId: string, minutes: number): Promise<ReplyRow[]> {
  return app.db.query<ReplyRow>(
    `select ${COLUMNS} from replies where conversation_id = $1 and created_at > now() - make_interval(mins => $2)
       and state not in ('cancelled', 'failed') and removed_at is null order by id desc`,
    [conversationId, minutes],
  );
}

/** Which of these are replies of ours that stand, other than one. */
export async function selectOthers(
  app: App,
  id: string,
  externalIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await app.db.query<{ externalId: string }>(
    `select external_id as "externalId" from replies where external_id = any($2) and id <> $1`,
    [id, externalIds],
  );
  return new Set(rows.map(({ externalId }) => externalId));
}

/** `externalId` is told once it was sent. */
export async function updateState(
  app: App,
  id: string,
  state: ReplyState,
  externalId: string | undefined,
): Promise<void> {
  await app.db.query('update replies set state = $2, external_id = coalesce($3, external_id) where id = $1', [
    id,
    state,
    externalId ?? null,
  ]);
}

/** Answers the ids of what was there. */
export async function deleteReplies(app: App, conversationIds: readonly string[]): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'delete from replies where conversation_id = any($1) returning id',
    [conversationIds],
  );
  return rows.map((row) => row.id);
}

export async function markRemoved(app: App, id: string): Promise<void> {
  await app.db.query('update replies set removed_at = now() where id = $1', [id]);
}

/** The time of decisions, by the database's clock. */
export async function databaseNow(app: App): Promise<Date> {
  const rows = await app.db.query<{ now: Date }>(
    `select date_trunc('milliseconds', clock_timestamp()) as now`,
  );
  return rows[0]!.now;
}

/** Replies of these conversations that stand: neither cancelled nor removed. */
export async function selectOfConversations(
  app: App,
  conversationIds: readonly string[],
): Promise<ReplyRow[]> {
  return app.db.query<ReplyRow>(
    `select ${COLUMNS} from replies where conversation_id = any($1) and state <> 'cancelled' and removed_at is null order by id`,
    [conversationIds],
  );
}

/** Automatic replies on a network that stand under one of these ids, or are on their way and not known by theirs yet. */
export async function selectAutomatic(
  app: App,
  network: string,
  externalIds: readonly string[],
): Promise<{ externalId: string | null; text: string }[]> {
  return app.db.query(
    `select external_id as "externalId", text from replies
      where is_automatic and network = $1 and (external_id = any($2) or (external_id is null and state in ('ready', 'sending', 'uncertain')))`,
    [network, externalIds],
  );
}
