import type { App } from '#platform/app/index.ts';

/** What somebody has proven: an address, or who he is at a provider. */
export interface Proof {
  mail?: string | undefined;
  isMailVerified?: boolean | undefined;
  /** `hand-over`, or the id of a provider. */
  provider?: string | undefined;
  subject?: string | undefined;
  name?: string | undefined;
  handle?: string | undefined;
  /** Hash of the browser that may use it; any, where it is missing. */
  browser?: string | undefined;
  /** Sealed: who he is at an identity provider while he is signed in there. */
  there?: string | undefined;
}

export interface Ticket {
  kind: 'arrival' | 'mail';
  memberId: string | null;
  proof: Proof;
  back: string;
}

export async function insertTicket(app: App, hash: string, ticket: Ticket, minutes: number): Promise<void> {
  await app.db.query(
    `insert into member_tickets (hash, kind, member_id, proof, back, expires_at)
     values ($1, $2, $3, $4, $5, now() + make_interval(mins => $6))`,
    [hash, ticket.kind, ticket.memberId, JSON.stringify(ticket.proof), ticket.back, minutes],
  );
}

const TICKET = 'kind, member_id as "memberId", proof, back';

export async function findTicket(app: App, hash: string): Promise<Ticket | undefined> {
  const [row] = await app.db.query<Ticket>(
    `select ${TICKET} from member_tickets where hash = $1 and expires_at > now()`,
    [hash],
  );
  return row;
}

/** Uses a ticket up: only one caller gets it. */
export async function takeTicket(app: App, hash: string): Promise<Ticket | undefined> {
  const [row] = await app.db.query<Ticket>(
    `delete from member_tickets where hash = $1 and expires_at > now() returning ${TICKET}`,
    [hash],
  );
  return row;
}

/** Removes tickets and sessions whose time is over; none of them counted any more. */
export async function deleteOver(app: App): Promise<void> {
  await app.db.query('delete from member_tickets where expires_at <= now()');
  await app.db.query('delete from member_sessions where expires_at <= now()');
  await app.db.query('delete from member_attempts where expires_at <= now()');
  await app.db.query('delete from member_handle_codes where expires_at <= now()');
}
