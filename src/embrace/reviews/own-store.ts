import type { App } from '#platform/app/index.ts';

/** A member, with the hash of the address that he has proven: what he wrote by a link to it is his as well. */
export interface Owner {
  memberId: string;
  buyerHash: string | null;
}

const OWN = '(r.member_id = $1 or (r.member_id is null and r.buyer_hash = $2))';

/** All that reviews keep of a member, by what it is. */
export async function selectBelongings(
  app: App,
  { memberId, buyerHash }: Owner,
): Promise<Record<string, unknown[]>> {
  const of = (sql: string, values: readonly unknown[]) => app.db.query<Record<string, unknown>>(sql, values);
  const own = [memberId, buyerHash];
  return {
    reviews: await of(
      `select r.id, r.product_id as "productId", r.stars, r.title, r.markdown, r.incentive, r.verified_by as "verifiedBy", r.state,
         r.removed_reason as "removedReason", r.written_at as "writtenAt", r.changed_at as "changedAt",
         array(select f.file_id from review_photos f where f.review_id = r.id order by f.position) as photos
        from reviews r where ${OWN} order by r.id`,
      own,
    ),
    versions: await of(
      `select v.review_id as "reviewId", v.version, v.stars, v.title, v.markdown, v.at from review_versions v join reviews r on r.id = v.review_id
        where ${OWN} order by v.review_id, v.version`,
      own,
    ),
    votes: await of(
      `select review_id as "reviewId", is_helpful as "isHelpful", at from review_votes where member_id = $1 order by at`,
      [memberId],
    ),
    orders: await of(
      `select o.number, p.name as product, o.ordered_at as "orderedAt", o.delivered_at as "deliveredAt", o.value::float8 as value, o.incentive
        from review_orders o join review_products p on p.id = o.product_id where o.buyer_hash = $1 order by o.ordered_at, o.id`,
      [buyerHash],
    ),
    requests: await of(
      `select p.name as product, i.state, i.incentive, i.due_at as "dueAt", i.asked_at as "askedAt", i.created_at as "createdAt"
        from review_invitations i join review_products p on p.id = i.product_id where i.buyer_hash = $1 order by i.created_at, i.id`,
      [buyerHash],
    ),
  };
}

export async function selectOwnReviews(app: App, { memberId, buyerHash }: Owner): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select r.id from reviews r where ${OWN} order by r.product_id, r.id`,
    [memberId, buyerHash],
  );
  return rows.map(({ id }) => id);
}

export async function selectVoted(
  app: App,
  memberId: string,
): Promise<{ reviewId: string; isHelpful: boolean }[]> {
  return app.db.query(
    'select review_id as "reviewId", is_helpful as "isHelpful" from review_votes where member_id = $1 order by review_id',
    [memberId],
  );
}

/** Leaves no word of a review: its stars, its disclosure and why it went stay, for nobody may make figures prettier by leaving. */
export async function emptyReviews(app: App, ids: readonly string[]): Promise<void> {
  await app.db.query('delete from review_versions where review_id = any($1)', [ids]);
  await app.db.query(
    `update reviews set title = '', markdown = '', html = '', author_name = '', form_id = null where id = any($1)`,
    [ids],
  );
}

/** Nobody is asked for a review any more, and links say no more whose they were. Before reviews are locked, as writing by a link does. */
export async function forgetRequests(app: App, { memberId, buyerHash }: Owner): Promise<void> {
  await app.db.query(
    `update review_invitations set buyer_hash = null, mail = null, state = case when state = 'planned' then 'dropped' else state end,
       why = case when state = 'planned' then 'The buyer has left.' else why end
      where buyer_hash = $2 or buyer_hash in (select buyer_hash from reviews where member_id = $1)`,
    [memberId, buyerHash],
  );
}

/** Whose it was is told no more. */
export async function disown(app: App, { memberId, buyerHash }: Owner): Promise<void> {
  await app.db.query(
    `update reviews r set buyer_hash = null, writer_id = null, author_name = '', member_id = null where ${OWN}`,
    [memberId, buyerHash],
  );
}
