/** Pages of a seeded community over HTTP: a thread from the copy of a second and made anew, lists, search, a feed that nobody needs again. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemActor } from '#platform/app/index.ts';
import { CLOSED, saveCommunity } from '#people/members/index.ts';
import { catchUp } from '#embrace/forum/index.ts';
import { openStage } from '../../src/embrace/forum/testing/stage.ts';

const THREADS = Number(process.argv[2] ?? 2000);
const POSTS = 10;
const SECONDS = 4;
const CONNECTIONS = 16;

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

let turn = 0;
await measure('thread, from the copy', () => ({ path }));
await measure('thread, made anew', () => ({ path: `${path}?x=${turn++}` }));
await measure('thread, another one each time', () => ({
  path: `/community/t/thr_${String(turn++ % THREADS).padStart(26, '0')}/seeded`,
}));
await measure('thread, signed in', () => ({ path, headers: cookie }));
await measure('front, made anew', () => ({ path: `/community?x=${turn++}` }));
await measure('search', () => ({ path: `/community/search?q=word${turn++ % 500}%20ruoter` }));
const etag = await etagOf('/community/feed.atom');
await measure('feed, not changed', () => ({
  path: '/community/feed.atom',
  headers: { 'if-none-match': etag },
}));
await test.close();

/** Straight into the tables: what is measured is reading. */
async function seed(): Promise<void> {
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
  await catchUp(app);
  await app.db.query('analyze forum_threads, forum_posts, forum_words');
}

interface Request {
  path: string;
  headers?: Record<string, string>;
}

function send(
  agent: http.Agent,
  { path: to, headers = {} }: Request,
): Promise<{ status: number; etag: string }> {
  return new Promise((resolve, reject) => {
    const address = `10.${turn % 250}.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`;
    http
      .get(
        { port, host: '127.0.0.1', agent, path: to, headers: { ...headers, 'x-forwarded-for': address } },
        (answer) => {
          answer.resume();
          answer.on('end', () =>
            resolve({ status: answer.statusCode ?? 0, etag: String(answer.headers.etag) }),
          );
        },
      )
      .on('error', reject);
  });
}

async function etagOf(to: string): Promise<string> {
  const agent = new http.Agent();
  return (await send(agent, { path: to })).etag;
}

async function measure(name: string, next: () => Request): Promise<void> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const times: number[] = [];
  const statuses = new Map<number, number>();
  const end = performance.now() + SECONDS * 1000;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < end) {
        const began = performance.now();
        const { status } = await send(agent, next());
        times.push(performance.now() - began);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    }),
  );
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)]!.toFixed(1);
  const codes = [...statuses].map(([status, count]) => `${status}: ${count}`).join(', ');
  console.log(
    `${name.padEnd(30)} ${String(Math.round(times.length / SECONDS)).padStart(6)}/s   median ${at(0.5)} ms   p95 ${at(0.95)} ms   (${codes})`,
  );
}
