import type { App } from '#platform/app/index.ts';
import type { ReviewState, Sort } from '../domain.ts';
import { REVIEW, type ReviewRow } from './store.ts';

export interface ReviewsAsked {
  productId?: string | undefined;
  states: readonly ReviewState[];
  sort: Sort;
  stars?: number | undefined;
  isVerified?: boolean | undefined;
  hasPhotos?: boolean | undefined;
  /** Without an answer of the company. */
  isUnanswered?: boolean;
  after?: { rank: number; id: string } | undefined;
  limit: number;
}

// Each is, to the letter, what an index has.
const NEWEST = `extract(epoch from r.written_at at time zone 'UTC')::float8`;
const RANKS: Record<Sort, string> = {
  helpful: 'r.score',
  newest: NEWEST,
  highest: `r.stars * 1e10 + ${NEWEST}`,
  lowest: `(5 - r.stars) * 1e10 + ${NEWEST}`,
};

/** Reviews in an order, by key. */
export async function selectList(app: App, asked: ReviewsAsked): Promise<(ReviewRow & { rank: number })[]> {
  return app.db.query(
    `select * from (select ${REVIEW}, ${RANKS[asked.sort]} as rank from reviews r
       where ($1::text is null or r.product_id = $1) and r.state = any($2) and ($3::int is null or r.stars = $3)
         and ($4::boolean is null or r.is_verified = $4) and ($5::boolean is null or (r.photos > 0) = $5)
         and (not $6 or not exists (select from review_replies a where a.review_id = r.id))) r
      where ($7::float8 is null or (r.rank, r.id) < ($7, $8)) order by r.rank desc, r.id desc limit $9`,
    [
      asked.productId ?? null,
      asked.states,
      asked.stars ?? null,
      asked.isVerified ?? null,
      asked.hasPhotos ?? null,
      asked.isUnanswered ?? false,
      asked.after?.rank ?? null,
      asked.after?.id ?? '',
      asked.limit,
    ],
  );
}

/** The newest of all products, in whatever state: what moderation looks at again. */
export async function selectRecent(app: App, since: Date, limit: number): Promise<ReviewRow[]> {
  return app.db.query<ReviewRow>(
    `select ${REVIEW} from reviews r where r.written_at >= $1 order by r.written_at desc, r.id desc limit $2`,
    [since, limit],
  );
}
