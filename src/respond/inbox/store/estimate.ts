import type { App } from '#platform/app/index.ts';

/** Shares of conversations that carry a facet, as the database's own statistics know them. */
interface Shares {
  rows: number;
  known: ReadonlyMap<string, number>;
  /** What a facet that is not among the known ones has at most. */
  unknown: number;
  readAt: number;
}

const KEPT_MS = 60_000;
const kept = new WeakMap<App, Promise<Shares>>();

/**
 * About how many conversations carry all of these facets, taken from statistics that are a minute old and blind to facets that go
 * together. Wrong guesses cost time, never rows.
 */
export async function estimateFitting(app: App, facets: readonly string[]): Promise<number> {
  const shares = await sharesOf(app);
  return facets.reduce((rows, facet) => rows * (shares.known.get(facet) ?? shares.unknown), shares.rows);
}

async function sharesOf(app: App): Promise<Shares> {
  const present = await kept.get(app)?.catch(() => undefined);
  if (present && performance.now() - present.readAt < KEPT_MS) return present;
  const reading = readShares(app);
  kept.set(app, reading);
  return reading;
}

async function readShares(app: App): Promise<Shares> {
  const [row] = await app.db.query<{ rows: number; facets: string[] | null; shares: number[] | null }>(
    `select greatest(c.reltuples, 0)::float8 as rows, s.most_common_elems::text::text[] as facets, s.most_common_elem_freqs::float8[] as shares
       from pg_class c left join pg_stats s on s.schemaname = c.relnamespace::regnamespace::text and s.tablename = c.relname and s.attname = 'facets'
      where c.oid = 'conversations'::regclass`,
  );
  const facets = row?.facets ?? [];
  const shares = row?.shares ?? [];
  const known = new Map(facets.map((facet, index) => [facet, shares[index] ?? 1]));
  // Before the first look at the table nothing is known, and everything may be common.
  const unknown = facets.length === 0 ? 1 : Math.min(...known.values());
  return { rows: row?.rows ?? 0, known, unknown, readAt: performance.now() };
}
