/** Statistics of a community of a million posts in two years: how long packing and counting take, for 28 and for 365 days, beside the same figures from the rows. */
import assert from 'node:assert/strict';
import { packChangedDays } from '../../src/embrace/forum/statistics/pack.ts';
import { countStatistics } from '../../src/embrace/forum/statistics/statistics.ts';
import { countFromRows } from '../../src/embrace/forum/statistics/testing/oracle.ts';
import { unansweredQuestions } from '../../src/embrace/forum/talk/waiting.ts';
import { seedRows } from './community/seeding.ts';
import { openStage } from '../../src/embrace/forum/testing/stage.ts';

const THREADS = Number(process.argv[2] ?? 100_000);
const POSTS = 10;
const DAYS = 730;
const RUNS = 5;

const { test, app, category } = await openStage();
const help = await category('Help');
await seed();
/** How long `work` takes, in milliseconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

console.log(`all days packed: ${((await timed(() => packChangedDays(app))) / 1000).toFixed(1)} s`);
for (const days of [28, 365] as const) {
  const asked = { days, zone: 'Europe/Berlin' };
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) times.push(await timed(() => countStatistics(app, asked)));
  const told = await countStatistics(app, asked);
  const rows = await timed(async () =>
    assert.deepEqual(await countFromRows(app, asked, new Date(told.to)), told),
  );
  const median = times.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)]!;
  console.log(
    `${days} days: ${times.map((time) => time.toFixed(0)).join(', ')} ms; the same figures from the rows: ${rows.toFixed(0)} ms, ${(rows / median).toFixed(0)} ×`,
  );
}
await app.db.query(
  `update forum_posts set accepted_at = null where id = (select min(id) from forum_posts where accepted_at is not null)`,
);
console.log(
  `with one changed day: ${(await timed(() => countStatistics(app, { days: 28, zone: 'UTC' }))).toFixed(0)} ms`,
);
const waiting = { categoryId: help.id, since: new Date(0), limit: 500 };
console.log(
  `500 questions that wait: ${(await timed(() => unansweredQuestions(app, waiting))).toFixed(1)} ms`,
);
await test.close();

/** Straight into the tables: a fifth of the questions is not answered, 5,000 members write, and read marks are as many as threads. */
async function seed(): Promise<void> {
  await seedRows(app, async () => {
    await app.db.query(
      `insert into forum_threads (id, category_id, kind, title, slug, author_id, author_name, last_author_name, posts, last_number, answers, created_at)
       select 'thr_' || lpad(i::text, 26, '0'), $1, 'question', 'Seeded', 'seeded', 'mem_' || i * 7 % 5000, 'Maya', 'Maya', $3, $3, i % 2,
         now() - i * interval '1 day' * $4 / $2 from generate_series(0, $2::int - 1) i`,
      [help.id, THREADS, POSTS, DAYS],
    );
    await app.db.query(
      `insert into forum_posts (id, thread_id, number, author_id, author_name, markdown, html, is_waiting, created_at, accepted_at)
       select 'fpo_' || lpad((i * 100 + n)::text, 26, '0'), t.id, n, case when n = 1 or i % 5 = 0 then t.author_id else 'mem_' || (i * 13 + n * 101) % 5000 end, 'Maya', 'words',
         repeat('<p>The router says a word again and again, since this morning.</p>', 4), false, t.created_at + (n - 1) * interval '3 hours', case when n = 2 and i % 2 = 1 then t.created_at + interval '4 hours' end
         from generate_series(0, $1::int - 1) i join forum_threads t on t.id = 'thr_' || lpad(i::text, 26, '0') cross join generate_series(1, $2::int) n`,
      [THREADS, POSTS],
    );
    await app.db.query(
      `insert into forum_reads (member_id, thread_id, last_number, at) select 'mem_' || n % 8000, id, 1, created_at + interval '1 day' from
         (select id, created_at, row_number() over (order by id) as n from forum_threads) t`,
    );
  });
  await app.db.query('analyze forum_threads, forum_posts, forum_reads');
}
