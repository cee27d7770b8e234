import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { readWorkers } from '#people/teams/index.ts';
import { readWorkload } from '#respond/promises/index.ts';
import type { ReplyCheck } from '#respond/replies/index.ts';
import { type Advice, adviceOf, type Figures, refusalOf, type Stage } from '../domain/stage.ts';
import { coverageErrors } from '../errors.ts';
import { selectStage, writeStage } from '../store/plan.ts';
import { readPlan } from './plan.ts';

/** Lets a reply leave only when the stage allows it: asked in the transaction that decides the reply. */
export const stageCheck: ReplyCheck = {
  name: 'stage',
  async check(app, actor, { account }) {
    const refusal = refusalOf(await selectStage(app), { userId: actor.id, accountId: account.id });
    if (refusal) throw coverageErrors(refusal);
    return [];
  },
};

export const readStage = (app: App): Promise<Stage> => selectStage(app);

/** Steps up or down. Throws `stage.nobody` when nobody could send in a stage that lets somebody. */
export async function setStage(app: App, actor: Actor, stage: Omit<Stage, 'since'>): Promise<Stage> {
  const isEmpty =
    (stage.stage === 'small-team' && stage.userIds.length === 0) ||
    (stage.stage === 'service-accounts' && stage.accountIds.length === 0);
  if (isEmpty) throw coverageErrors('stage.nobody');
  await app.db.transaction(async () => {
    const before = await selectStage(app);
    await writeStage(app, stage);
    await audit(app, actor, {
      action: 'stage.changed',
      subject: 'stage',
      detail: {
        from: before.stage,
        to: stage.stage,
        people: stage.userIds.length,
        accounts: stage.accountIds.length,
      },
    });
    await app.bus.publish('coverage.changed', { what: 'stage' });
  });
  return selectStage(app);
}

/** The figures that say when to step up, and what they say. */
export async function readAdvice(app: App, stage: Stage): Promise<{ figures: Figures; advice: Advice }> {
  const [{ forecast, plan }, workload, workers] = await Promise.all([
    readPlan(app, 7),
    readWorkload(app),
    readWorkers(app),
  ]);
  const everybody = workers.filter(({ isAway }) => !isAway);
  const allowed =
    stage.stage === 'watch'
      ? []
      : stage.stage === 'small-team'
        ? everybody.filter(({ id }) => stage.userIds.includes(id))
        : everybody;
  const figures: Figures = {
    ...workload,
    knownDays: forecast.knownDays,
    peopleNeeded: plan.total.reduce((most, { needed }) => Math.max(most, needed), 0),
    peopleAllowed: allowed.length,
  };
  return { figures, advice: adviceOf(stage.stage, figures) };
}

/** Whether somebody may send now from some account, and else why not. */
export async function maySend(
  app: App,
  actor: Actor,
): Promise<{ stage: Stage['stage']; maySend: boolean; reason: string | null }> {
  const stage = await selectStage(app);
  const refusal = refusalOf(stage, { userId: actor.id, accountId: stage.accountIds[0] ?? '' });
  return {
    stage: stage.stage,
    maySend: refusal === undefined,
    reason: refusal ? coverageErrors(refusal).message : null,
  };
}
