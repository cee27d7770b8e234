import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { slugOf } from '#lib/slugs/index.ts';
import { forumErrors } from '../errors.ts';
import type { z } from 'zod';
import type { categoryInput } from '../schema.ts';
import {
  type CategoryRow,
  deleteCategory,
  lockCategories,
  selectCategories,
  upsertCategory,
} from './categories-store.ts';
import '../events.ts';

export type { CategoryRow } from './categories-store.ts';

const held = new WeakMap<App, { at: Promise<CategoryRow[]> | undefined }>();

/** Categories in their order, kept in memory until they change; their counts may be older. */
export function categoriesOf(app: App): Promise<CategoryRow[]> {
  let place = held.get(app);
  if (!place) {
    const made: { at: Promise<CategoryRow[]> | undefined } = { at: undefined };
    held.set(app, (place = made));
    app.bus.on('forum.changed', ({ threadId }) => {
      if (threadId === null) made.at = undefined;
    });
    app.bus.on('bus.resync', () => void (made.at = undefined));
  }
  const known = (place.at ??= selectCategories(app));
  known.catch(() => void (place.at = undefined));
  return known;
}

/** The same as they are now, with their counts. */
export const readCategories = (app: App): Promise<CategoryRow[]> => selectCategories(app);

/** Adds a category, or changes one. Throws `forum.slug_taken`, `forum.no_category`. */
export async function saveCategory(
  app: App,
  actor: Actor,
  input: z.output<typeof categoryInput>,
  id?: string,
): Promise<CategoryRow> {
  const slug = slugOf(input.slug === '' ? input.name : input.slug, 'category');
  return app.db.transaction(async () => {
    if (id !== undefined && !(await selectCategories(app)).some((one) => one.id === id))
      throw forumErrors('forum.no_category', { id });
    await lockCategories(app);
    const saved = await upsertCategory(app, { ...input, slug, id: id ?? newId('fcat') });
    if (!saved) throw forumErrors('forum.slug_taken', { slug });
    const { name, whoReads, isArchived } = saved;
    const action = id === undefined ? 'forum_category.added' : 'forum_category.changed';
    await audit(app, actor, { action, subject: saved.id, detail: { name, slug, whoReads, isArchived } });
    await categoriesChanged(app);
    return saved;
  });
}

/** Removes a category that never had a thread; others are put away as archived. */
export async function removeCategory(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    if (!(await deleteCategory(app, id))) throw forumErrors('forum.no_category', { id });
    await audit(app, actor, { action: 'forum_category.removed', subject: id });
    await categoriesChanged(app);
  });
}

async function categoriesChanged(app: App): Promise<void> {
  await app.bus.publish('forum.changed', { threadId: null });
  app.db.afterCommit(() => {
    const place = held.get(app);
    if (place) place.at = undefined;
  });
}
