/** Pages of a seeded community over HTTP: a thread from the copy of a second and made anew, lists, search, a feed that nobody needs again. */
import type { AddressInfo } from 'node:net';
import { systemActor } from '#platform/app/index.ts';
import { CLOSED, saveCommunity } from '#people/members/index.ts';
import { catchUp } from '#embrace/forum/index.ts';
import { ask, lineOf, seededPath } from './community/measure.ts';
import { seedRows } from './community/seeding.ts';
import { fillWords } from './community/words.ts';
import { openStage } from '../../src/embrace/forum/testing/stage.ts';

const THREADS = Number(process.argv[2] ?? 2000);
const POSTS = 10;
const SECONDS = 2;
const CONNECTIONS = Number(process.argv[4] ?? 16);

const { test, app, category, member, start } = await openStage([], { trustedProxies: 1 });
await app.db.query('select 1');
const help = await category('Help');
const [maya, reader] = [await member('maya'), await member('reader')];
const { thread } = await start(maya, help);
await seed();
await saveCommunity(app, systemActor, { ...CLOSED, isOpen: true, name: 'Lumora community' });
await test.server.listen({ port: 0, host: '127.0.0.1' });
const { port } = test.server.server.address() as AddressInfo;
const path = `/community/t/${thread.id}/${thread.slug}`;
const cookie = { cookie: `rapport_member=${reader.jar.get('rapport_member')!}` };
console.log(`${THREADS} threads, ${THREADS * POSTS} posts; ${CONNECTIONS} connections, ${SECONDS} s each`);

const many = (count: number, path: (turn: number) => string) =>
  Array.from({ length: count }, (_, turn) => path(turn));
const seeded = many(THREADS, seededPath);
const etag = (await fetch(`http://127.0.0.1:${port}/community/feed.atom`)).headers.get('etag')!;
const goals: Record<string, string> = {
  'thread, from the copy': '8,000/s',
  'thread, made anew': '800/s',
  'thread, another one each time': '800/s',
  'thread, signed in': 'p95 60 ms',
  'thread, signed in, another one': 'p95 60 ms',
  search: 'p95 120 ms, 4 at once',
  'feed, not changed': '10,000/s',
};
const only = process.argv[3];
const measures: [string, readonly string[], Record<string, string>?][] = [
  ['thread, from the copy', [path]],
  ['thread, made anew', many(100_000, (turn) => `${path}?x=${turn}`)],
  ['thread, another one each time', seeded],
  ['thread, signed in', [path], cookie],
  ['thread, signed in, another one', seeded, cookie],
  ['front, made anew', many(100_000, (turn) => `/community?x=${turn}`)],
  ['search', many(100_000, (turn) => `/community/search?q=word${turn % 500}%20ruoter&x=${turn}`)],
  ['feed, not changed', ['/community/feed.atom'], { 'if-none-match': etag }],
];
for (const [name, paths, headers = {}] of measures)
  if (only === undefined || name.includes(only)) {
    const told = await ask(app, { port, paths, headers, connections: CONNECTIONS, seconds: SECONDS });
    console.log(`${lineOf(name, told, SECONDS)}   goal: ${goals[name] ?? 'none'}`);
  }
await test.close();

/** Straight into the tables: what is measured is reading. */
async function seed(): Promise<void> {
  await seedRows(app, insertThreads);
  // The worker indexes what people would write; a million posts at once are not that.
  if (THREADS > 5000) await fillWords(app);
  await catchUp(app);
  await app.db.query('analyze forum_threads, forum_posts, forum_words');
}

async function insertThreads(): Promise<void> {
  await app.db.query(
    `insert into forum_threads (id, category_id, kind, title, slug, author_id, author_name, last_author_name, posts, last_number, last_activity)
     select 'thr_' || lpad(i::text, 26, '0'), $1, 'question', 'Seeded router word' || i % 500, 'seeded', $2, 'Maya', 'Maya', $4, $4, now() - make_interval(mins => i)
       from generate_series(0, $3::int - 1) i`,
    [help.id, maya.member.id, THREADS, POSTS],
  );
  await app.db.query(
    `insert into forum_posts (id, thread_id, number, author_id, author_name, markdown, html)
     select 'fpo_' || lpad((i * 100 + n)::text, 26, '0'), 'thr_' || lpad(i::text, 26, '0'), n, $1, 'Maya', 'words',
       '<p>The router says word' || (i * 7 + n) % 500 || ' and <strong>word' || (i + n * 13) % 500 || '</strong> again and again, since this morning, in the whole house.</p>'
       from generate_series(0, $2::int - 1) i, generate_series(1, $3::int) n`,
    [maya.member.id, THREADS, POSTS],
  );
}
