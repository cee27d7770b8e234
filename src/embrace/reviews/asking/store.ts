import type { App } from '#platform/app/index.ts';
import type { InvitationState } from '../domain.ts';
import { type InvitationRow, selectInvitation } from '../buyers/store.ts';

/** The next whose time has come, locked; what another process has is passed over. */
export async function takeDue(app: App): Promise<InvitationRow | undefined> {
  const [row] = await app.db.query<{ id: string }>(
    `select id from review_invitations where state = 'planned' and due_at <= now() order by due_at, id limit 1 for update skip locked`,
  );
  return row && selectInvitation(app, row);
}

/** One after the other asks this buyer, until the transaction ends. */
export async function lockBuyer(app: App, buyerHash: string): Promise<void> {
  await app.db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`review-buyer:${buyerHash}`]);
}

export async function isRefused(app: App, buyerHash: string): Promise<boolean> {
  const rows = await app.db.query('select 1 from review_refusals where buyer_hash = $1', [buyerHash]);
  return rows.length > 0;
}

export async function insertRefusal(app: App, buyerHash: string): Promise<boolean> {
  const rows = await app.db.query(
    'insert into review_refusals (buyer_hash) values ($1) on conflict do nothing returning buyer_hash',
    [buyerHash],
  );
  return rows.length > 0;
}

export async function hasReviewed(app: App, productId: string, buyerHash: string): Promise<boolean> {
  const rows = await app.db.query('select 1 from reviews where product_id = $1 and buyer_hash = $2 limit 1', [
    productId,
    buyerHash,
  ]);
  return rows.length > 0;
}

export async function isAskedLately(
  app: App,
  asked: { id: string; buyerHash: string; days: number },
): Promise<boolean> {
  const rows = await app.db.query(
    `select 1 from review_invitations where buyer_hash = $1 and id <> $2 and state in ('queued', 'sent')
       and asked_at > now() - make_interval(days => $3) limit 1`,
    [asked.buyerHash, asked.id, asked.days],
  );
  return rows.length > 0;
}

/** Once it is over, the address goes. */
export async function writeState(
  app: App,
  id: string,
  to: { state: InvitationState; why: string | null; outId?: string; keepsMail?: boolean },
): Promise<void> {
  await app.db.query(
    `update review_invitations set state = $2, why = $3, out_id = coalesce($4, out_id), asked_at = case when $2 = 'queued' then now() else asked_at end,
       mail = case when $2 in ('planned', 'queued') or $5 then mail end where id = $1`,
    [id, to.state, to.why, to.outId ?? null, to.keepsMail ?? false],
  );
}

export async function writeHanded(app: App, id: string, messageId: string | null): Promise<void> {
  await app.db.query(
    'update review_invitations set message_id = coalesce($2, message_id), handed_at = case when $2::text is null then null else now() end where id = $1',
    [id, messageId],
  );
}

/** Addresses of mails that never left and never will. */
export async function forgetMails(app: App, days: number): Promise<void> {
  await app.db.query(
    `update review_invitations set mail = null where mail is not null and state not in ('planned', 'queued') and created_at < now() - make_interval(days => $1)`,
    [days],
  );
}
