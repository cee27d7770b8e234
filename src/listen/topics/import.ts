import type { Actor, App } from '#platform/app/index.ts';
import { auditAll } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { startBackfills } from './backfill.ts';
import { EVERYTHING } from './live.ts';
import type { ImportResult } from './schema.ts';
import { uniquely } from './service.ts';
import { insertTopics, lockTopics, selectTopics, updateTopics } from './store.ts';
import { type ImportPlan, lineOf, planImport } from './topic-file.ts';

const MOST_TOLD = 100;

export interface ImportAsked {
  lines: string;
  /** Only says what would happen. */
  isTrial: boolean;
  /** Days of stored posts that new topics and those with another query look through; 0 for none. */
  days: number;
}

/** Every topic as one line of JSON, oldest first. */
export async function exportTopics(app: App): Promise<string> {
  const rows = await selectTopics(app);
  return rows.map((row) => `${lineOf(row)}\n`).join('');
}

/** Takes a file of topics in, all its good lines or, when the database refuses one, none. Bad lines are told and passed over. */
export async function importTopics(app: App, actor: Actor, asked: ImportAsked): Promise<ImportResult> {
  return app.db.transaction(async () => {
    const existing = await selectTopics(app);
    if (!asked.isTrial)
      await lockTopics(
        app,
        existing.map((topic) => topic.id),
      );
    const plan = planImport(asked.lines, existing);
    if (!asked.isTrial) await carryOut(app, actor, plan, asked.days);
    return {
      created: plan.create.length,
      changed: plan.change.length,
      unchanged: plan.unchanged,
      refused: plan.refused.slice(0, MOST_TOLD),
      refusedCount: plan.refused.length,
    };
  });
}

async function carryOut(app: App, actor: Actor, plan: ImportPlan, days: number): Promise<void> {
  const created = plan.create.map((topic) => ({ ...topic, id: newId('topic') }));
  if (created.length + plan.change.length === 0) return;
  await uniquely('of one of the lines', () => insertTopics(app, created));
  await updateTopics(
    app,
    plan.change.map(({ id, values }) => ({
      ...values,
      id,
      ...(values.state === undefined ? {} : { is_capped: false }),
      ...(values.state === 'active' ? { cap_from: app.clock.now() } : {}),
    })),
  );
  const others = plan.change.filter((change) => change.isOtherQuery).map((change) => change.id);
  if (days > 0) {
    await startBackfills(
      app,
      created.map((topic) => topic.id),
      days,
    );
    await startBackfills(app, others, days, 'recheck');
  }
  await auditAll(app, actor, [
    ...created.map(({ id, name, query }) => ({
      action: 'topic.created',
      subject: id,
      detail: { name, query, by: 'import' },
    })),
    ...plan.change.map(({ id, values: { examples, ...told } }) => ({
      action: 'topic.changed',
      subject: id,
      detail: { ...told, ...(examples ? { examples: examples.length } : {}), by: 'import' },
    })),
  ]);
  await app.bus.publish('topic.changed', { topicId: EVERYTHING });
}
