/** A cell of a table, whatever stands in it. */
const cell = (value: string): string => `"${value.replaceAll('"', '""')}"`;

/** A table of CSV; columns as they stand in its rows. */
export const csv = (columns: string, ...rows: readonly (readonly string[])[]): string =>
  [columns, ...rows.map((row) => row.map(cell).join(','))].join('\n');
