import type { App } from '#platform/app/index.ts';

/** Notes deliveries in the ambient transaction. Answers those that were new. */
export async function noteDeliveries(app: App, keys: readonly string[]): Promise<Set<string>> {
  const rows = await app.db.query<{ key: string }>(
    'insert into stream_deliveries (key) select unnest($1::text[]) on conflict (key) do nothing returning key',
    [keys],
  );
  return new Set(rows.map((row) => row.key));
}

export async function pruneDeliveries(app: App, hours: number): Promise<void> {
  await app.db.query('delete from stream_deliveries where at < now() - make_interval(hours => $1)', [hours]);
}

export async function pingDatabase(app: App): Promise<void> {
  await app.db.query('select 1');
}
