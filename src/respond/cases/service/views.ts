import type { Actor, App } from '#platform/app/index.ts';
import { countEach, type CountedViews, listViews, type ViewCount } from '#respond/inbox/index.ts';
import { caseErrors } from '../errors.ts';
import { casesQuery } from '../schema.ts';
import { countFitting } from './list.ts';

/** How many cases each saved view shows, at most 100; nothing for views that are not understood any more. */
export async function countCaseViews(app: App, actor: Actor): Promise<CountedViews> {
  return countEach(await listViews(app, actor, 'cases'), async (view, budgetMs) => {
    const asked = casesQuery.safeParse(view.query);
    if (!asked.success) return undefined;
    return countFitting(app, actor, { ...asked.data, condition: view.condition }, budgetMs);
  });
}

/** How many cases filters and a condition leave, before they are saved as a view. Throws `case.view_invalid`, `condition.invalid`. */
export async function countCaseView(
  app: App,
  actor: Actor,
  { query, condition }: { query: Record<string, string>; condition: unknown },
): Promise<ViewCount> {
  const asked = casesQuery.safeParse(query);
  if (!asked.success) throw caseErrors('case.view_invalid');
  return countFitting(app, actor, { ...asked.data, condition });
}
