import type { App } from '#platform/app/index.ts';
import type { ActionKind } from '../domain.ts';

export interface StateBefore {
  state: 'active' | 'silenced' | 'suspended';
  reason: string | null;
  until: string | null;
}

export interface ActionRow {
  id: string;
  memberId: string;
  what: ActionKind;
  kind: string | null;
  subjectId: string | null;
  title: string | null;
  reason: string;
  until: Date | null;
  byId: string | null;
  byName: string | null;
  decisionId: string | null;
  beforeState: StateBefore | null;
  at: Date;
  undoneAt: Date | null;
  undoneByName: string | null;
  /** What was hidden is shown again by what was done later. */
  isShownAgain: boolean;
}

const ACTION = `a.id, a.member_id as "memberId", a.what, a.kind, a.subject_id as "subjectId", a.title, a.reason, a.until, a.by_id as "byId", a.by_name as "byName",
  a.decision_id as "decisionId", a.before_state as "beforeState", a.at, a.undone_at as "undoneAt", a.undone_by_name as "undoneByName",
  a.what = 'hidden' and exists (select from moderation_actions b where b.member_id = a.member_id and b.kind = a.kind and b.subject_id = a.subject_id
    and b.what in ('restored', 'released') and b.undone_at is null and b.id > a.id) as "isShownAgain"`;

