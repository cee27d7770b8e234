/** The numbers of a chart, as its table, its file and its picture show them. */
export interface ChartTable {
  columns: readonly string[];
  rows: readonly ChartRow[];
}

export interface ChartRow {
  cells: readonly (string | number | null)[];
  /** Shows the posts behind the row's first number. */
  open?: (() => void) | undefined;
}

/** Comma-separated values (RFC 4180) with a byte order mark, so that spreadsheets read it as UTF-8. A cell that would be a formula is made a text. */
export function csvOf({ columns, rows }: ChartTable): string {
  const lines = [columns, ...rows.map((row) => row.cells)];
  return `\u{feff}${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@＝＋－＠\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A name for a file: letters, digits and dashes. */
export function fileName(parts: readonly string[], ending: string): string {
  const name = parts
    .join(' ')
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return `${name.slice(0, 80).toLowerCase() || 'trends'}.${ending}`;
}
