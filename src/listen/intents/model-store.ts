import type { App } from '#platform/app/index.ts';
import type { Figures } from './schema.ts';

export interface ModelRow {
  id: string;
  state: 'running' | 'ready' | 'failed';
  is_active: boolean;
  activate_when_better: boolean;
  progress: number;
  problem: string | null;
  intents: number;
  examples: number;
  figures: Figures | null;
  started_at: Date;
  finished_at: Date | null;
}

const COLUMNS =
  'id, state, is_active, activate_when_better, progress, problem, intents, examples, figures, started_at, finished_at';

export async function selectModel(app: App, id: string): Promise<ModelRow | undefined> {
  const [row] = await app.db.query<ModelRow>(`select ${COLUMNS} from intent_models where id = $1`, [id]);
  return row;
}

/** The one in use, and the latest; perhaps the same. */
export async function selectCurrent(
  app: App,
): Promise<{ active: ModelRow | undefined; latest: ModelRow | undefined }> {
  const rows = await app.db.query<ModelRow>(
    `select ${COLUMNS} from intent_models
      where is_active or id = (select id from intent_models order by started_at desc, id desc limit 1)`,
  );
  return {
    active: rows.find((row) => row.is_active),
    latest: rows.toSorted((a, b) => b.started_at.getTime() - a.started_at.getTime())[0],
  };
}

export async function insertModel(
  app: App,
  model: { id: string; intents: number; examples: number; activateWhenBetter: boolean },
): Promise<void> {
  await app.db.query(
    `insert into intent_models (id, state, intents, examples, activate_when_better) values ($1, 'running', $2, $3, $4)`,
    [model.id, model.intents, model.examples, model.activateWhenBetter],
  );
}

export async function setProgress(app: App, id: string, progress: number): Promise<void> {
  await app.db.query(`update intent_models set progress = $2 where id = $1 and state = 'running'`, [
    id,
    progress,
  ]);
}

export async function finishModel(app: App, id: string, figures: Figures, bytes: Uint8Array): Promise<void> {
  await app.db.query(
    `update intent_models set state = 'ready', progress = 1, figures = $2, bytes = $3, finished_at = now() where id = $1`,
    [id, JSON.stringify(figures), Buffer.from(bytes)],
  );
}

export async function failModel(app: App, id: string, problem: string): Promise<void> {
  await app.db.query(
    `update intent_models set state = 'failed', problem = $2, finished_at = now() where id = $1 and state = 'running'`,
    [id, problem],
  );
}

/** Locks all, so that two who activate take turns. */
export async function activateRow(app: App, id: string): Promise<void> {
  await app.db.query('lock table intent_models in share row exclusive mode');
  await app.db.query('update intent_models set is_active = false where is_active and id <> $1', [id]);
  await app.db.query('update intent_models set is_active = true where id = $1', [id]);
}

/** Weights of the one in use. */
export async function selectActiveBytes(app: App): Promise<{ id: string; bytes: Uint8Array } | undefined> {
  const [row] = await app.db.query<{ id: string; bytes: Uint8Array }>(
    'select id, bytes from intent_models where is_active',
  );
  return row;
}

/** Keeps the latest few and the one in use. */
export async function deleteOldModels(app: App, kept: number): Promise<void> {
  await app.db.query(
    `delete from intent_models where not is_active and state <> 'running'
        and id not in (select id from intent_models order by started_at desc, id desc limit $1)`,
    [kept],
  );
}

/** When intents or examples were last added. */
export async function selectLastChange(app: App): Promise<Date | null> {
  const [row] = await app.db.query<{ at: Date | null }>(
    `select greatest((select max(created_at) from intent_examples), (select max(greatest(created_at, removed_at)) from intents)) as at`,
  );
  return row?.at ?? null;
}
