import type { App } from '#platform/app/index.ts';
import type { Incentive, InvitationState } from '../domain.ts';

export async function selectKnown(
  app: App,
  productId: string,
  buyerHash: string,
): Promise<{ hasBought: boolean; incentive: Incentive }> {
  const [row] = await app.db.query<{ hasBought: boolean; incentive: Incentive }>(
    `select exists (select from review_orders where product_id = $1 and buyer_hash = $2) as "hasBought",
       coalesce((select incentive from review_orders where product_id = $1 and buyer_hash = $2 and incentive <> 'none' order by ordered_at limit 1),
         (select incentive from review_invitations where product_id = $1 and buyer_hash = $2 and incentive <> 'none' order by created_at limit 1),
         'none') as incentive`,
    [productId, buyerHash],
  );
  return row!;
}

export interface OrderRow {
  id: string;
  productId: string;
  number: string;
  buyerHash: string;
  orderedAt: Date;
  deliveredAt: Date | null;
  value: number | null;
  incentive: Incentive;
}

/** Whether the order was new, told more than was known, or nothing new; with the id under which it stands. */
export async function upsertOrder(
  app: App,
  row: OrderRow,
): Promise<{ id: string; what: 'fresh' | 'changed' | 'same' }> {
  const values = [
    row.id,
    row.productId,
    row.number,
    row.buyerHash,
    row.orderedAt,
    row.deliveredAt,
    row.value,
    row.incentive,
  ];
  const [made] = await app.db.query<{ id: string; isFresh: boolean }>(
    `insert into review_orders as o (id, product_id, number, buyer_hash, ordered_at, delivered_at, value, incentive) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (number, product_id) do update set buyer_hash = excluded.buyer_hash, delivered_at = coalesce(excluded.delivered_at, o.delivered_at),
       value = coalesce(excluded.value, o.value), incentive = case when o.incentive = 'none' then excluded.incentive else o.incentive end
      where o.buyer_hash <> excluded.buyer_hash or excluded.delivered_at is distinct from coalesce(o.delivered_at, excluded.delivered_at)
        or (o.delivered_at is null and excluded.delivered_at is not null) or (excluded.value is not null and excluded.value is distinct from o.value)
        or (o.incentive = 'none' and excluded.incentive <> 'none')
     returning id, (xmax = 0) as "isFresh"`,
    values,
  );
  if (made) return { id: made.id, what: made.isFresh ? 'fresh' : 'changed' };
  const [known] = await app.db.query<{ id: string }>(
    'select id from review_orders where number = $1 and product_id = $2',
    [row.number, row.productId],
  );
  return { id: known!.id, what: 'same' };
}

/** Reviews of somebody who bought the product are a buyer's from now on. */
export async function verifyBuyers(app: App, orderIds: readonly string[]): Promise<string[]> {
  const rows = await app.db.query<{ productId: string }>(
    `update reviews r set is_verified = true, verified_by = 'order', incentive = case when r.incentive = 'none' then o.incentive else r.incentive end,
       changed_at = now()
      from review_orders o where o.id = any($1) and o.product_id = r.product_id and o.buyer_hash = r.buyer_hash
       and (r.verified_by is null or (r.incentive = 'none' and o.incentive <> 'none')) returning r.product_id as "productId"`,
    [orderIds],
  );
  return [...new Set(rows.map(({ productId }) => productId))];
}

export interface InvitationRow {
  id: string;
  productId: string;
  orderId: string | null;
  buyerHash: string | null;
  mail: string | null;
  language: string;
  incentive: Incentive;
  state: InvitationState;
  why: string | null;
  dueAt: Date | null;
  askedAt: Date | null;
  outId: string | null;
  messageId: string | null;
  handedAt: Date | null;
  reviewId: string | null;
  byName: string;
  createdAt: Date;
}

const INVITATION = `i.id, i.product_id as "productId", i.order_id as "orderId", i.buyer_hash as "buyerHash", i.mail, i.language, i.incentive, i.state, i.why,
  i.due_at as "dueAt", i.asked_at as "askedAt", i.out_id as "outId", i.message_id as "messageId", i.handed_at as "handedAt", i.review_id as "reviewId",
  i.by_name as "byName", i.created_at as "createdAt"`;

/** An order that is corrected before its buyer was asked moves what is planned. */
export async function insertInvitation(
  app: App,
  row: Pick<
    InvitationRow,
    | 'id'
    | 'productId'
    | 'orderId'
    | 'buyerHash'
    | 'mail'
    | 'language'
    | 'incentive'
    | 'state'
    | 'dueAt'
    | 'byName'
  >,
): Promise<void> {
  await app.db.query(
    `insert into review_invitations (id, product_id, order_id, buyer_hash, mail, language, incentive, state, due_at, by_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (order_id) do update set buyer_hash = excluded.buyer_hash, mail = excluded.mail, due_at = excluded.due_at, language = excluded.language
       where review_invitations.state = 'planned'`,
    [
      row.id,
      row.productId,
      row.orderId,
      row.buyerHash,
      row.mail,
      row.language,
      row.incentive,
      row.state,
      row.dueAt,
      row.byName,
    ],
  );
}

export async function selectInvitation(
  app: App,
  by: { id: string } | { outId: string },
): Promise<InvitationRow | undefined> {
  const [row] = await app.db.query<InvitationRow>(
    `select ${INVITATION} from review_invitations i where ${'id' in by ? 'i.id' : 'i.out_id'} = $1`,
    ['id' in by ? by.id : by.outId],
  );
  return row;
}

export async function lockInvitation(app: App, id: string): Promise<InvitationRow | undefined> {
  const [row] = await app.db.query<InvitationRow>(
    `select ${INVITATION} from review_invitations i where i.id = $1 for update`,
    [id],
  );
  return row;
}

export async function writeUsed(app: App, id: string, reviewId: string): Promise<void> {
  await app.db.query('update review_invitations set review_id = $2 where id = $1', [id, reviewId]);
}

export async function selectInvitations(
  app: App,
  asked: { before: string; limit: number },
): Promise<InvitationRow[]> {
  return app.db.query<InvitationRow>(
    `select ${INVITATION} from review_invitations i where $1 = '' or i.id < $1 order by i.id desc limit $2`,
    [asked.before, asked.limit],
  );
}
