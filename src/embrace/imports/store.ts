import type { App } from '#platform/app/index.ts';
import type { Kind, Problem, Shape, State } from './domain.ts';

export interface ImportRow {
  id: string;
  name: string;
  origin: string;
  state: State;
  files: { name: string; shape: Shape; rows: number }[];
  totals: Totals | null;
  problems: ToldProblem[];
  failure: string | null;
  createdBy: string;
  createdAt: Date;
  finishedAt: Date | null;
}

export interface ToldProblem extends Problem {
  file: string;
}

/** Of each kind: how many came, were there already, could not come, and stay after an undo. */
export type Totals = Partial<Record<Kind, { done: number; there: number; refused: number; kept?: number }>>;

const IMPORT = `id, name, origin, state, files, totals, problems, failure, created_by as "createdBy", created_at as "createdAt", finished_at as "finishedAt"`;

export async function insertImport(
  app: App,
  row: Pick<ImportRow, 'id' | 'name' | 'origin' | 'createdBy'>,
): Promise<void> {
  await app.db.query('insert into community_imports (id, name, origin, created_by) values ($1, $2, $3, $4)', [
    row.id,
    row.name,
    row.origin,
    row.createdBy,
  ]);
}

export function selectImports(app: App): Promise<ImportRow[]> {
  return app.db.query<ImportRow>(`select ${IMPORT} from community_imports order by id desc limit 200`);
}

export async function selectImport(app: App, id: string): Promise<ImportRow | undefined> {
  const [row] = await app.db.query<ImportRow>(`select ${IMPORT} from community_imports where id = $1`, [id]);
  return row;
}

/** The same, kept from everybody else until the transaction ends. */
export async function lockImport(app: App, id: string): Promise<ImportRow | undefined> {
  const [row] = await app.db.query<ImportRow>(
    `select ${IMPORT} from community_imports where id = $1 for no key update`,
    [id],
  );
  return row;
}

export function selectBusy(app: App): Promise<{ id: string; state: State }[]> {
  return app.db.query(
    `select id, state from community_imports where state in ('running', 'undoing') order by id`,
  );
}

/** Those of a place that are under way, in one order kept from everybody else until the transaction ends. */
export async function lockBusyOf(app: App, origin: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string; state: State }>(
    'select id, state from community_imports where origin = $1 order by id for no key update',
    [origin],
  );
  return rows.filter(({ state }) => state === 'running' || state === 'undoing').map(({ id }) => id);
}

export async function updateImport(
  app: App,
  id: string,
  change: {
    state?: State;
    files?: ImportRow['files'];
    totals?: Totals;
    problems?: ToldProblem[];
    failure?: string | null;
    isFinished?: boolean;
  },
): Promise<void> {
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  await app.db.query(
    `update community_imports set state = coalesce($2, state), files = coalesce($3::jsonb, files), totals = coalesce($4::jsonb, totals),
       problems = coalesce($5::jsonb, problems), failure = case when $6 then $7 else failure end,
       finished_at = case when $8 then now() else finished_at end where id = $1`,
    [
      id,
      change.state ?? null,
      json(change.files),
      json(change.totals),
      json(change.problems),
      change.failure !== undefined,
      change.failure ?? null,
      change.isFinished === true,
    ],
  );
}

export async function deleteImport(app: App, id: string): Promise<void> {
  await app.db.query('delete from community_imports where id = $1', [id]);
}

/** Drafts that nobody went on with, with all that their files said. */
export async function deleteOldDrafts(app: App): Promise<void> {
  await app.db.query(
    `delete from community_imports where state = 'draft' and created_at < now() - interval '14 days'`,
  );
}
