import { type Actor, type App, remember } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { slugOf } from '#lib/slugs/index.ts';
import { isOpenToAll } from '../domain.ts';
import { selectGroup } from '../groups/store.ts';
import { forumErrors } from '../errors.ts';
import type { z } from 'zod';
import type { categoryInput } from '../schema.ts';
import {
  type CategoryRow,
  deleteCategory,
  hearAgain,
  lockCategories,
  selectCategories,
  upsertCategory,
} from './categories-store.ts';
import { catchUpSoon } from './soon.ts';
import '../events.ts';

export type { CategoryRow } from './categories-store.ts';

const held = remember(
  (app) => selectCategories(app),
  (event) => event.name === 'forum.changed' && event.data.threadId === null,
);

/** Categories in their order, kept in memory until they change; their counts may be older. */
export const categoriesOf = held.read;

/** The same as they are now, with their counts; of those in their groups only whether `who` is. */
export const readCategories = (app: App, who?: { memberId: string | null }): Promise<CategoryRow[]> =>
  selectCategories(app, who?.memberId ? [who.memberId] : []);

/** Adds a category, or changes one. Throws `forum.slug_taken`, `forum.no_category`. */
export async function saveCategory(
  app: App,
  actor: Actor,
  input: z.output<typeof categoryInput>,
  id?: string,
): Promise<CategoryRow> {
  const slug = slugOf(input.slug === '' ? input.name : input.slug, 'category');
  return app.db.transaction(async () => {
    await lockCategories(app);
    const before = (await selectCategories(app, [])).find((one) => one.id === id);
    if (id !== undefined && !before) throw forumErrors('forum.no_category', { id });
    if (input.groupId !== null && !(await selectGroup(app, input.groupId)))
      throw forumErrors('forum.no_group', { id: input.groupId });
    const saved = await upsertCategory(app, { ...input, slug, id: id ?? newId('fcat') });
    if (!saved) throw forumErrors('forum.slug_taken', { slug });
    const { name, whoReads, isArchived, groupId, closesAfter } = saved;
    if (before && isOpenToAll(before) !== isOpenToAll(saved)) await heardOtherwise(app, [saved.id]);
    const action = id === undefined ? 'forum_category.added' : 'forum_category.changed';
    await audit(app, actor, {
      action,
      subject: saved.id,
      detail: { name, slug, whoReads, isArchived, groupId, closesAfter },
    });
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

/** Others may read what is said in some categories: intake hears of it. */
export async function heardOtherwise(app: App, categoryIds: readonly string[]): Promise<void> {
  await hearAgain(app, categoryIds);
  catchUpSoon(app);
}

/** Every process reads categories and who is in their groups anew. In the ambient transaction. */
export async function categoriesChanged(app: App): Promise<void> {
  await app.bus.publish('forum.changed', { threadId: null });
  held.forget(app);
}
