export { readTable, type Table } from './read.ts';
export { packTable, type ColumnKind, type PackedColumn } from './pack.ts';
