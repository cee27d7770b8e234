import type { Actor, App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { cellOf, tableOf } from '../buyers/orders-table.ts';
import { reviewErrors } from '../errors.ts';
import { type ImportView, type ProductInput, productInput } from '../schema.ts';
import { addProduct, changeProduct, slugFor } from './products.ts';
import { lockCatalogue, type ProductRow, selectNamed } from './store.ts';

const COLUMNS = {
  externalId: ['externalid', 'sku', 'id', 'article', 'number', 'artikelnummer'],
  name: ['name', 'title', 'product', 'produkt'],
  slug: ['slug', 'handle'],
  text: ['text', 'description', 'beschreibung'],
  url: ['url', 'link', 'address', 'adresse'],
  picture: ['picture', 'image', 'imagelink', 'imageurl', 'pictureurl', 'bild'],
} as const;
const MOST_ROWS = 5000;
const MOST_TOLD = 100;

class Tried extends Error {}

/** Brings products in from a table; those that are known by their number or address are changed. `isDryRun` changes nothing. Throws `review.import_wrong`. */
export async function importProducts(
  app: App,
  actor: Actor,
  { text, isDryRun }: { text: string; isDryRun: boolean },
): Promise<ImportView> {
  const rows = tableOf(text);
  if (!COLUMNS.name.some((name) => name in (rows[0]?.cells ?? {})))
    throw reviewErrors('review.import_wrong', { reason: 'It has no column “name”.' });
  if (rows.length > MOST_ROWS)
    throw reviewErrors('review.import_wrong', { reason: `It has more than ${MOST_ROWS} rows.` });
  const view: ImportView = { fresh: 0, changed: 0, same: 0, problems: [], isDryRun };
  await app.db
    .transaction(async () => {
      await lockCatalogue(app);
      for (const { line, cells } of rows) {
        const what = await takeRow(app, actor, cells);
        if (what === 'fresh' || what === 'changed' || what === 'same') view[what]++;
        else view.problems.push({ line, reason: what });
      }
      if (isDryRun) throw new Tried();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Tried)) throw error;
    });
  view.problems = view.problems.slice(0, MOST_TOLD);
  return view;
}

/** `fresh`, `changed`, `same`, or why not. */
async function takeRow(app: App, actor: Actor, cells: Record<string, string>): Promise<string> {
  const read = (field: keyof typeof COLUMNS) => cellOf(cells, COLUMNS[field]);
  const given = productInput.safeParse({
    name: read('name'),
    slug: read('slug'),
    text: read('text'),
    externalId: read('externalId') || null,
    url: read('url') || null,
    pictureUrl: read('picture') || null,
  });
  if (!given.success) {
    const [problem] = given.error.issues;
    return `${problem?.path.join('.') ?? 'It'}: ${problem?.message ?? 'cannot be read'}`;
  }
  const known = await knownAs(app, given.data);
  try {
    if (!known) await addProduct(app, actor, given.data);
    else {
      const next = kept(known, given.data);
      if (next === undefined) return 'same';
      await changeProduct(app, actor, known.id, next);
    }
    return known ? 'changed' : 'fresh';
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

/** By its number first, then by its address: what is a number in one shop may be an address in another. */
async function knownAs(app: App, { externalId, slug, name }: ProductInput): Promise<ProductRow | undefined> {
  const address = slug === '' ? undefined : slugFor({ slug, name });
  const rows = await selectNamed(
    app,
    [externalId, address].filter((one) => typeof one === 'string'),
  );
  return (
    rows.find((row) => externalId !== null && row.externalId === externalId) ??
    rows.find((row) => row.slug === address)
  );
}

/** What the table does not tell stays; undefined where it tells nothing new. */
function kept(known: ProductRow, given: ProductInput) {
  const next = {
    name: given.name,
    slug: given.slug === '' ? known.slug : slugFor(given),
    text: given.text || known.text,
    externalId: given.externalId ?? known.externalId,
    url: given.url ?? known.url,
    pictureFileId: known.pictureFileId,
    // A picture that is here is not fetched again.
    pictureUrl: known.pictureFileId === null ? (given.pictureUrl ?? known.pictureUrl) : null,
    isArchived: known.isArchived,
  };
  const isSame =
    next.name === known.name &&
    next.slug === known.slug &&
    next.text === known.text &&
    next.externalId === known.externalId &&
    next.url === known.url &&
    (next.pictureUrl === null || next.pictureUrl === known.pictureUrl);
  return isSame ? undefined : next;
}
