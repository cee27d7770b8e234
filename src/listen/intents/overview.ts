import type { App } from '#platform/app/index.ts';
import { type ModelRow, selectCurrent, selectLastChange } from './model-store.ts';
import type { IntentModelView, IntentsOverview } from './schema.ts';
import { selectIntents } from './store.ts';

/** All intents with their figures, the model in use and the latest training. */
export async function readOverview(app: App): Promise<IntentsOverview> {
  const intents = await selectIntents(app);
  const { active, latest } = await selectCurrent(app);
  const changedAt = await selectLastChange(app);
  const figures = new Map(active?.figures?.labels.map((one) => [one.label, one]));
  return {
    items: intents.map(({ id, name, examples }) => ({
      id,
      name,
      examples,
      precision: figures.get(name)?.precision ?? null,
      recall: figures.get(name)?.recall ?? null,
    })),
    active: active ? viewOf(active) : null,
    latest: latest && latest.id !== active?.id ? viewOf(latest) : null,
    isChanged: changedAt !== null && (latest === undefined || changedAt > latest.started_at),
  };
}

export function viewOf(row: ModelRow): IntentModelView {
  return {
    id: row.id,
    state: row.state,
    isActive: row.is_active,
    progress: row.progress,
    problem: row.problem,
    intents: row.intents,
    examples: row.examples,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    figures: row.figures,
  };
}
