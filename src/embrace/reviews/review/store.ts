import type { App } from '#platform/app/index.ts';
import type { Incentive, RemovalReason, ReviewState, Stars } from '../domain.ts';

export interface ReviewRow {
  id: string;
  productId: string;
  writerId: string | null;
  memberId: string | null;
  buyerHash: string | null;
  authorName: string;
  stars: Stars;
  title: string;
  markdown: string;
  html: string;
  language: string | null;
  verifiedBy: 'order' | 'link' | null;
  incentive: Incentive;
  state: ReviewState;
  removedReason: RemovalReason | null;
  removedNote: string;
  removedAt: Date | null;
  removedBy: string | null;
  helpful: number;
  unhelpful: number;
  score: number;
  photos: number;
  version: number;
  writtenAt: Date;
  changedAt: Date;
  caseId: string | null;
  /** Of the form that it was last written with. */
  formId: string | null;
  /** When everybody could read it first. */
  shownAt: Date | null;
  /** Withdrawn while it waited for a look. */
  isAwaited: boolean;
}

/** Columns of a review `r`. */
export const REVIEW = `r.id, r.product_id as "productId", r.writer_id as "writerId", r.member_id as "memberId", r.buyer_hash as "buyerHash",
  r.author_name as "authorName", r.stars, r.title, r.markdown, r.html, r.language, r.verified_by as "verifiedBy", r.incentive, r.state,
  r.removed_reason as "removedReason", r.removed_note as "removedNote", r.removed_at as "removedAt", r.removed_by as "removedBy", r.helpful, r.unhelpful,
  r.score, r.photos, r.version, r.written_at as "writtenAt", r.changed_at as "changedAt", r.case_id as "caseId",
  r.form_id as "formId", r.shown_at as "shownAt", r.is_awaited as "isAwaited"`;

export type NewReview = Pick<
  ReviewRow,
  | 'id'
  | 'productId'
  | 'writerId'
  | 'memberId'
  | 'buyerHash'
  | 'authorName'
  | 'stars'
  | 'title'
  | 'markdown'
  | 'html'
  | 'language'
  | 'verifiedBy'
  | 'incentive'
> & { state: 'shown' | 'held'; formId: string | null; at: Date | null };

export async function insertReview(app: App, row: NewReview): Promise<void> {
  await app.db.query(
    `insert into reviews (id, product_id, writer_id, member_id, buyer_hash, author_name, stars, title, markdown, html, language, is_verified,
       verified_by, incentive, state, form_id, written_at, changed_at, shown_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::text is not null, $12, $13, $14, $15, coalesce($16, now()), coalesce($16, now()),
       case when $14 = 'shown' then now() end)`,
    [
      row.id,
      row.productId,
      row.writerId,
      row.memberId,
      row.buyerHash,
      row.authorName,
      row.stars,
      row.title,
      row.markdown,
      row.html,
      row.language,
      row.verifiedBy,
      row.incentive,
      row.state,
      row.formId,
      row.at,
    ],
  );
}

export async function selectReviews(app: App, ids: readonly string[]): Promise<ReviewRow[]> {
  return app.db.query<ReviewRow>(`select ${REVIEW} from reviews r where r.id = any($1)`, [ids]);
}

export async function lockReview(app: App, id: string): Promise<ReviewRow | undefined> {
  const [row] = await app.db.query<ReviewRow>(
    `select ${REVIEW} from reviews r where r.id = $1 for no key update`,
    [id],
  );
  return row;
}

/** What somebody said of a product: by his membership, else by his proven address. */
export async function selectOwn(
  app: App,
  asked: { productId: string; writerId: string; memberId: string | null; buyerHash: string | null },
): Promise<ReviewRow | undefined> {
  const [row] = await app.db.query<ReviewRow>(
    `select ${REVIEW} from reviews r where r.product_id = $1 and (r.writer_id = $2 or r.member_id = $3 or r.buyer_hash = $4)
      order by (r.member_id = $3) desc nulls last, (r.writer_id = $2) desc nulls last limit 1 for no key update`,
    [asked.productId, asked.writerId, asked.memberId, asked.buyerHash],
  );
  return row;
}

/** Everything that its author changes, as a new version. */
export async function updateReview(app: App, row: ReviewRow): Promise<void> {
  await app.db.query(
    `update reviews set writer_id = $2, member_id = $3, author_name = $5,
       buyer_hash = case when exists (select from reviews o where o.product_id = reviews.product_id and o.buyer_hash = $4 and o.id <> $1)
         then buyer_hash else $4 end, stars = $6, title = $7, markdown = $8, html = $9,
       is_verified = $10::text is not null, verified_by = $10, incentive = $11, state = $12, removed_reason = $13, removed_note = $14, removed_at = $15,
       removed_by = $16, form_id = $17, is_awaited = false, shown_at = case when $12 = 'shown' then coalesce(shown_at, now()) else shown_at end, version = version + 1, changed_at = now() where id = $1`,
    [
      row.id,
      row.writerId,
      row.memberId,
      row.buyerHash,
      row.authorName,
      row.stars,
      row.title,
      row.markdown,
      row.html,
      row.verifiedBy,
      row.incentive,
      row.state,
      row.removedReason,
      row.removedNote,
      row.removedAt,
      row.removedBy,
      row.formId,
    ],
  );
}

/** Whether and why it is shown; the words stay as they are. */
export async function updateState(
  app: App,
  id: string,
  state: { state: ReviewState; reason: RemovalReason | null; note: string; by: string | null },
): Promise<void> {
  await app.db.query(
    `update reviews set state = $2, removed_reason = $3, removed_note = $4, removed_by = $5,
       removed_at = case when $2 = 'removed' then now() end, is_awaited = (state = 'held' and $3 is not distinct from 'withdrawn'),
       shown_at = case when $2 = 'shown' then coalesce(shown_at, now()) else shown_at end, version = version + 1, changed_at = now() where id = $1`,
    [id, state.state, state.reason, state.note, state.by],
  );
}

/** A colleague has looked at what its author took away. */
export async function endWaiting(app: App, id: string): Promise<void> {
  await app.db.query('update reviews set is_awaited = false where id = $1', [id]);
}
