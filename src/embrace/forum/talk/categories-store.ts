import type { App } from '#platform/app/index.ts';
import { isClosed } from '../groups/domain.ts';
import { selectCircles } from '../groups/store.ts';
import type { Circle, Rules } from '../domain.ts';

export interface CategoryRow extends Rules {
  id: string;
  groupId: string | null;
  slug: string;
  name: string;
  text: string;
  position: number;
  /** Days after the last answer at which threads that are started in it close. */
  closesAfter: number | null;
  threads: number;
  posts: number;
}

/** As its row says, without who is in its group. */
export type BareCategory = Omit<CategoryRow, 'group'>;

const CATEGORY = `id, slug, name, text, position, who_reads as "whoReads", who_starts as "whoStarts", who_answers as "whoAnswers",
  is_archived as "isArchived", threads, posts, group_id as "groupId", closes_after as "closesAfter"`;

/** With who is in their groups: everybody, or of these members only. */
export async function selectCategories(app: App, among?: readonly string[]): Promise<CategoryRow[]> {
  const rows = await app.db.query<Omit<CategoryRow, 'group'>>(
    `select ${CATEGORY} from forum_categories order by position, id`,
  );
  if (rows.every(({ groupId }) => groupId === null)) return rows.map((row) => ({ ...row, group: null }));
  const circles = new Map((await selectCircles(app, among)).map((circle) => [circle.id, circle]));
  return rows.map((row) => {
    const circle = row.groupId === null ? undefined : circles.get(row.groupId);
    return { ...row, group: row.groupId === null ? null : circle ? circleOf(circle) : SHUT };
  });
}

/** A group that nothing is known of lets nobody in. */
const SHUT: Circle = {
  id: '',
  slug: '',
  name: '',
  isClosed: true,
  isHidden: true,
  insiders: new Set(),
  moderators: new Set(),
};

function circleOf({ kind, ...circle }: Awaited<ReturnType<typeof selectCircles>>[number]): Circle {
  return { ...circle, isClosed: isClosed(kind), isHidden: kind === 'hidden' };
}

/** Posts of these categories are heard anew: others may read them now. */
export async function hearAgain(app: App, categoryIds: readonly string[]): Promise<void> {
  await app.db.query(
    `update forum_posts set is_waiting = true where thread_id in (select id from forum_threads where category_id = any($1))`,
    [categoryIds],
  );
}

/** A category within another statement: as JSON, or null. Give it to `withCircle`. */
export const categoryNamed = (id: string): string =>
  `(select row_to_json(c) from (select ${CATEGORY} from forum_categories where id = ${id}) c)`;

/** The same with whether a member is in its group; nobody is where none is told. */
export async function withCircle(
  app: App,
  row: BareCategory | null,
  memberId: string | null,
): Promise<CategoryRow | null> {
  if (row === null || row.groupId === null) return row && { ...row, group: null };
  const circles = await selectCircles(app, memberId === null ? [] : [memberId]);
  const circle = circles.find(({ id }) => id === row.groupId);
  return { ...row, group: circle ? circleOf(circle) : SHUT };
}

/** Addresses are given one after the other, until the transaction ends. */
export async function lockCategories(app: App): Promise<void> {
  await app.db.query(`select pg_advisory_xact_lock(hashtextextended('forum-categories', 0))`);
}

/** Adds or changes one; its counts stay. Answers undefined where the address is another one's. */
export async function upsertCategory(
  app: App,
  row: Omit<CategoryRow, 'threads' | 'posts' | 'group'>,
): Promise<CategoryRow | undefined> {
  const [taken] = await app.db.query('select 1 from forum_categories where slug = $1 and id <> $2', [
    row.slug,
    row.id,
  ]);
  if (taken) return undefined;
  await app.db.query(
    `insert into forum_categories (id, slug, name, text, position, who_reads, who_starts, who_answers, is_archived, group_id, closes_after)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (id) do update set slug = excluded.slug, name = excluded.name, text = excluded.text, position = excluded.position,
       who_reads = excluded.who_reads, who_starts = excluded.who_starts, who_answers = excluded.who_answers, is_archived = excluded.is_archived, group_id = excluded.group_id, closes_after = excluded.closes_after`,
    [
      row.id,
      row.slug,
      row.name,
      row.text,
      row.position,
      row.whoReads,
      row.whoStarts,
      row.whoAnswers,
      row.isArchived,
      row.groupId,
      row.closesAfter,
    ],
  );
  return (await selectCategories(app, [])).find(({ id }) => id === row.id);
}

/** Removes what never had a thread; false where it has. */
export async function deleteCategory(app: App, id: string): Promise<boolean> {
  // Waits for threads that are being started in it, and sees them.
  await app.db.query('select from forum_categories where id = $1 for update', [id]);
  const gone = await app.db.query(
    'delete from forum_categories c where id = $1 and not exists (select from forum_threads where category_id = c.id) returning 1',
    [id],
  );
  return gone.length > 0;
}
