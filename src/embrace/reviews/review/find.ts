import type { App } from '#platform/app/index.ts';
import { decodeRank, encodeCursor } from '#platform/http/index.ts';
import type { ReviewState, Sort } from '../domain.ts';
import { selectList } from './list-store.ts';
import { type ReviewRow, selectReviews } from './store.ts';

const LENGTH = 20;

export interface ListWish {
  productId?: string | undefined;
  states?: readonly ReviewState[];
  sort: Sort;
  stars?: number | undefined;
  isVerified?: boolean | undefined;
  hasPhotos?: boolean | undefined;
  isUnanswered?: boolean;
  cursor?: string | undefined;
  limit?: number;
}

export interface ReviewList {
  rows: ReviewRow[];
  /** Where the next page begins. */
  next: string | undefined;
}

/** Reviews that everybody reads, unless other states are asked for. Throws `http.cursor_invalid`. */
export async function listReviews(app: App, wish: ListWish): Promise<ReviewList> {
  const { cursor, limit = LENGTH, states = ['shown'], ...asked } = wish;
  const after = cursor === undefined ? undefined : decodeRank(cursor);
  const found = await selectList(app, { ...asked, states, after, limit: limit + 1 });
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows,
    next: found.length > limit && last ? encodeCursor([String(last.rank), last.id]) : undefined,
  };
}

/** One that everybody reads; who wrote it sees it also while it waits. */
export async function findReview(
  app: App,
  id: string,
  memberId: string | null = null,
): Promise<ReviewRow | undefined> {
  const [row] = await selectReviews(app, [id]);
  if (!row) return undefined;
  return row.state === 'shown' || (memberId !== null && row.memberId === memberId) ? row : undefined;
}
