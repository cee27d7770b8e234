import type { App } from '#platform/app/index.ts';
import type { Weights } from '#respond/triage/index.ts';

/** Ids of conversations that are not done and have a factor with another weight than it should have, in order of id. */
export async function selectWeighedOtherwise(
  app: App,
  weights: Weights,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select c.id from conversations c
      where c.id > $1 and c.status <> 'done' and not c.is_gone and exists (
        select from jsonb_array_elements(c.factors) f
         where coalesce((f ->> 'weight')::float8, 1) <> coalesce(($2::jsonb ->> (f ->> 'key'))::float8, 1))
      order by c.id limit $3`,
    [after, JSON.stringify(weights), limit],
  );
  return rows.map((row) => row.id);
}
