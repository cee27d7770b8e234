import type { App } from '#platform/app/index.ts';
import type { Weights } from './weighing.ts';

export interface WeightsRow {
  revision: number;
  weights: Weights;
  byName: string;
  at: Date;
}

/** The newest first. */
export async function selectWeights(app: App, limit: number): Promise<WeightsRow[]> {
  return app.db.query<WeightsRow>(
    'select revision, weights, by_name as "byName", at from triage_weights order by revision desc limit $1',
    [limit],
  );
}

/** Answers false when somebody else wrote that revision first. */
export async function insertWeights(
  app: App,
  revision: number,
  weights: Weights,
  by: { id: string; name: string },
): Promise<boolean> {
  const rows = await app.db.query(
    `insert into triage_weights (revision, weights, by_id, by_name) values ($1, $2::jsonb, $3, $4)
     on conflict (revision) do nothing returning revision`,
    [revision, JSON.stringify(weights), by.id, by.name],
  );
  return rows.length > 0;
}
