import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { lastWeights, putWeights, WEIGHABLE, type Weights } from '#respond/triage/index.ts';
import { priorityErrors } from '../errors.ts';
import type { WeightsView } from '../schema.ts';

export const REWEIGH_JOB = 'priority.reweigh';
/** Rows that other processes wrote with the weights of before are found by a second round. */
const SECOND_ROUND_MS = 10_000;

export async function showWeights(app: App): Promise<WeightsView> {
  const [now] = await lastWeights(app);
  return {
    revision: now?.revision ?? 0,
    factors: WEIGHABLE.map((factor) => ({ ...factor, weight: now?.weights[factor.key] ?? 1 })),
    last: now ? { by: now.byName, at: now.at.toISOString() } : null,
  };
}

/** Puts weights into force and has the queue put into its new order. Throws `priority.unknown_factor` and `priority.overtaken`. */
export async function changeWeights(
  app: App,
  actor: Actor,
  revision: number,
  given: Weights,
): Promise<WeightsView> {
  const weights = checked(given);
  await app.db.transaction(async () => {
    const [now] = await lastWeights(app);
    if ((now?.revision ?? 0) !== revision || !(await putWeights(app, actor, revision + 1, weights)))
      throw priorityErrors('priority.overtaken');
    await audit(app, actor, {
      action: 'priority.weights_changed',
      subject: 'priority',
      detail: { ...weights },
    });
    await app.jobs.enqueue(REWEIGH_JOB, {}, { key: REWEIGH_JOB });
    await app.jobs.enqueue(REWEIGH_JOB, {}, { key: `${REWEIGH_JOB}.again`, delayMs: SECOND_ROUND_MS });
  });
  return showWeights(app);
}

/** Brings back the weights of before the last change; called again, those of the change. */
export async function undoWeights(app: App, actor: Actor, revision: number): Promise<WeightsView> {
  const [now, before] = await lastWeights(app);
  if (!now) throw priorityErrors('priority.nothing_to_undo');
  return changeWeights(app, actor, revision, before?.weights ?? {});
}

/** Only factors that there are, and only what differs from the usual. */
export function checked(given: Weights): Weights {
  const unknown = Object.keys(given).find((key) => !WEIGHABLE.some((factor) => factor.key === key));
  if (unknown !== undefined) throw priorityErrors('priority.unknown_factor', { key: unknown });
  return Object.fromEntries(Object.entries(given).filter(([, weight]) => weight !== 1));
}
