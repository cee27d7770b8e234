import type { App } from '#platform/app/index.ts';
import type { Approval, ApprovalState, Word } from '../domain/approval.ts';
import type { Step, Who } from '../domain/people.ts';
import type { SealedRest } from '../domain/seal.ts';

export interface Offer {
  text: string;
  hash: string;
}

export interface Reason {
  kind: 'newcomer' | 'policy' | 'wanted';
  text: string;
}

export interface Terms {
  standIn: readonly Who[];
  expiresMinutes: number;
  remindMinutes: number | null;
  /** Hours for which links work. */
  linkHours: number;
  /** What somebody by link sees beside the reply. */
  linkShows: 'answered' | 'public' | 'everything';
}

export interface ApprovalRow {
  id: string;
  replyId: string;
  conversationId: string;
  network: string;
  accountHandle: string;
  authorId: string;
  authorName: string;
  state: ApprovalState;
  reasons: Reason[];
  policyId: string | null;
  isNewcomer: boolean;
  steps: Step[];
  terms: Terms;
  rest: SealedRest;
  offered: Offer[];
  chosen: string | null;
  round: number;
  step: number;
  suggestion: (Word & { text: string; name: string; note: string | null }) | null;
  note: string | null;
  isChanged: boolean;
  problem: string | null;
  askedAt: Date;
  expiresAt: Date;
  remindAt: Date | null;
  endedAt: Date | null;
}

const COLUMNS = `id, reply_id as "replyId", conversation_id as "conversationId", network, account_handle as "accountHandle", author_id as "authorId",
  author_name as "authorName", state, reasons, policy_id as "policyId", is_newcomer as "isNewcomer", steps, terms, rest, offered, chosen, round, step,
  suggestion, note, is_changed as "isChanged", problem, asked_at as "askedAt", expires_at as "expiresAt", remind_at as "remindAt", ended_at as "endedAt"`;
const OPEN = `state in ('waiting', 'changes', 'suggested')`;

export type NewApproval = Pick<
  ApprovalRow,
  | 'id'
  | 'replyId'
  | 'conversationId'
  | 'network'
  | 'accountHandle'
  | 'authorId'
  | 'authorName'
  | 'reasons'
  | 'policyId'
  | 'isNewcomer'
  | 'steps'
  | 'terms'
  | 'rest'
  | 'offered'
  | 'note'
>;

export async function insertApproval(app: App, row: NewApproval): Promise<ApprovalRow> {
  const rows = await app.db.query<ApprovalRow>(
    `insert into approvals (id, reply_id, conversation_id, network, account_handle, author_id, author_name, reasons, policy_id, is_newcomer, steps, terms,
       rest, offered, note, expires_at, remind_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, now() + make_interval(mins => $16), now() + make_interval(mins => $17::int))
     returning ${COLUMNS}`,
    [
      row.id,
      row.replyId,
      row.conversationId,
      row.network,
      row.accountHandle,
      row.authorId,
      row.authorName,
      JSON.stringify(row.reasons),
      row.policyId,
      row.isNewcomer,
      JSON.stringify(row.steps),
      JSON.stringify(row.terms),
      JSON.stringify(row.rest),
      JSON.stringify(row.offered),
      row.note,
      row.terms.expiresMinutes,
      row.terms.remindMinutes,
    ],
  );
  return rows[0]!;
}

/** Stores what followed. A round or step that begins sets the reminder anew; one that is over has none. */
export async function updateApproval(
  app: App,
  row: ApprovalRow,
  next: Approval,
  more: {
    step: number;
    offered: readonly Offer[];
    suggestion: ApprovalRow['suggestion'];
    problem: string | null;
    rest?: SealedRest;
  },
): Promise<ApprovalRow> {
  const rows = await app.db.query<ApprovalRow>(
    `update approvals set state = $2, offered = $3, chosen = $4, round = $5, step = $6, suggestion = $7, is_changed = $8, problem = $9, rest = $10, steps = $13, terms = $14, reasons = $15,
       policy_id = $16,
       ended_at = case when $2 in ('waiting', 'changes', 'suggested') then null else coalesce(ended_at, now()) end,
       remind_at = case when $2 <> 'waiting' then null when $2 = state and round = $5 and step = $6 then remind_at
         else now() + make_interval(mins => $11::int) end,
       expires_at = case when round = $5 then expires_at else now() + make_interval(mins => $12) end
     where id = $1 returning ${COLUMNS}`,
    [
      row.id,
      next.state,
      JSON.stringify(more.offered),
      next.chosen,
      next.round,
      more.step,
      more.suggestion === null ? null : JSON.stringify(more.suggestion),
      next.isChanged,
      more.problem,
      JSON.stringify(more.rest ?? row.rest),
      row.terms.remindMinutes,
      row.terms.expiresMinutes,
      JSON.stringify(row.steps),
      JSON.stringify(row.terms),
      JSON.stringify(row.reasons),
      row.policyId,
    ],
  );
  return rows[0]!;
}

