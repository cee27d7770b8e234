import type pg from 'pg';

export interface TableInfo {
  schema: string;
  name: string;
  /** Columns that are stored; generated ones make themselves. */
  columns: string[];
  /** Has at most one row, which a migration made: its key is a boolean. A backup's row replaces it. */
  isSingleton: boolean;
}

/** Schemas whose rows belong to a backup. */
const SCHEMAS = ['public', 'graphile_worker'];
/** Filled by the migrations themselves. */
const OWN_BOOKKEEPING = new Set(['public.schema_migrations', 'graphile_worker.migrations']);

export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const nameOf = (table: TableInfo): string => `${quote(table.schema)}.${quote(table.name)}`;

/** All tables with rows worth keeping, those that others refer to first; unlogged ones hold what is of the moment and are left out. */
export async function listTables(client: pg.ClientBase): Promise<TableInfo[]> {
  const { rows } = await client.query<TableInfo>(
    `select n.nspname as schema, c.relname as name,
            array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns,
            bool_or(a.atttypid = 'bool'::regtype and p.conkey = array[a.attnum]) as "isSingleton"
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       left join pg_constraint p on p.conrelid = c.oid and p.contype = 'p'
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'p') and c.relpersistence = 'p' and not c.relispartition and n.nspname = any($1)
      group by 1, 2 order by 1, 2`,
    [SCHEMAS],
  );
  const { rows: references } = await client.query<{ from: string; to: string }>(
    `select c.conrelid::regclass::text as from, c.confrelid::regclass::text as to
       from pg_constraint c join pg_namespace n on n.oid = c.connamespace
      where c.contype = 'f' and n.nspname = any($1) and c.conrelid <> c.confrelid`,
    [SCHEMAS],
  );
  const tables = rows.filter((table) => !OWN_BOOKKEEPING.has(`${table.schema}.${table.name}`));
  return inOrderOfReference(tables, references);
}

function inOrderOfReference(
  tables: readonly TableInfo[],
  references: readonly { from: string; to: string }[],
): TableInfo[] {
  const plain = (table: TableInfo) =>
    table.schema === 'public' ? table.name : `${table.schema}.${table.name}`;
  const ordered: TableInfo[] = [];
  const placed = new Set<string>();
  let rest = [...tables];
  while (rest.length > 0) {
    const known = new Set(rest.map(plain));
    const isReady = (table: TableInfo) =>
      references.every((r) => r.from !== plain(table) || placed.has(r.to) || !known.has(r.to));
    const ready = rest.filter(isReady);
    // Tables that refer to each other in a ring have deferred constraints; their order does not matter.
    const next = ready.length > 0 ? ready : rest;
    for (const table of next) placed.add(plain(table));
    ordered.push(...next);
    rest = rest.filter((table) => !next.includes(table));
  }
  return ordered;
}

/** Sequences with the value they stand at, or null where none was taken yet. */
export async function listSequences(
  client: pg.ClientBase,
): Promise<{ name: string; value: string | null }[]> {
  const { rows } = await client.query<{ name: string; value: string | null }>(
    `select quote_ident(schemaname) || '.' || quote_ident(sequencename) as name, last_value::text as value
       from pg_sequences where schemaname = any($1) order by 1`,
    [SCHEMAS],
  );
  return rows;
}

/** Names of the migrations applied, in order: the version of the tables. */
export async function listMigrations(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from schema_migrations order by name');
  return rows.map((row) => row.name);
}
