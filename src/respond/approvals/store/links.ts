import type { App } from '#platform/app/index.ts';

export interface LinkRow {
  id: string;
  approvalId: string;
  round: number;
  step: number;
  places: number[];
  address: string;
  name: string;
  madeBy: string;
  createdAt: Date;
  expiresAt: Date;
  mailedAt: Date | null;
  openedAt: Date | null;
  usedAt: Date | null;
  verdict: 'approved' | 'rejected' | null;
  revokedAt: Date | null;
}

const COLUMNS = `id, approval_id as "approvalId", round, step, places, address, name, made_by as "madeBy", created_at as "createdAt",
  expires_at as "expiresAt", mailed_at as "mailedAt", opened_at as "openedAt", used_at as "usedAt", verdict, revoked_at as "revokedAt"`;

export async function insertLink(
  app: App,
  link: Pick<LinkRow, 'id' | 'approvalId' | 'round' | 'step' | 'places' | 'address' | 'name' | 'madeBy'>,
  hours: number,
): Promise<LinkRow> {
  const rows = await app.db.query<LinkRow>(
    `insert into approval_links (id, approval_id, round, step, places, address, name, made_by, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, date_trunc('milliseconds', now()) + make_interval(hours => $9)) returning ${COLUMNS}`,
    [
      link.id,
      link.approvalId,
      link.round,
      link.step,
      JSON.stringify(link.places),
      link.address,
      link.name,
      link.madeBy,
      hours,
    ],
  );
  return rows[0]!;
}

export async function selectLink(app: App, id: string): Promise<LinkRow | undefined> {
  const rows = await app.db.query<LinkRow>(`select ${COLUMNS} from approval_links where id = $1`, [id]);
  return rows[0];
}

export async function lockLink(app: App, id: string): Promise<LinkRow | undefined> {
  const rows = await app.db.query<LinkRow>(`select ${COLUMNS} from approval_links where id = $1 for update`, [
    id,
  ]);
  return rows[0];
}

export async function selectLinksOf(app: App, approvalIds: readonly string[]): Promise<LinkRow[]> {
  if (approvalIds.length === 0) return [];
  return app.db.query<LinkRow>(
    `select ${COLUMNS} from approval_links where approval_id = any($1) order by id`,
    [approvalIds],
  );
}

export async function markLink(app: App, id: string, what: 'mailed' | 'opened' | 'revoked'): Promise<void> {
  const column = { mailed: 'mailed_at', opened: 'opened_at', revoked: 'revoked_at' }[what];
  await app.db.query(`update approval_links set ${column} = coalesce(${column}, now()) where id = $1`, [id]);
}

export async function markUsed(app: App, id: string, verdict: 'approved' | 'rejected'): Promise<void> {
  await app.db.query('update approval_links set used_at = now(), verdict = $2 where id = $1', [id, verdict]);
}
