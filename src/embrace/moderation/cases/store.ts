import type { App } from '#platform/app/index.ts';
import type { Decision, FlagReason, Why } from '../domain.ts';

/** How it stood before it was decided. */
export interface Before {
  isHeld: boolean;
  isHidden: boolean;
  /** Its author, or a colleague outside of the queue, had taken it away: the decision and its undoing leave it so. */
  isTaken: boolean;
}

export interface CaseRow {
  kind: string;
  subjectId: string;
  memberId: string;
  isHeld: boolean;
  isHidden: boolean;
  isOpen: boolean;
  why: Why[];
  flags: number;
  weight: number;
  openedAt: Date;
  decision: Decision | null;
  reason: string | null;
  decidedAt: Date | null;
  decidedById: string | null;
  decidedByName: string | null;
  decisionId: string | null;
  before: Before | null;
  version: number;
}

const CASE = `kind, subject_id as "subjectId", member_id as "memberId", is_held as "isHeld", is_hidden as "isHidden", is_open as "isOpen", why, flags, weight,
  opened_at as "openedAt", decision, reason, decided_at as "decidedAt", decided_by_id as "decidedById", decided_by_name as "decidedByName",
  decision_id as "decisionId", before, version`;

/** Puts something into the queue, or adds why to what is there; what was decided opens again. Answers it, locked. */
export async function openCase(
  app: App,
  row: { kind: string; subjectId: string; memberId: string; isHeld: boolean; why: readonly Why[] },
): Promise<CaseRow> {
  const [opened] = await app.db.query<CaseRow>(
    `insert into moderation_cases as c (kind, subject_id, member_id, is_held, why) values ($1, $2, $3, $4, $5)
     on conflict (kind, subject_id) do update set is_held = c.is_held or excluded.is_held, why = case when c.is_open then c.why else '[]' end || excluded.why,
       opened_at = case when c.is_open then c.opened_at else now() end, is_open = true, decision = null, reason = null, decided_at = null,
       decided_by_id = null, decided_by_name = null, decision_id = null, before = null, version = c.version + 1
     returning ${CASE}`,
    [row.kind, row.subjectId, row.memberId, row.isHeld, JSON.stringify(row.why)],
  );
  return opened!;
}

/** Whose it is. */
export async function selectAuthor(app: App, kind: string, subjectId: string): Promise<string | undefined> {
  const [row] = await app.db.query<{ id: string }>(
    'select member_id as id from moderation_cases where kind = $1 and subject_id = $2',
    [kind, subjectId],
  );
  return row?.id;
}

export async function lockCase(app: App, kind: string, subjectId: string): Promise<CaseRow | undefined> {
  const [row] = await app.db.query<CaseRow>(
    `select ${CASE} from moderation_cases where kind = $1 and subject_id = $2 for update`,
    [kind, subjectId],
  );
  return row;
}

/** Everything of a case that a change may touch; the version goes up by itself. */
export async function writeCase(app: App, row: CaseRow): Promise<void> {
  await app.db.query(
    `update moderation_cases set is_held = $3, is_hidden = $4, is_open = $5, flags = $6, weight = $7, decision = $8, reason = $9,
       decided_at = case when $8::text is null then null else now() end, decided_by_id = $10, decided_by_name = $11, decision_id = $12, before = $13, version = version + 1
      where kind = $1 and subject_id = $2`,
    [
      row.kind,
      row.subjectId,
      row.isHeld,
      row.isHidden,
      row.isOpen,
      row.flags,
      row.weight,
      row.decision,
      row.reason,
      row.decidedById,
      row.decidedByName,
      row.decisionId,
      row.before === null ? null : JSON.stringify(row.before),
    ],
  );
}

export interface QueueAsked {
  list: 'open' | 'done';
  kind?: string | undefined;
  memberId?: string | undefined;
  after?: readonly [number | string, string, string] | undefined;
  limit: number;
}

