import type { z } from 'zod';
import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { knowledgeErrors } from '../errors.ts';
import type { categoriesInput } from '../schema.ts';
import { type CategoryRow, replaceCategories, selectCategories } from './categories-store.ts';
import { slugOf } from '#lib/slugs/index.ts';

export function listCategories(app: App): Promise<CategoryRow[]> {
  return selectCategories(app);
}

/** The list as it shall be, in its order. Throws `knowledge.category_double`. */
export async function saveCategories(
  app: App,
  actor: Actor,
  { items }: z.output<typeof categoriesInput>,
): Promise<CategoryRow[]> {
  const rows = items.map(({ id, name }) => ({ id: id ?? newId('helpcat'), name, slug: slugOf(name) }));
  const seen = new Set<string>();
  for (const { slug } of rows) {
    if (seen.has(slug)) throw knowledgeErrors('knowledge.category_double', { slug });
    seen.add(slug);
  }
  return app.db.transaction(async () => {
    await replaceCategories(app, rows);
    await audit(app, actor, {
      action: 'help_categories.changed',
      subject: 'help-categories',
      detail: { names: rows.map(({ name }) => name) },
    });
    await app.bus.publish('knowledge.changed', { articleIds: [] });
    return selectCategories(app);
  });
}
