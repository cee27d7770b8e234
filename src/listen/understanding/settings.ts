import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { FEWEST_EACH, FEWEST_SAID } from './company/learn.ts';
import { TAUGHT, type Taught } from './company/labels.ts';
import { countSaid, type HeadRow, selectHeads, selectTraining, switchHead } from './company/store.ts';
import { isTrainingNow, trainCompanyHeads } from './company/training.ts';
import { understandingErrors } from './errors.ts';
import { labellerOf, renewLabeller } from './labeller.ts';
import { wakeLabelling } from './relabel.ts';
import { selectRun } from './runs-store.ts';
import { LABEL_KEYS } from './said.ts';
import type { UnderstandingOverview } from './schema.ts';

/** What understands posts here, what people have said, and how the company's own heads compare. */
export async function readOverview(app: App): Promise<UnderstandingOverview> {
  const [labeller, counts, heads, training, run, isTraining] = await Promise.all([
    labellerOf(app),
    countSaid(app),
    selectHeads(app),
    selectTraining(app),
    selectRun(app, 60),
    isTrainingNow(app),
  ]);
  const byLabel = new Map(heads.map((head) => [head.label as string, head]));
  const countOf = new Map(counts.map((count) => [count.label, count]));
  return {
    isWorking: labeller !== undefined,
    versions: Object.entries(labeller?.heads ?? {}).map(([label, version]) => ({ label, version })),
    labelling: run ? { state: run.state, done: run.done, total: run.total } : null,
    labels: LABEL_KEYS.map((label) => ({
      label,
      corrections: countOf.get(label)?.otherwise ?? 0,
      confirmations: (countOf.get(label)?.said ?? 0) - (countOf.get(label)?.otherwise ?? 0),
      isTaught: (TAUGHT as readonly string[]).includes(label),
      head: headView(byLabel.get(label)),
    })),
    needed: { examples: FEWEST_SAID, each: FEWEST_EACH },
    training: { isRunning: isTraining, endedAt: training.ended_at?.toISOString() ?? null },
  };
}

function headView(row: HeadRow | undefined): UnderstandingOverview['labels'][number]['head'] {
  if (!row) return null;
  const { said, built_in, company, wins, losses, kept, is_better, is_wanted, trained_at } = row;
  return {
    said,
    builtIn: built_in,
    company,
    wins,
    losses,
    kept,
    isBetter: is_better,
    isWanted: is_wanted,
    trainedAt: trained_at.toISOString(),
  };
}

/** Lets a better head be used, or keeps it from being used. Throws `labels.no_head`. */
export async function wantHead(app: App, actor: Actor, label: Taught, isWanted: boolean): Promise<void> {
  await app.db.transaction(async () => {
    if (!(await switchHead(app, label, isWanted))) throw understandingErrors('labels.no_head', { label });
    await audit(app, actor, {
      action: isWanted ? 'label_head.switched_on' : 'label_head.switched_off',
      subject: label,
    });
    await app.bus.publish('understanding.changed', {});
    await app.jobs.enqueue('understanding.renew', {}, { key: 'understanding.renew' });
  });
}

/** Asks for a training at once. */
export async function beginTraining(app: App, actor: Actor): Promise<void> {
  await app.db.transaction(async () => {
    await app.jobs.enqueue('understanding.train', {}, { key: 'understanding.train' });
    await audit(app, actor, { action: 'label_heads.training_asked', subject: 'understanding' });
  });
}

/** Job: trains, and labels what is stored anew where another head is in use now. */
export async function runTraining(app: App, signal: AbortSignal): Promise<void> {
  if (!(await trainCompanyHeads(app, signal))) return;
  await app.bus.publish('understanding.changed', {});
  await renewModel(app);
}

/** Job: the model in use is another one. */
export async function renewModel(app: App): Promise<void> {
  renewLabeller(app);
  await wakeLabelling(app);
}
