import type { App } from '#platform/app/index.ts';

/** All that reviews keep of a member, by what it is. */
export async function selectBelongings(app: App, memberId: string): Promise<Record<string, unknown[]>> {
  const of = (sql: string) => app.db.query<Record<string, unknown>>(sql, [memberId]);
  return {
    reviews: await of(
      `select id, product_id as "productId", stars, title, markdown, incentive, verified_by as "verifiedBy", state, removed_reason as "removedReason",
         written_at as "writtenAt", changed_at as "changedAt" from reviews where member_id = $1 order by id`,
    ),
    versions: await of(
      `select v.review_id as "reviewId", v.version, v.stars, v.title, v.markdown, v.at from review_versions v join reviews r on r.id = v.review_id
        where r.member_id = $1 order by v.review_id, v.version`,
    ),
    votes: await of(
      `select review_id as "reviewId", is_helpful as "isHelpful", at from review_votes where member_id = $1 order by at`,
    ),
  };
}

export async function selectOwnReviews(app: App, memberId: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select id from reviews where member_id = $1 order by product_id, id',
    [memberId],
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

/** Whose it was is told no more. */
export async function disown(app: App, memberId: string): Promise<void> {
  await app.db.query(
    'update review_invitations set buyer_hash = null, mail = null where buyer_hash in (select buyer_hash from reviews where member_id = $1)',
    [memberId],
  );
  await app.db.query(
    `update reviews set buyer_hash = null, writer_id = null, author_name = '', member_id = null where member_id = $1`,
    [memberId],
  );
}
