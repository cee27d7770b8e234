import type { App } from '#platform/app/index.ts';
import type { Rules } from '../domain.ts';

export interface CategoryRow extends Rules {
  id: string;
  slug: string;
  name: string;
  text: string;
  position: number;
  threads: number;
  posts: number;
}

const CATEGORY = `id, slug, name, text, position, who_reads as "whoReads", who_starts as "whoStarts", who_answers as "whoAnswers",
  is_archived as "isArchived", threads, posts`;

export async function selectCategories(app: App): Promise<CategoryRow[]> {
  return app.db.query<CategoryRow>(`select ${CATEGORY} from forum_categories order by position, id`);
}

/** Addresses are given one after the other, until the transaction ends. */
export async function lockCategories(app: App): Promise<void> {
  await app.db.query(`select pg_advisory_xact_lock(hashtextextended('forum-categories', 0))`);
}

/** Adds or changes one; its counts stay. Answers undefined where the address is another one's. */
export async function upsertCategory(
  app: App,
  row: Omit<CategoryRow, 'threads' | 'posts'>,
): Promise<CategoryRow | undefined> {
  const [taken] = await app.db.query('select 1 from forum_categories where slug = $1 and id <> $2', [
    row.slug,
    row.id,
  ]);
  if (taken) return undefined;
  const [saved] = await app.db.query<CategoryRow>(
    `insert into forum_categories (id, slug, name, text, position, who_reads, who_starts, who_answers, is_archived)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (id) do update set slug = excluded.slug, name = excluded.name, text = excluded.text, position = excluded.position,
       who_reads = excluded.who_reads, who_starts = excluded.who_starts, who_answers = excluded.who_answers, is_archived = excluded.is_archived
     returning ${CATEGORY}`,
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
    ],
  );
  return saved;
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