export async function insertAction(
  app: App,
  row: Omit<ActionRow, 'at' | 'undoneAt' | 'undoneByName' | 'isShownAgain'>,
): Promise<void> {
  await app.db.query(
    `insert into moderation_actions (id, member_id, what, kind, subject_id, title, reason, until, by_id, by_name, decision_id, before_state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      row.id,
      row.memberId,
      row.what,
      row.kind,
      row.subjectId,
      row.title,
      row.reason,
      row.until,
      row.byId,
      row.byName,
      row.decisionId,
      row.beforeState === null ? null : JSON.stringify(row.beforeState),
    ],
  );
}

/** The measure that was taken last becomes part of a decision. */
export async function attachNewest(app: App, memberId: string, decisionId: string): Promise<void> {
  await app.db.query(
    `update moderation_actions set decision_id = $2 where id = (
       select id from moderation_actions where member_id = $1 and what = 'silenced' and decision_id is null order by id desc limit 1)`,
    [memberId, decisionId],
  );
}

/** Says of all actions of a decision that they hold no more; answers those. */
export async function undoByDecision(app: App, decisionId: string, byName: string): Promise<ActionRow[]> {
  return app.db.query<ActionRow>(
    `update moderation_actions a set undone_at = now(), undone_by_name = $2 where decision_id = $1 and undone_at is null returning ${ACTION}`,
    [decisionId, byName],
  );
}

/** Silences and suspensions that hold are over. */
export async function endMeasures(app: App, memberId: string, byName: string): Promise<number> {
  const rows = await app.db.query(
    `update moderation_actions set undone_at = now(), undone_by_name = $2
      where member_id = $1 and what in ('silenced', 'suspended') and undone_at is null and (until is null or until > now()) returning 1`,
    [memberId, byName],
  );
  return rows.length;
}

/** Whether a colleague hid it, and said so to its author, and that still holds. Asked of what its author was told, as the log of all is long. */
export async function isHiddenByColleague(
  app: App,
  { memberId, kind, subjectId }: { memberId: string; kind: string; subjectId: string },
): Promise<boolean> {
  const [newest] = await app.db.query<{ isHidden: boolean }>(
    `select what = 'hidden' and by_id is not null as "isHidden" from moderation_actions
      where member_id = $1 and kind = $2 and subject_id = $3 and undone_at is null and what in ('hidden', 'restored', 'released') order by id desc limit 1`,
    [memberId, kind, subjectId],
  );
  return newest?.isHidden ?? false;
}

export async function endAction(app: App, id: string, byName: string): Promise<void> {
  await app.db.query(
    'update moderation_actions set undone_at = now(), undone_by_name = $2 where id = $1 and undone_at is null',
    [id, byName],
  );
}

export interface AppealRow {
  text: string;
  at: Date;
  state: 'open' | 'granted' | 'declined';
  answer: string | null;
  decidedAt: Date | null;
  decidedByName: string | null;
}

export type ActionWithAppeal = ActionRow & { appeal: AppealRow | null };

const APPEAL = `case when p.action_id is not null then jsonb_build_object('text', p.text, 'at', p.at, 'state', p.state,
  'answer', p.answer, 'decidedAt', p.decided_at, 'decidedByName', p.decided_by_name) end as appeal`;

type FoundAppeal = Omit<AppealRow, 'at' | 'decidedAt'> & { at: string; decidedAt: string | null };

/** Actions with their appeals, the newest first. */
export async function selectActions(
  app: App,
  asked: { memberId?: string; id?: string; isAppealed?: boolean; before?: string | undefined; limit: number },
): Promise<ActionWithAppeal[]> {
  const rows = await app.db.query<ActionRow & { appeal: FoundAppeal | null }>(
    `select ${ACTION}, ${APPEAL} from moderation_actions a left join moderation_appeals p on p.action_id = a.id
      where ($1::text is null or a.member_id = $1) and ($2::text is null or a.id = $2) and ($3::text is null or a.id < $3)
        and (not $4::boolean or p.state = 'open')
      order by a.id desc limit $5`,
    [asked.memberId ?? null, asked.id ?? null, asked.before ?? null, asked.isAppealed ?? false, asked.limit],
  );
  return rows.map(({ appeal, ...row }) => ({
    ...row,
    appeal: appeal && {
      ...appeal,
      at: new Date(appeal.at),
      decidedAt: appeal.decidedAt === null ? null : new Date(appeal.decidedAt),
    },
  }));
}

/** Locked, so that an appeal and what is appealed against do not cross. */
export async function lockAction(app: App, id: string): Promise<ActionRow | undefined> {
  const [row] = await app.db.query<ActionRow>(
    `select ${ACTION} from moderation_actions a where a.id = $1 for update`,
    [id],
  );
  return row;
}

/** False where there is one already. */
export async function insertAppeal(
  app: App,
  row: { actionId: string; memberId: string; text: string },
): Promise<boolean> {
  const rows = await app.db.query(
    'insert into moderation_appeals (action_id, member_id, text) values ($1, $2, $3) on conflict do nothing returning 1',
    [row.actionId, row.memberId, row.text],
  );
  return rows.length > 0;
}

/** False where it was decided. */
export async function writeAppeal(
  app: App,
  row: { actionId: string; isGranted: boolean; answer: string; byId: string; byName: string },
): Promise<boolean> {
  const rows = await app.db.query(
    `update moderation_appeals set state = case when $2 then 'granted' else 'declined' end, answer = $3, decided_at = now(), decided_by_id = $4, decided_by_name = $5
      where action_id = $1 and state = 'open' returning 1`,
    [row.actionId, row.isGranted, row.answer, row.byId, row.byName],
  );
  return rows.length > 0;
}

export async function countAppeals(app: App): Promise<number> {
  const [row] = await app.db.query<{ n: number }>(
    `select count(*)::int as n from moderation_appeals where state = 'open'`,
  );
  return row!.n;
}

/** Everything about a member goes: what he flagged, and what others flagged of his. */
export async function deleteOfMember(app: App, memberId: string): Promise<void> {
  await app.db.query(
    `delete from moderation_flags f using moderation_cases c where c.member_id = $1 and f.kind = c.kind and f.subject_id = c.subject_id`,
    [memberId],
  );
  for (const table of ['cases', 'actions', 'texts', 'devices', 'flags'])
    await app.db.query(`delete from moderation_${table} where member_id = $1`, [memberId]);
  await app.db.query('delete from moderation_signs where $1 = any(members)', [memberId]);
}
