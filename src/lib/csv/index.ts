import { parse } from 'csv-parse/sync';

/** A row of a table with the line on which it begins. */
export interface TableRow {
  line: number;
  /** By the names of columns as `columnOf` makes them. */
  cells: Record<string, string>;
}

/** Columns by their letters and digits only: `suggestion.id`, `Suggestion ID` and `suggestion_id` are one. */
export const columnOf = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll(/[^a-z0-9]/g, '');

/** A table as people export it: parted by commas, semicolons or tabs, with names of columns in its first row. Throws where it cannot be read. */
export function readTable(text: string): TableRow[] {
  const rows: { record: Record<string, string>; info: { lines: number }; raw: string }[] = parse(
    // One kind of line break: within a cell the reader counts two for the other.
    text.toWellFormed().replaceAll('\0', '').replaceAll(/\r\n?/g, '\n'),
    {
      columns: (names: string[]) => names.map(columnOf),
      bom: true,
      info: true,
      raw: true,
      delimiter: [',', ';', '\t'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    },
  );
  // Empty ones may stand before it, and its cells may have several.
  return rows.map(({ record, info, raw }) => ({
    line: info.lines - (raw.trim().match(/\n/g)?.length ?? 0),
    cells: record,
  }));
}
