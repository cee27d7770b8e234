import type { App } from '#platform/app/index.ts';
import type { RemovalReason, StarCounts, Stars } from '../domain.ts';

export interface ProductRow {
  id: string;
  slug: string;
  name: string;
  text: string;
  externalId: string | null;
  url: string | null;
  pictureFileId: string | null;
  pictureUrl: string | null;
  pictureProblem: string | null;
  isArchived: boolean;
  isSample: boolean;
  /** Reviews with one to five stars. */
  counts: StarCounts;
  createdAt: Date;
  changedAt: Date;
}

const PRODUCT = `p.id, p.slug, p.name, p.text, p.external_id as "externalId", p.url, p.picture_file_id as "pictureFileId", p.picture_url as "pictureUrl",
  p.picture_problem as "pictureProblem", p.is_archived as "isArchived", p.is_sample as "isSample",
  array[p.stars_1, p.stars_2, p.stars_3, p.stars_4, p.stars_5] as counts, p.created_at as "createdAt", p.changed_at as "changedAt"`;

/** What can be said of a product, in the order in which it is written. */
const SAID = [
  'id',
  'slug',
  'name',
  'text',
  'externalId',
  'url',
  'pictureFileId',
  'pictureUrl',
  'isArchived',
] as const;
export type ProductFields = Pick<ProductRow, (typeof SAID)[number] | 'isSample'>;
const saidOf = (row: ProductFields) => SAID.map((field) => row[field]);

export async function insertProduct(app: App, row: ProductFields): Promise<boolean> {
  const rows = await app.db.query(
    `insert into review_products (id, slug, name, text, external_id, url, picture_file_id, picture_url, is_archived, is_sample)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning id`,
    [...saidOf(row), row.isSample],
  );
  return rows.length > 0;
}

/** One table after the other is brought in, until the ambient transaction ends: two in another order would wait for each other. */
export async function lockCatalogue(app: App): Promise<void> {
  await app.db.query(`select pg_advisory_xact_lock(hashtextextended('review-catalogue', 0))`);
}

/** Answers false where another product has the address or the number. */
export async function updateProduct(app: App, row: ProductFields): Promise<boolean> {
  const rows = await app.db.query(
    `update review_products p set slug = $2, name = $3, text = $4, external_id = $5, url = $6, picture_file_id = $7, picture_url = $8,
       picture_problem = null, is_archived = $9, changed_at = now() where id = $1
       and not exists (select from review_products o where o.id <> $1 and (o.slug = $2 or o.external_id = $5)) returning id`,
    saidOf(row),
  );
  return rows.length > 0;
}

export async function selectProducts(app: App, ids: readonly string[]): Promise<ProductRow[]> {
  return app.db.query<ProductRow>(`select ${PRODUCT} from review_products p where p.id = any($1)`, [ids]);
}

export async function selectAllProducts(app: App, limit: number): Promise<ProductRow[]> {
  return app.db.query<ProductRow>(
    `select ${PRODUCT} from review_products p order by p.is_archived, lower(p.name), p.id limit $1`,
    [limit],
  );
}

export async function isAnyProduct(app: App): Promise<boolean> {
  return (await app.db.query('select 1 from review_products limit 1')).length > 0;
}

/** By its address, its number in the shop, or its id. */
export async function selectNamed(app: App, names: readonly string[]): Promise<ProductRow[]> {
  return app.db.query<ProductRow>(
    `select ${PRODUCT} from review_products p where p.slug = any($1) or p.external_id = any($1) or p.id = any($1)`,
    [names],
  );
}

/** Nobody else changes its counts until the ambient transaction ends; its key may be checked meanwhile, as hearing its reviews does. */
export async function lockProduct(app: App, id: string): Promise<ProductRow | undefined> {
  const [row] = await app.db.query<ProductRow>(
    `select ${PRODUCT} from review_products p where p.id = $1 for no key update`,
    [id],
  );
  return row;
}

/** Moves a review from one number of stars to another; null: not shown. The product is locked. */
export async function countStars(
  app: App,
  productId: string,
  { from, to }: { from: Stars | null; to: Stars | null },
): Promise<void> {
  if (from === to) return;
  const parts = [
    ...(from === null ? [] : [`stars_${from} = stars_${from} - 1`]),
    ...(to === null ? [] : [`stars_${to} = stars_${to} + 1`]),
  ];
  await app.db.query(`update review_products set ${parts.join(', ')}, changed_at = now() where id = $1`, [
    productId,
  ]);
}

export interface HiddenRow {
  productId: string;
  /** Null: it waits for a colleague. */
  reason: RemovalReason | null;
  count: number;
}

/** What is not shown of products, by reason. */
export async function selectHidden(app: App, productIds: readonly string[]): Promise<HiddenRow[]> {
  return app.db.query<HiddenRow>(
    `select product_id as "productId", removed_reason as reason, count(*)::int as count from reviews
      where product_id = any($1) and state <> 'shown' group by product_id, removed_reason order by 3 desc, 2`,
    [productIds],
  );
}

/** The next picture that is to be fetched. */
export async function nextPicture(app: App): Promise<{ id: string; url: string } | undefined> {
  const [row] = await app.db.query<{ id: string; url: string }>(
    `select id, picture_url as url from review_products where picture_url is not null and picture_problem is null order by changed_at, id limit 1`,
  );
  return row;
}

/** What became of fetching a picture; false where this one is not wished any more, or another process was faster. */
export async function writePicture(
  app: App,
  { id, url }: { id: string; url: string },
  { fileId, problem }: { fileId: string | null; problem: string | null },
): Promise<boolean> {
  const rows = await app.db.query(
    `update review_products set picture_file_id = coalesce($3, picture_file_id), picture_url = case when $4::text is null then null else picture_url end,
       picture_problem = $4, changed_at = now() where id = $1 and picture_url = $2 and picture_problem is null returning 1`,
    [id, url, fileId, problem],
  );
  return rows.length > 0;
}

export async function isPicture(app: App, fileId: string): Promise<boolean> {
  const rows = await app.db.query('select 1 from review_products where picture_file_id = $1 limit 1', [
    fileId,
  ]);
  return rows.length > 0;
}

/** The sample's products with all that was said of them. Answers how many products, and the ids of the reviews. */
export async function deleteSample(app: App): Promise<{ products: number; reviews: string[] }> {
  await app.db.query(
    'delete from review_invitations i using review_products p where p.id = i.product_id and p.is_sample',
  );
  await app.db.query(
    'delete from review_orders o using review_products p where p.id = o.product_id and p.is_sample',
  );
  const gone = await app.db.query<{ id: string }>(
    'delete from reviews r using review_products p where p.id = r.product_id and p.is_sample returning r.id',
  );
  const products = await app.db.query('delete from review_products where is_sample returning 1');
  return { products: products.length, reviews: gone.map(({ id }) => id) };
}
