import type { App } from '#platform/app/index.ts';

export const STATES = ['waiting', 'held', 'taken', 'declined', 'withdrawn'] as const;
export type EditState = (typeof STATES)[number];

export interface EditRow {
  id: string;
  articleId: string;
  language: string;
  memberId: string | null;
  memberName: string;
  baseVersion: number;
  title: string;
  body: string;
  reason: string;
  state: EditState;
  createdAt: Date;
  decidedAt: Date | null;
  decidedBy: string | null;
  answer: string | null;
  version: number | null;
}

const EDIT = `id, article_id as "articleId", language, member_id as "memberId", member_name as "memberName", base_version as "baseVersion", title, body,
  reason, state, created_at as "createdAt", decided_at as "decidedAt", decided_by as "decidedBy", answer, version`;

type NewEdit = Pick<
  EditRow,
  'id' | 'articleId' | 'language' | 'memberName' | 'baseVersion' | 'title' | 'body' | 'reason' | 'state'
> & { memberId: string; formId: string };

/** Undefined where the same form was sent before. */
export async function insertEdit(app: App, row: NewEdit): Promise<EditRow | undefined> {
  const [made] = await app.db.query<EditRow>(
    `insert into contribution_edits (id, article_id, language, member_id, member_name, base_version, title, body, reason, state, form_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (member_id, form_id) do nothing returning ${EDIT}`,
    [
      row.id,
      row.articleId,
      row.language,
      row.memberId,
      row.memberName,
      row.baseVersion,
      row.title,
      row.body,
      row.reason,
      row.state,
      row.formId,
    ],
  );
  return made;
}

export async function selectByForm(app: App, memberId: string, formId: string): Promise<EditRow | undefined> {
  const [row] = await app.db.query<EditRow>(
    `select ${EDIT} from contribution_edits where member_id = $1 and form_id = $2`,
    [memberId, formId],
  );
  return row;
}

export async function selectEdits(app: App, ids: readonly string[]): Promise<EditRow[]> {
  return app.db.query<EditRow>(`select ${EDIT} from contribution_edits where id = any($1)`, [ids]);
}

/** Locked until the ambient transaction ends. */
export async function lockEdit(app: App, id: string): Promise<EditRow | undefined> {
  const [row] = await app.db.query<EditRow>(
    `select ${EDIT} from contribution_edits where id = $1 for no key update`,
    [id],
  );
  return row;
}

/** What waits stands oldest first, what was decided newest first. */
export async function selectList(
  app: App,
  asked: { isDecided: boolean; cursor?: string | undefined; limit: number },
): Promise<EditRow[]> {
  const states = asked.isDecided ? ['taken', 'declined'] : ['waiting', 'held'];
  const [order, past] = asked.isDecided ? ['desc', '<'] : ['asc', '>'];
  return app.db.query<EditRow>(
    `select ${EDIT} from contribution_edits where state = any($1) and ($2::text is null or id ${past} $2) order by id ${order} limit $3`,
    [states, asked.cursor ?? null, asked.limit],
  );
}

export async function selectOfMember(app: App, memberId: string, limit: number): Promise<EditRow[]> {
  return app.db.query<EditRow>(
    `select ${EDIT} from contribution_edits where member_id = $1 order by id desc limit $2`,
    [memberId, limit],
  );
}

/** Of a member whose suggestions are locked, so that two forms at once count each other. */
export async function countWaiting(app: App, memberId: string): Promise<number> {
  const [row] = await app.db.query<{ n: number }>(
    `select count(*)::int as n from contribution_edits where member_id = $1 and state in ('waiting', 'held')`,
    [memberId],
  );
  return row!.n;
}

export async function updateState(
  app: App,
  id: string,
  to: { state: EditState; by?: string | null; answer?: string | null; version?: number | null },
): Promise<void> {
  const isOpen = to.state === 'waiting' || to.state === 'held';
  await app.db.query(
    `update contribution_edits set state = $2, decided_by = $3, answer = $4, version = $5, decided_at = case when $6 then null else now() end where id = $1`,
    [id, to.state, to.by ?? null, to.answer ?? null, to.version ?? null, isOpen],
  );
}
