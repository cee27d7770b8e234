import type { App } from '#platform/app/index.ts';
import { seedRows } from './seeding.ts';

/** Threads of ten posts straight into the tables, with the counts that the service would have made. */
export async function seedTalk(
  app: App,
  { categoryId, threads, posts }: { categoryId: string; threads: number; posts: number },
): Promise<void> {
  await seedRows(app, async () => {
    await app.db.query(
      `insert into forum_threads (id, category_id, kind, title, slug, author_name, last_author_name, posts, last_number, last_activity)
       select 'thr_' || lpad(i::text, 26, '0'), $1, 'question', 'Seeded router word' || i % 500, 'seeded', 'Maya', 'Maya', $3, $3, now() - make_interval(mins => i)
         from generate_series(0, $2::int - 1) i`,
      [categoryId, threads, posts],
    );
    await app.db.query(
      `insert into forum_posts (id, thread_id, number, author_name, markdown, html, is_waiting)
       select 'fpo_' || lpad((i * 100 + n)::text, 26, '0'), 'thr_' || lpad(i::text, 26, '0'), n, 'Maya', 'words',
         '<p>The router says word' || (i * 7 + n) % 500 || ' and <strong>word' || (i + n * 13) % 500 || '</strong> again and again, since this morning.</p>', false
         from generate_series(0, $1::int - 1) i, generate_series(1, $2::int) n`,
      [threads, posts],
    );
    await app.db.query('update forum_categories set threads = $2, posts = $2 * $3::int where id = $1', [
      categoryId,
      threads,
      posts,
    ]);
  });
  await app.db.query('analyze forum_threads, forum_posts');
}

export const seededThread = (number: number): string => `thr_${String(number).padStart(26, '0')}`;

export const seededPost = (thread: number, number: number): string =>
  `fpo_${String(thread * 100 + number).padStart(26, '0')}`;
