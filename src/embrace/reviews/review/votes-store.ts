import type { App } from '#platform/app/index.ts';

export async function selectVote(app: App, reviewId: string, memberId: string): Promise<boolean | undefined> {
  const [row] = await app.db.query<{ isHelpful: boolean }>(
    'select is_helpful as "isHelpful" from review_votes where review_id = $1 and member_id = $2',
    [reviewId, memberId],
  );
  return row?.isHelpful;
}

export async function selectVotesOf(
  app: App,
  memberId: string,
  reviewIds: readonly string[],
): Promise<Map<string, boolean>> {
  const rows = await app.db.query<{ id: string; isHelpful: boolean }>(
    'select review_id as id, is_helpful as "isHelpful" from review_votes where member_id = $1 and review_id = any($2)',
    [memberId, reviewIds],
  );
  return new Map(rows.map(({ id, isHelpful }) => [id, isHelpful]));
}

/** `undefined` takes the vote back. */
export async function writeVote(
  app: App,
  reviewId: string,
  memberId: string,
  isHelpful: boolean | undefined,
): Promise<void> {
  if (isHelpful === undefined) {
    await app.db.query('delete from review_votes where review_id = $1 and member_id = $2', [
      reviewId,
      memberId,
    ]);
    return;
  }
  await app.db.query(
    `insert into review_votes (review_id, member_id, is_helpful) values ($1, $2, $3)
     on conflict (review_id, member_id) do update set is_helpful = excluded.is_helpful, at = now()`,
    [reviewId, memberId, isHelpful],
  );
}

/** Adds to the counts of a locked review; how sure they are follows. */
export async function countVotes(
  app: App,
  reviewId: string,
  add: { helpful: number; unhelpful: number },
): Promise<void> {
  await app.db.query(
    `update reviews set helpful = helpful + $2, unhelpful = unhelpful + $3, score = review_score(helpful + $2, unhelpful + $3) where id = $1`,
    [reviewId, add.helpful, add.unhelpful],
  );
}

/** Who favoured whom since a time. */
export async function selectFavours(
  app: App,
  since: Date,
): Promise<{ from: string; to: string; n: number }[]> {
  return app.db.query(
    `select v.member_id as "from", r.member_id as "to", count(*)::int as n from review_votes v join reviews r on r.id = v.review_id
      where v.at >= $1 and v.is_helpful and r.member_id is not null group by 1, 2`,
    [since],
  );
}
