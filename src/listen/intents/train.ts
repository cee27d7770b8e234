import { type Actor, type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { newId } from '#platform/ids/index.ts';
import { isOutOfScopeLabel } from '#listen/understanding/index.ts';
import { intentErrors } from './errors.ts';
import {
  activateRow,
  deleteOldModels,
  failModel,
  finishModel,
  insertModel,
  type ModelRow,
  selectCurrent,
  selectModel,
  setProgress,
} from './model-store.ts';
import type { Figures } from './schema.ts';
import { selectAllExamples } from './store.ts';
import { learnApart } from './training/run.ts';

/** Screens hear of the progress this often. */
const TELL_MS = 500;
/** Trainings that are kept to look back at. */
const KEPT = 5;

/** Begins a training in the background. Throws `intent.too_few` and `intent.already_training`. */
export async function startTraining(
  app: App,
  actor: Actor,
  { activateWhenBetter }: { activateWhenBetter: boolean },
): Promise<{ id: string }> {
  const examples = await selectAllExamples(app);
  const intents = new Set(examples.map(({ label }) => label).filter((label) => !isOutOfScopeLabel(label)));
  if (intents.size < 2)
    throw intentErrors('intent.too_few', {
      reason: `${intents.size} ${intents.size === 1 ? 'has' : 'have'} some now.`,
    });
  const id = newId('imodel');
  await app.db.transaction(async () => {
    await alone(() =>
      insertModel(app, { id, intents: intents.size, examples: examples.length, activateWhenBetter }),
    );
    await app.jobs.enqueue('intents.train', { modelId: id }, { key: `intents.train:${id}`, maxAttempts: 3 });
    await audit(app, actor, {
      action: 'intent.training_started',
      subject: id,
      detail: { examples: examples.length },
    });
    await app.bus.publish('intents.training', { modelId: id, state: 'running', progress: 0 });
  });
  return { id };
}

/** Job. A process that stops hands it to the next one, which begins anew. */
export async function runTraining(app: App, id: string, signal: AbortSignal): Promise<void> {
  const row = await selectModel(app, id);
  if (row?.state !== 'running') return;
  try {
    const examples = await selectAllExamples(app);
    const { figures, bytes } = await learnApart(examples, progressTeller(app, id), signal);
    await app.db.transaction(() => finish(app, row, plainFigures(figures), bytes));
  } catch (error) {
    if (signal.aborted)
      return app.jobs.enqueue('intents.train', { modelId: id }, { key: `intents.train:${id}` });
    await app.db.transaction(async () => {
      await failModel(app, id, messageOf(error).slice(0, 500));
      await app.bus.publish('intents.training', { modelId: id, state: 'failed', progress: 1 });
    });
  }
}

/** Uses what a training gave from now on. Throws `intent.model_not_found`. */
export async function activateModel(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const row = await selectModel(app, id);
    if (row?.state !== 'ready') throw intentErrors('intent.model_not_found', { id });
    await activate(app, actor, id);
  });
}

async function finish(app: App, row: ModelRow, figures: Figures, bytes: Uint8Array): Promise<void> {
  const { active } = await selectCurrent(app);
  await finishModel(app, row.id, figures, bytes);
  if (!active || (row.activate_when_better && isBetter(figures, active.figures)))
    await activate(app, systemActor, row.id);
  await deleteOldModels(app, KEPT);
  await app.bus.publish('intents.training', { modelId: row.id, state: 'ready', progress: 1 });
}

/** More often right on examples that were held out, and no intent is lost. */
export function isBetter(is: Figures, was: Figures | null): boolean {
  if (was === null) return true;
  const names = new Set(is.labels.map(({ label }) => label));
  return is.accuracy > was.accuracy && was.labels.every(({ label }) => names.has(label));
}

async function activate(app: App, actor: Actor, id: string): Promise<void> {
  await activateRow(app, id);
  await audit(app, actor, { action: 'intent.model_activated', subject: id });
  await app.bus.publish('intents.activated', { modelId: id });
}

function progressTeller(app: App, id: string): (share: number) => void {
  let toldAt = -Infinity;
  return (share) => {
    if (performance.now() - toldAt < TELL_MS) return;
    toldAt = performance.now();
    Promise.all([
      setProgress(app, id, share),
      app.bus.publish('intents.training', { modelId: id, state: 'running', progress: share }),
    ]).catch((error: unknown) => app.log.warn({ err: error }, 'the progress of a training was not told'));
  };
}

function plainFigures(figures: Awaited<ReturnType<typeof learnApart>>['figures']): Figures {
  return {
    ...figures,
    labels: [...figures.labels],
    confusions: [...figures.confusions],
    notes: [...figures.notes],
  };
}

async function alone(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (error instanceof Error && 'constraint' in error && error.constraint === 'intent_models_running')
      throw intentErrors('intent.already_training', {}, error);
    throw error;
  }
}
