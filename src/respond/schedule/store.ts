import type { App } from '#platform/app/index.ts';
import type { Known, Reason } from './domain.ts';
import type { KeptWish } from './schema.ts';

export interface ScheduledRow extends Known {
  id: string;
  conversationId: string;
  wish: KeptWish;
  sendAt: Date;
  kind: 'time' | 'opening';
  zone: string;
  calendarId: string | null;
  state: 'scheduled' | 'asked' | 'handed' | 'cancelled';
  because: Reason | null;
  becauseText: string | null;
  replyId: string | null;
  /** The reply that waits for an approval, or has it; null where none is needed. */
  approvalReplyId: string | null;
  undoId: string | null;
  version: number;
  createdBy: string;
  createdByName: string;
  createdAt: Date;
}

const COLUMNS = `id, conversation_id as "conversationId", wish, send_at as "sendAt", kind, zone, calendar_id as "calendarId", state, because,
  because_text as "becauseText", known_post_id as "knownPostId", known_answered_at as "knownAnsweredAt", reply_id as "replyId", undo_id as "undoId",
  version, created_by as "createdBy", created_by_name as "createdByName", created_at as "createdAt",
  approval_reply_id as "approvalReplyId"`;

type NewRow = Pick<
  ScheduledRow,
  | 'id'
  | 'approvalReplyId'
  | 'conversationId'
  | 'wish'
  | 'sendAt'
  | 'kind'
  | 'zone'
  | 'calendarId'
  | 'knownPostId'
  | 'knownAnsweredAt'
  | 'undoId'
  | 'createdBy'
  | 'createdByName'
>;

export async function insertScheduled(app: App, row: NewRow): Promise<ScheduledRow> {
  const rows = await app.db.query<ScheduledRow>(
    `insert into scheduled_replies (id, conversation_id, wish, send_at, kind, zone, calendar_id, known_post_id, known_answered_at, undo_id,
       created_by, created_by_name, approval_reply_id)
     values ($1, $2, $3::jsonb, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning ${COLUMNS}`,
    [
      row.id,
      row.conversationId,
      JSON.stringify(row.wish),
      row.sendAt,
      row.kind,
      row.zone,
      row.calendarId,
      row.knownPostId,
      row.knownAnsweredAt,
      row.undoId,
      row.createdBy,
      row.createdByName,
      row.approvalReplyId,
    ],
  );
  return rows[0]!;
}

export async function selectScheduled(app: App, id: string): Promise<ScheduledRow | undefined> {
  const rows = await app.db.query<ScheduledRow>(`select ${COLUMNS} from scheduled_replies where id = $1`, [
    id,
  ]);
  return rows[0];
}

export async function lockScheduled(app: App, id: string): Promise<ScheduledRow | undefined> {
  const rows = await app.db.query<ScheduledRow>(
    `select ${COLUMNS} from scheduled_replies where id = $1 for update`,
    [id],
  );
  return rows[0];
}

/** The next one whose time has come, locked; those that another process has in hand are passed over. */
export async function lockDue(app: App): Promise<ScheduledRow | undefined> {
  const rows = await app.db.query<ScheduledRow>(
    `select ${COLUMNS} from scheduled_replies where state = 'scheduled' and send_at <= now() order by send_at, id limit 1 for update skip locked`,
  );
  return rows[0];
}

/** Ids of those of these conversations that are still to leave, locked in one order. */
export async function lockWaitingOf(app: App, conversationIds: readonly string[]): Promise<ScheduledRow[]> {
  return app.db.query<ScheduledRow>(
    `select ${COLUMNS} from scheduled_replies where conversation_id = any($1) and state = 'scheduled' order by id for update`,
    [conversationIds],
  );
}

/** What waits or is asked about: of one conversation, or of all, what is asked about first. */
export async function selectWaiting(app: App, conversationId: string | null): Promise<ScheduledRow[]> {
  return app.db.query<ScheduledRow>(
    `select ${COLUMNS} from scheduled_replies where state in ('scheduled', 'asked') and ($1::text is null or conversation_id = $1)
      order by state = 'asked' desc, send_at, id limit 500`,
    [conversationId],
  );
}

/** Those that leave when a calendar opens. */
export async function lockOpenings(app: App): Promise<ScheduledRow[]> {
  return app.db.query<ScheduledRow>(
    `select ${COLUMNS} from scheduled_replies where kind = 'opening' and state = 'scheduled' order by id for update`,
  );
}

type Changed = Partial<
  Pick<
    ScheduledRow,
    | 'wish'
    | 'sendAt'
    | 'kind'
    | 'zone'
    | 'calendarId'
    | 'state'
    | 'because'
    | 'becauseText'
    | 'knownPostId'
    | 'knownAnsweredAt'
    | 'replyId'
    | 'undoId'
    | 'approvalReplyId'
    | 'createdBy'
    | 'createdByName'
  >
>;

/** Writes a locked row as it is now. */
export async function updateScheduled(
  app: App,
  before: ScheduledRow,
  change: Changed,
): Promise<ScheduledRow> {
  const row = { ...before, ...change };
  const rows = await app.db.query<ScheduledRow>(
    `update scheduled_replies set wish = $2::jsonb, send_at = $3, kind = $4, zone = $5, calendar_id = $6, state = $7, because = $8,
       because_text = $9, known_post_id = $10, known_answered_at = $11, reply_id = $12, undo_id = $13, approval_reply_id = $14, created_by = $15, created_by_name = $16, version = version + 1,
       decided_at = case when $7 in ('handed', 'cancelled') then now() end
     where id = $1 returning ${COLUMNS}`,
    [
      row.id,
      JSON.stringify(row.wish),
      row.sendAt,
      row.kind,
      row.zone,
      row.calendarId,
      row.state,
      row.because,
      row.becauseText,
      row.knownPostId,
      row.knownAnsweredAt,
      row.replyId,
      row.undoId,
      row.approvalReplyId,
      row.createdBy,
      row.createdByName,
    ],
  );
  return rows[0]!;
}

/** Removes what is over for so many days, with its words. */
export async function deleteOver(app: App, days: number): Promise<void> {
  await app.db.query(
    `delete from scheduled_replies where state in ('handed', 'cancelled') and decided_at < now() - make_interval(days => $1)`,
    [days],
  );
}

/** Conversations went for good: what was to leave in them goes too. */
export async function deleteOf(app: App, conversationIds: readonly string[]): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'delete from scheduled_replies where conversation_id = any($1) returning id',
    [conversationIds],
  );
  return rows.map(({ id }) => id);
}
