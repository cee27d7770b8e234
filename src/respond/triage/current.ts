import type { Actor, App } from '#platform/app/index.ts';
import { insertWeights, selectWeights, type WeightsRow } from './store.ts';
import type { Weights } from './weighing.ts';

/** Rows written meanwhile by another process may have the weights of before; they are weighed again after a change. */
const KEPT_MS = 2000;
const remembered = new WeakMap<App, { at: number; weights: Promise<Weights> }>();

/** The weights in force; read at most every two seconds, as every write of a conversation asks. */
export function currentWeights(app: App): Promise<Weights> {
  const known = remembered.get(app);
  const now = performance.now();
  if (known && now - known.at < KEPT_MS) return known.weights;
  const weights = selectWeights(app, 1).then(([row]) => row?.weights ?? {});
  weights.catch(() => remembered.delete(app));
  remembered.set(app, { at: now, weights });
  return weights;
}

/** The last two states: what is in force, and what undo brings back. */
export const lastWeights = (app: App): Promise<WeightsRow[]> => selectWeights(app, 2);

/** Puts weights into force, in the ambient transaction. Answers false when somebody else was faster. */
export async function putWeights(
  app: App,
  actor: Actor,
  revision: number,
  weights: Weights,
): Promise<boolean> {
  const isStored = await insertWeights(app, revision, weights, actor);
  app.db.afterCommit(() => forgetWeights(app));
  return isStored;
}

/** Reads them anew with the next question. */
export function forgetWeights(app: App): void {
  remembered.delete(app);
}
