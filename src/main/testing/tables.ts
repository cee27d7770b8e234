import type { App } from '#platform/app/index.ts';

/** Every table of ours, `schema.table`; the queue of jobs keeps its own books. */
async function tableNames(app: App): Promise<string[]> {
  const tables = await app.db.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema', 'graphile_worker') order by 1`,
  );
  return tables.map(({ name }) => name);
}

/** What every table holds, as text and in order, so that two moments can be compared. */
export async function snapshot(app: App): Promise<Map<string, string[]>> {
  const tables = new Map<string, string[]>();
  for (const name of await tableNames(app)) {
    const rows = await app.db.query<{ row: string }>(`select t::text as row from ${name} t order by 1`);
    tables.set(
      name,
      rows.map(({ row }) => row),
    );
  }
  return tables;
}

/** Every table that holds the words in any of its columns. */
export async function tablesWith(app: App, words: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await tableNames(app)) {
    const [row] = await app.db.query<{ count: number }>(
      `select count(*) as count from ${name} t where t::text ilike $1`,
      [`%${words}%`],
    );
    if (row!.count > 0) found.push(name);
  }
  return found;
}
