import type { Actor, App } from '#platform/app/index.ts';
import { listViews } from '#respond/inbox/index.ts';
import { casesQuery } from '../schema.ts';
import { countFitting } from './list.ts';

/** Views whose cases are counted: the first ones. */
const MOST_COUNTED = 30;

/** How many cases each saved view shows, at most 100; nothing for views whose search is not understood any more. */
export async function countCaseViews(app: App, actor: Actor): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const view of (await listViews(app, actor, 'cases')).slice(0, MOST_COUNTED)) {
    const asked = casesQuery.safeParse(view.query);
    const count = asked.success ? await countFitting(app, actor, asked.data).catch(notUnderstood) : undefined;
    if (count !== undefined) counts[view.id] = count;
  }
  return counts;
}

function notUnderstood(error: unknown): undefined {
  if ((error as { code?: unknown }).code !== 'inbox.query_invalid') throw error;
}
