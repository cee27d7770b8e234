import type { App } from '#platform/app/index.ts';

export { selectLabelled } from './store.ts';

export interface RunRow {
  model: number;
  state: 'running' | 'done';
  cursor: string | null;
  done: number;
  total: number;
}

/** The walk over stored posts, and whether it has stood still for so long. */
export async function selectRun(
  app: App,
  stalledSeconds: number,
): Promise<(RunRow & { isStalled: boolean }) | undefined> {
  const [row] = await app.db.query<RunRow & { isStalled: boolean }>(
    `select model, state, cursor, done, total, updated_at < now() - make_interval(secs => $1) as "isStalled" from labelling_runs`,
    [stalledSeconds],
  );
  return row;
}

/** Begins anew, whatever was before. */
export async function beginRun(app: App, model: number, total: number): Promise<void> {
  await app.db.query(
    `insert into labelling_runs (model, state, total) values ($1, 'running', $2)
     on conflict (is_only) do update set model = excluded.model, state = 'running', cursor = null, done = 0, total = excluded.total,
       updated_at = now()`,
    [model, total],
  );
}

/** The running walk, locked until the transaction ends. */
export async function lockRun(app: App): Promise<RunRow | undefined> {
  const [row] = await app.db.query<RunRow>(
    `select model, state, cursor, done, total from labelling_runs where state = 'running' for update`,
  );
  return row;
}

export async function advanceRun(app: App, { state, cursor, done, total }: RunRow): Promise<void> {
  await app.db.query(
    'update labelling_runs set state = $1, cursor = $2, done = $3, total = $4, updated_at = now()',
    [state, cursor, done, total],
  );
}
