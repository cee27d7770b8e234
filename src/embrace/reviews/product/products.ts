import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { releaseFiles, useFiles } from '#platform/files/index.ts';
import { newId } from '#platform/ids/index.ts';
import { slugOf } from '#lib/slugs/index.ts';
import { RESERVED } from '../domain.ts';
import { reviewErrors } from '../errors.ts';
import type { ProductInput } from '../schema.ts';
import { productsChanged } from './listed.ts';
import { picturesSoon } from './pictures.ts';
import {
  insertProduct,
  lockProduct,
  type ProductRow,
  selectAllProducts,
  selectNamed,
  selectProducts,
  updateProduct,
} from './store.ts';

export type { ProductRow } from './store.ts';
const MOST = 5000;

/** Products by name; those that are not sold any more last. */
export const listProducts = (app: App): Promise<ProductRow[]> => selectAllProducts(app, MOST);

/** By its address, its number in the shop, or its id; the address goes first. */
export async function findProduct(app: App, name: string): Promise<ProductRow | undefined> {
  const rows = await selectNamed(app, [name]);
  return rows.find(({ slug }) => slug === name) ?? rows[0];
}

export async function readProducts(app: App, ids: readonly string[]): Promise<Map<string, ProductRow>> {
  if (ids.length === 0) return new Map();
  return new Map((await selectProducts(app, [...new Set(ids)])).map((row) => [row.id, row]));
}

/** The address that a product gets: of what is wished, else of its name. */
export function slugFor({ slug, name }: Pick<ProductInput, 'slug' | 'name'>): string {
  const made = slugOf(slug === '' ? name : slug, 'product');
  return RESERVED.has(made) || made.includes('.') ? `${made}-product` : made;
}

/** Adds a product. Throws `review.product_taken`, `file.not_found`. */
export async function addProduct(
  app: App,
  actor: Actor,
  input: ProductInput,
  { isSample = false }: { isSample?: boolean } = {},
): Promise<ProductRow> {
  const id = newId('prd');
  return app.db.transaction(async () => {
    const row = { ...input, id, slug: slugFor(input), isSample };
    if (!(await insertProduct(app, row))) throw reviewErrors('review.product_taken');
    return saved(app, actor, row, 'review_product.added');
  });
}

/** Changes a product. Throws `review.no_product`, `review.product_taken`, `file.not_found`. */
export async function changeProduct(
  app: App,
  actor: Actor,
  id: string,
  input: ProductInput,
): Promise<ProductRow> {
  return app.db.transaction(async () => {
    const before = await lockProduct(app, id);
    if (!before) throw reviewErrors('review.no_product', { id });
    const row = { ...input, id, slug: slugFor(input), isSample: before.isSample };
    // A picture stays until there is another one.
    if (row.pictureFileId === null && row.pictureUrl !== null) row.pictureFileId = before.pictureFileId;
    const isSaved = await updateProduct(app, row).catch((error: unknown) => {
      if ((error as { code?: string }).code === '23505') return false;
      throw error;
    });
    if (!isSaved) throw reviewErrors('review.product_taken');
    return saved(app, actor, row, 'review_product.changed');
  });
}

async function saved(
  app: App,
  actor: Actor,
  row: Pick<ProductRow, 'id' | 'name' | 'slug' | 'pictureFileId' | 'pictureUrl' | 'isArchived'>,
  action: string,
): Promise<ProductRow> {
  const owner = `review_product:${row.id}`;
  await releaseFiles(app, [owner]);
  if (row.pictureFileId !== null) await useFiles(app, [row.pictureFileId], owner);
  if (row.pictureUrl !== null) await picturesSoon(app);
  const { name, slug, isArchived } = row;
  await audit(app, actor, { action, subject: row.id, detail: { name, slug, isArchived } });
  await productsChanged(app, row.id);
  return (await selectProducts(app, [row.id]))[0]!;
}