export async function markProblem(app: App, id: string, problem: string | null): Promise<void> {
  await app.db.query('update approvals set problem = $2 where id = $1', [id, problem]);
}

/** Withdrawn, whatever was said of it. */
export async function markWithdrawn(app: App, id: string): Promise<void> {
  await app.db.query(
    `update approvals set state = 'withdrawn', problem = null, suggestion = null, remind_at = null, ended_at = coalesce(ended_at, now()) where id = $1`,
    [id],
  );
}

export async function selectApproval(app: App, id: string): Promise<ApprovalRow | undefined> {
  const rows = await app.db.query<ApprovalRow>(`select ${COLUMNS} from approvals where id = $1`, [id]);
  return rows[0];
}

export async function lockApproval(app: App, id: string): Promise<ApprovalRow | undefined> {
  const rows = await app.db.query<ApprovalRow>(`select ${COLUMNS} from approvals where id = $1 for update`, [
    id,
  ]);
  return rows[0];
}

export async function selectOfReply(app: App, replyId: string): Promise<ApprovalRow | undefined> {
  const rows = await app.db.query<ApprovalRow>(`select ${COLUMNS} from approvals where reply_id = $1`, [
    replyId,
  ]);
  return rows[0];
}

export async function selectOfConversation(app: App, conversationId: string): Promise<ApprovalRow[]> {
  return app.db.query<ApprovalRow>(
    `select ${COLUMNS} from approvals where conversation_id = $1 order by id desc limit 50`,
    [conversationId],
  );
}

/** Everything that waits, the oldest first. */
export async function selectOpen(app: App, limit: number): Promise<ApprovalRow[]> {
  return app.db.query<ApprovalRow>(
    `select ${COLUMNS} from approvals where ${OPEN} or (state = 'approved' and problem is not null) order by id limit $1`,
    [limit],
  );
}

/** Of open ones only what a badge needs, those that are alike in one row: who wrote them, their state, and whom their step asks. */
export async function countOpen(
  app: App,
): Promise<
  (Pick<ApprovalRow, 'authorId' | 'state'> & { step: Step | null; standIn: Who[]; count: number })[]
> {
  return app.db.query(
    `select author_id as "authorId", state, steps -> step as step, terms -> 'standIn' as "standIn", count(*)::int as count
       from approvals where ${OPEN} or (state = 'approved' and problem is not null) group by 1, 2, 3, 4`,
  );
}

export async function selectMine(
  app: App,
  authorId: string,
  before: string | undefined,
  limit: number,
): Promise<ApprovalRow[]> {
  return app.db.query<ApprovalRow>(
    `select ${COLUMNS} from approvals where author_id = $1 and ($2::text is null or id < $2) order by id desc limit $3`,
    [authorId, before ?? null, limit],
  );
}

export async function selectEnded(
  app: App,
  before: { at: Date; id: string } | undefined,
  limit: number,
): Promise<ApprovalRow[]> {
  return app.db.query<ApprovalRow>(
    `select ${COLUMNS} from approvals where ended_at is not null and ($1::timestamptz is null or (ended_at, id) < ($1, $2))
      order by ended_at desc, id desc limit $3`,
    [before?.at ?? null, before?.id ?? null, limit],
  );
}

/** Ids of what ran out of time, and of those whose deciders are to be reminded. */
export async function selectDue(app: App): Promise<{ expired: string[]; toRemind: string[] }> {
  const rows = await app.db.query<{ id: string; isExpired: boolean }>(
    `select id, expires_at <= now() as "isExpired" from approvals
      where ${OPEN} and (expires_at <= now() or remind_at <= now()) order by id limit 200`,
  );
  const ids = (isExpired: boolean) => rows.flatMap((row) => (row.isExpired === isExpired ? [row.id] : []));
  return { expired: ids(true), toRemind: ids(false) };
}

export async function clearReminder(app: App, id: string): Promise<void> {
  await app.db.query('update approvals set remind_at = null where id = $1', [id]);
}

export async function deleteOfConversations(app: App, conversationIds: readonly string[]): Promise<void> {
  await app.db.query('delete from approvals where conversation_id = any($1)', [conversationIds]);
}
