import type { App, Role } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';

export interface Invitation {
  /** `inv_…` */
  id: string;
  email: string;
  role: Role;
  /** Name of who invited. */
  invitedBy: string;
  sentByMail: boolean;
  createdAt: Date;
  expiresAt: Date;
  isExpired: boolean;
}

const COLUMNS = `i.id, i.email, i.role, u.name as "invitedBy", i.sent_by_mail as "sentByMail", i.created_at as "createdAt",
  i.expires_at as "expiresAt", i.expires_at <= now() as "isExpired"`;
const JOINED = 'invitations i join users u on u.id = i.invited_by';

export const listInvitations = (app: App): Promise<Invitation[]> =>
  app.db.query<Invitation>(`select ${COLUMNS} from ${JOINED} order by i.id desc limit 500`);

export async function findInvitation(app: App, id: string): Promise<Invitation | undefined> {
  const [row] = await app.db.query<Invitation>(`select ${COLUMNS} from ${JOINED} where i.id = $1`, [id]);
  return row;
}

/** Only one that can still be accepted. */
export async function findInvitationByToken(app: App, tokenHash: string): Promise<Invitation | undefined> {
  const [row] = await app.db.query<Invitation>(
    `select ${COLUMNS} from ${JOINED} where i.token_hash = $1 and i.expires_at > now()`,
    [tokenHash],
  );
  return row;
}

/** Stores an invitation; one that the address has gets the new role and link. Resolves with its id. */
export async function saveInvitation(
  app: App,
  invitation: { email: string; role: Role; tokenHash: string; invitedBy: string; days: number },
): Promise<string> {
  const { email, role, tokenHash, invitedBy, days } = invitation;
  const [row] = await app.db.query<{ id: string }>(
    `insert into invitations (id, email, role, token_hash, invited_by, expires_at)
     values ($1, $2, $3, $4, $5, now() + make_interval(days => $6))
     on conflict (email) do update set role = excluded.role, token_hash = excluded.token_hash, invited_by = excluded.invited_by,
       sent_by_mail = false, created_at = now(), expires_at = excluded.expires_at
     returning id`,
    [newId('inv'), email, role, tokenHash, invitedBy, days],
  );
  if (!row) throw new Error('an invitation was not stored');
  return row.id;
}

export async function noteMailed(app: App, id: string): Promise<void> {
  await app.db.query('update invitations set sent_by_mail = true where id = $1', [id]);
}

/** Uses an invitation up; undefined when somebody was faster. */
export async function takeInvitation(
  app: App,
  tokenHash: string,
): Promise<{ email: string; role: Role } | undefined> {
  const [row] = await app.db.query<{ email: string; role: Role }>(
    'delete from invitations where token_hash = $1 and expires_at > now() returning email, role',
    [tokenHash],
  );
  return row;
}

export async function deleteInvitation(app: App, id: string): Promise<boolean> {
  return (await app.db.query('delete from invitations where id = $1 returning id', [id])).length > 0;
}
