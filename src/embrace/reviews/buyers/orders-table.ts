import type { Actor, App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { readTable, type TableRow } from '#lib/csv/index.ts';
import { type Incentive, INCENTIVES, isHash } from '../domain.ts';
import { reviewErrors } from '../errors.ts';
import type { ImportView } from '../schema.ts';
import { type GivenOrder, takeOrders } from './orders.ts';

const COLUMNS = {
  number: ['order', 'ordernumber', 'orderid', 'number', 'id', 'bestellnummer'],
  product: ['product', 'productid', 'sku', 'article', 'slug', 'produkt', 'artikel'],
  mail: ['mail', 'email', 'emailaddress', 'customeremail', 'mailhash', 'emailhash', 'emailsha256'],
  orderedAt: ['date', 'orderedat', 'ordered', 'orderdate', 'createdat', 'datum'],
  deliveredAt: ['delivered', 'deliveredat', 'deliverydate', 'lieferdatum'],
  value: ['value', 'amount', 'total', 'price', 'wert', 'betrag'],
  incentive: ['incentive'],
  language: ['language', 'lang', 'sprache'],
} as const;

/** All in one transaction, which others wait for. */
const MOST_ROWS = 20_000;

/** A table, or why it is none. Throws `review.import_wrong`. */
export function tableOf(text: string): TableRow[] {
  try {
    return readTable(text);
  } catch (error) {
    throw reviewErrors('review.import_wrong', { reason: `${messageOf(error).replace(/[.!]*$/, '')}.` });
  }
}

/** The first of several columns that says something. */
export const cellOf = (cells: TableRow['cells'], names: readonly string[]): string =>
  names.map((name) => (cells[name] ?? '').trim()).find((value) => value !== '') ?? '';

/** Brings orders in from a table. `isDryRun` changes nothing. Throws `review.import_wrong`. */
export async function importOrders(
  app: App,
  actor: Actor,
  { text, isDryRun }: { text: string; isDryRun: boolean },
): Promise<ImportView> {
  const rows = tableOf(text);
  if (rows.length > MOST_ROWS)
    throw reviewErrors('review.import_wrong', {
      reason: `It has more than ${MOST_ROWS} rows; bring it in in parts.`,
    });
  const columns = Object.keys(rows[0]?.cells ?? {});
  for (const field of ['number', 'product', 'mail', 'orderedAt'] as const)
    if (!COLUMNS[field].some((name) => columns.includes(name)))
      throw reviewErrors('review.import_wrong', { reason: `It has no column “${COLUMNS[field][0]}”.` });
  const orders: (GivenOrder & { line: number })[] = [];
  const problems: ImportView['problems'] = [];
  for (const { line, cells } of rows) {
    const read = readOrder(cells);
    if (typeof read === 'string') problems.push({ line, reason: read });
    else orders.push({ ...read, line });
  }
  return takeOrders(app, actor, orders, { isDryRun, problems });
}

/** What a row says, or why it cannot be read. */
export function readOrder(cells: TableRow['cells']): GivenOrder | string {
  const read = (field: keyof typeof COLUMNS) => cellOf(cells, COLUMNS[field]);
  const [number, product, mail] = [read('number'), read('product'), read('mail')];
  if (number === '' || number.length > 120) return 'It has no number of an order.';
  if (product === '' || product.length > 120) return 'It names no product.';
  const isHashed = isHash(mail.toLowerCase());
  if (!isHashed && !/^[^\s@]{1,64}@[^\s@]{1,180}\.[^\s@.]{2,}$/.test(mail))
    return `“${mail.slice(0, 60)}” is no mail address and no SHA-256 of one.`;
  const orderedAt = dayIn(read('orderedAt'));
  if (orderedAt === undefined) return `“${read('orderedAt').slice(0, 40)}” is no date.`;
  const delivered = read('deliveredAt');
  const deliveredAt = dayIn(delivered);
  if (delivered !== '' && deliveredAt === undefined) return `“${delivered.slice(0, 40)}” is no date.`;
  const value = read('value') === '' ? undefined : Number(read('value').replace(',', '.'));
  if (value !== undefined && (!/^\d+(?:[.,]\d+)?$/.test(read('value')) || value >= 100_000_000))
    return `“${read('value').slice(0, 40)}” is no value.`;
  const incentive = (read('incentive') || 'none').toLowerCase() as Incentive;
  if (!INCENTIVES.includes(incentive)) return `Nobody knows the incentive “${incentive.slice(0, 40)}”.`;
  const language = read('language').toLowerCase().startsWith('de') ? 'de' : 'en';
  const who = isHashed ? { mailHash: mail.toLowerCase() } : { mail };
  return { number, product, ...who, orderedAt, deliveredAt, value, incentive, language };
}

/** `2026-11-23`, with a time or without, `23.11.2026`; undefined for what is no day. */
export function dayIn(text: string): Date | undefined {
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const [, day = '', month = '', year = ''] = german ?? [];
  const given = german ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
  if (!/^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(given))
    return undefined;
  const withTime = given.length === 10 ? `${given}T00:00:00Z` : given.replace(' ', 'T');
  const at = new Date(/(?:Z|[+-]\d{2}:?\d{2})$/.test(withTime) ? withTime : `${withTime}Z`);
  // The 30th of February is no day.
  const isReal =
    !Number.isNaN(at.getTime()) &&
    new Date(`${given.slice(0, 10)}T00:00:00Z`).getUTCDate() === Number(given.slice(8, 10));
  return isReal ? at : undefined;
}
