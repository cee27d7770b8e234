import { parse } from 'csv-parse/sync';
import { type OutletInput, outletInput } from '../schema.ts';

/** Names that a column may have, in lower case and without signs. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  code: ['code', 'outlet', 'outletid', 'outletcode', 'store', 'storeid', 'shop', 'branch', 'id'],
  name: ['name', 'outletname', 'storename', 'shopname', 'branchname'],
  city: ['city', 'town', 'place'],
  region: ['region', 'state', 'province', 'county'],
  country: ['country', 'countrycode'],
  latitude: ['latitude', 'lat'],
  longitude: ['longitude', 'lon', 'lng'],
  item: ['item', 'product', 'sku', 'article'],
  onHand: ['onhand', 'stock', 'quantity', 'qty', 'instock'],
  perDay: ['perday', 'soldperday', 'dailysales', 'salesperday', 'dailydemand'],
};
const NUMBERS: ReadonlySet<string> = new Set(['latitude', 'longitude', 'onHand', 'perDay']);
/** Whether a thousand pieces are meant or one and a bit, nobody can tell. */
const GROUPED = /^[1-9]\d{0,2}(,\d{3})+$/;

/** The outlets of a table with a head line, or what is wrong with which line. */
export function readOutletTable(csv: string): { outlets: OutletInput[] } | { problem: string } {
  let rows: { record: string[]; info: { lines: number } }[];
  try {
    rows = parse(csv, {
      bom: true,
      skip_empty_lines: true,
      trim: true,
      delimiter: delimiterOf(csv),
      relax_column_count: true,
      info: true,
    }) as unknown as typeof rows;
  } catch (error) {
    return {
      problem: `The table cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    };
  }
  const [head, ...lines] = rows;
  if (!head || lines.length === 0) return { problem: 'The table has no lines below its head.' };
  const columns = head.record.map(columnOf);
  for (const needed of ['code', 'name'])
    if (!columns.includes(needed)) return { problem: `The table has no column “${needed}”.` };
  const outlets: OutletInput[] = [];
  for (const { record, info } of lines) {
    const read = outletInput.safeParse(valuesOf(columns, record));
    if (!read.success) {
      const [issue] = read.error.issues;
      const column = String(issue?.path[0] ?? 'line');
      const written = record[columns.indexOf(column)] ?? '';
      const reason = isNumberMissed(column, written) ? `“${written}” is no number here` : issue?.message;
      return { problem: `Line ${info.lines}, ${column}: ${reason ?? 'not understood'}.` };
    }
    outlets.push(read.data);
  }
  return { outlets };
}

/** The sign that parts the columns of the head: the others may stand in numbers and names. */
function delimiterOf(csv: string): string {
  const head = /[^\s\ufeff].*/.exec(csv)?.[0] ?? '';
  const times = (sign: string) => head.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (times(sign) > times(best) ? sign : best));
}

function columnOf(name: string): string | undefined {
  const plain = name.toLowerCase().replaceAll(/[^a-z]/g, '');
  return Object.keys(COLUMNS).find((column) => COLUMNS[column]!.includes(plain));
}

function valuesOf(
  columns: readonly (string | undefined)[],
  line: readonly string[],
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [index, column] of columns.entries()) {
    const written = line[index] ?? '';
    if (column === undefined || written === '') continue;
    values[column] = NUMBERS.has(column) ? numberOf(column, written) : written;
  }
  return values;
}

function isNumberMissed(column: string, written: string): boolean {
  return NUMBERS.has(column) && Number.isNaN(numberOf(column, written));
}

function numberOf(column: string, written: string): number {
  const isPieces = column === 'onHand' || column === 'perDay';
  return isPieces && GROUPED.test(written) ? Number.NaN : Number(written.replace(',', '.'));
}