/** What waits, the heaviest and oldest first; or what was decided, the newest first. */
export async function selectQueue(app: App, asked: QueueAsked): Promise<CaseRow[]> {
  const isOpen = asked.list === 'open';
  const [first = null, at = null, id = null] = asked.after ?? [];
  return app.db.query<CaseRow>(
    `select ${CASE} from moderation_cases where is_open = $1 and ($2::text is null or kind = $2) and ($3::text is null or member_id = $3)
       and ($5::text is null or ${isOpen ? '(-weight, opened_at, subject_id) > ($4::real, $5::timestamptz, $6)' : '(decided_at, subject_id) < ($5::timestamptz, $6)'})
       and ($4::real is null or true)
      order by ${isOpen ? 'weight desc, opened_at, subject_id' : 'decided_at desc, subject_id desc'} limit $7`,
    [isOpen, asked.kind ?? null, asked.memberId ?? null, first, at, id, asked.limit],
  );
}

export async function countOpen(app: App): Promise<number> {
  const [row] = await app.db.query<{ n: number }>(
    'select count(*)::int as n from moderation_cases where is_open',
  );
  return row!.n;
}

export interface FlagRow {
  id: string;
  subjectId: string;
  kind: string;
  memberId: string;
  reason: FlagReason;
  text: string | null;
  weight: number;
  at: Date;
  outcome: 'upheld' | 'dismissed' | 'ignored' | null;
}

const FLAG = `id, subject_id as "subjectId", kind, member_id as "memberId", reason, text, weight, at, outcome`;

/** False where the member flagged it before. */
export async function insertFlag(app: App, row: Omit<FlagRow, 'at' | 'outcome'>): Promise<boolean> {
  const rows = await app.db.query(
    `insert into moderation_flags (id, kind, subject_id, member_id, reason, text, weight) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (kind, subject_id, member_id) do nothing returning 1`,
    [row.id, row.kind, row.subjectId, row.memberId, row.reason, row.text, row.weight],
  );
  return rows.length > 0;
}

/** Flags of these, the oldest first. */
export async function selectFlags(
  app: App,
  subjects: readonly { kind: string; subjectId: string }[],
): Promise<FlagRow[]> {
  return app.db.query<FlagRow>(
    `select ${FLAG} from moderation_flags where (kind, subject_id) in (select * from unnest($1::text[], $2::text[])) order by id`,
    [subjects.map(({ kind }) => kind), subjects.map(({ subjectId }) => subjectId)],
  );
}

/** Judges what was not judged yet; answers who had flagged, in the order of their ids. */
export async function judgeFlags(
  app: App,
  subject: { kind: string; subjectId: string },
  outcome: 'upheld' | 'dismissed' | 'ignored',
  decisionId: string,
): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `update moderation_flags set outcome = $3, decision_id = $4 where kind = $1 and subject_id = $2 and outcome is null returning member_id as id`,
    [subject.kind, subject.subjectId, outcome, decisionId],
  );
  return rows.map(({ id }) => id).sort();
}

/** Takes a judgement back; answers what had been said of whom. */
export async function unjudgeFlags(
  app: App,
  decisionId: string,
): Promise<{ memberId: string; outcome: FlagRow['outcome'] }[]> {
  return app.db.query(
    `with judged as (select id, member_id, outcome from moderation_flags where decision_id = $1 for update),
       opened as (update moderation_flags f set outcome = null, decision_id = null from judged j where f.id = j.id)
     select member_id as "memberId", outcome from judged order by member_id`,
    [decisionId],
  );
}

/** How many flags nobody judged, and what they weigh together. */
export async function sumOpen(
  app: App,
  { kind, subjectId }: { kind: string; subjectId: string },
): Promise<{ flags: number; weight: number }> {
  const [row] = await app.db.query<{ flags: number; weight: number }>(
    `select count(*)::int as flags, coalesce(sum(weight), 0)::float8 as weight from moderation_flags
      where kind = $1 and subject_id = $2 and outcome is null`,
    [kind, subjectId],
  );
  return row!;
}
