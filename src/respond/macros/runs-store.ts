import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import type { MacroAction } from './schema.ts';

/** How to take back one thing that was done. */
export type Step =
  | { kind: 'inbox' | 'note' | 'case'; undo: string }
  /** `draft`: what stood in the composer; queueing a reply empties it. */
  | { kind: 'reply'; replyId: string; draft?: string }
  | { kind: 'draft'; before: string; after: string };

export interface RunRow {
  id: string;
  macroId: string;
  name: string;
  actions: MacroAction[];
  state: 'running' | 'done' | 'undoing' | 'undone';
  createdBy: string;
  createdAt: Date;
}

export interface ItemRow {
  id: string;
  runId: string;
  conversationId: string;
  state: 'waiting' | 'done' | 'skipped' | 'failed' | 'undone' | 'partly';
  problem: string | null;
  steps: Step[];
}

const RUN = `id, macro_id as "macroId", name, actions, state, created_by as "createdBy", created_at as "createdAt"`;
const ITEM = `id, run_id as "runId", conversation_id as "conversationId", state, problem, steps`;

export async function insertRun(
  app: App,
  run: Pick<RunRow, 'macroId' | 'name' | 'actions' | 'createdBy'>,
  conversationIds: readonly string[],
): Promise<string> {
  const id = newId('mrun');
  await app.db.query(
    'insert into macro_runs (id, macro_id, name, actions, created_by) values ($1, $2, $3, $4::jsonb, $5)',
    [id, run.macroId, run.name, JSON.stringify(run.actions), run.createdBy],
  );
  await app.db.query(
    'insert into macro_run_items (id, run_id, conversation_id) select t.id, $2, t.conversation_id from unnest($1::text[], $3::text[]) as t (id, conversation_id)',
    [conversationIds.map(() => newId('mitem')), id, conversationIds],
  );
  await app.db.query('update macros set runs = runs + 1 where id = $1', [run.macroId]);
  return id;
}

export async function selectRun(app: App, id: string): Promise<RunRow | undefined> {
  const rows = await app.db.query<RunRow>(`select ${RUN} from macro_runs where id = $1`, [id]);
  return rows[0];
}

export async function lockRun(app: App, id: string): Promise<RunRow | undefined> {
  const rows = await app.db.query<RunRow>(`select ${RUN} from macro_runs where id = $1 for update`, [id]);
  return rows[0];
}

export async function setRunState(app: App, id: string, state: RunRow['state']): Promise<void> {
  await app.db.query('update macro_runs set state = $2 where id = $1', [id, state]);
}

export async function selectItems(app: App, runId: string): Promise<ItemRow[]> {
  return app.db.query<ItemRow>(`select ${ITEM} from macro_run_items where run_id = $1 order by id`, [runId]);
}

/** The next item in one of these states, locked; what another process has in hand is passed over. */
export async function lockNext(
  app: App,
  runId: string,
  state: 'waiting' | 'done',
): Promise<ItemRow | undefined> {
  const rows = await app.db.query<ItemRow>(
    `select ${ITEM} from macro_run_items where run_id = $1 and state = $2 order by id limit 1 for update skip locked`,
    [runId, state],
  );
  return rows[0];
}

export async function updateItem(
  app: App,
  { id, state, problem, steps }: Pick<ItemRow, 'id' | 'state' | 'problem' | 'steps'>,
): Promise<void> {
  await app.db.query('update macro_run_items set state = $2, problem = $3, steps = $4::jsonb where id = $1', [
    id,
    state,
    problem,
    JSON.stringify(steps),
  ]);
}

/** It could not be done; another process that did it meanwhile counts. */
export async function failItem(app: App, id: string, problem: string): Promise<void> {
  await app.db.query(
    `update macro_run_items set state = 'failed', problem = $2 where id = $1 and state = 'waiting'`,
    [id, problem],
  );
}

export async function deleteOldRuns(app: App, days: number): Promise<void> {
  await app.db.query('delete from macro_runs where created_at < now() - make_interval(days => $1)', [days]);
}
