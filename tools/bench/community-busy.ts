/** A community of 100,000 threads with a million posts, read while 50 replies and 200 reactions a second arrive: how fast it is read, and whether all of it is counted. */
import type { AddressInfo } from 'node:net';
import { react } from '../../src/embrace/forum/talk/answers.ts';
import { addPost } from '../../src/embrace/forum/talk/posts.ts';
import { openStage } from '../../src/embrace/forum/testing/stage.ts';
import { miscounted } from '../../src/embrace/forum/testing/talkers.ts';
import { openGates } from '../../src/embrace/moderation/testing/open-gates.ts';
import { ask, lineOf, seededPath } from './community/measure.ts';
import { seededPost, seededThread, seedTalk } from './community/seeded-talk.ts';

const THREADS = Number(process.argv[2] ?? 100_000);
const SECONDS = Number(process.argv[3] ?? 30);
const POSTS = 10;
const MEMBERS = 40;
const CONNECTIONS = 4;
const REPLIES = 50;
const VOTES = 200;
const KINDS = ['like', 'thanks', 'same', 'insightful'] as const;

const { test, app, category, member } = await openStage([], { trustedProxies: 1 });
await openGates(app);
const help = await category('Help');
const members: Awaited<ReturnType<typeof member>>[] = [];
for (let n = 0; n < MEMBERS; n++) members.push(await member(`member-${n}`));
await seedTalk(app, { categoryId: help.id, threads: THREADS, posts: POSTS });
await test.server.listen({ port: 0, host: '127.0.0.1' });
const { port } = test.server.server.address() as AddressInfo;
console.log(`${THREADS} threads, ${THREADS * POSTS} posts; ${CONNECTIONS} connections, ${SECONDS} s each`);

const doerOf = (turn: number) => members[turn % MEMBERS]!.doer;
/** Half of what is read and written is in the hundred threads that everybody looks at. */
const someThread = () =>
  Math.floor(Math.random() < 0.5 ? Math.random() * Math.min(100, THREADS) : Math.random() * THREADS);
const paths = Array.from({ length: 50_000 }, () => seededPath(someThread()));
const asked = { port, paths, headers: {}, connections: CONNECTIONS };
console.log(lineOf('read, nothing arrives', await ask(app, { ...asked, seconds: SECONDS / 3 }), SECONDS / 3));
const [told, replies, votes] = await Promise.all([
  ask(app, { ...asked, seconds: SECONDS }),
  arrive(REPLIES, 2, reply),
  arrive(VOTES, 4, vote),
]);
const { times, statuses } = told;
console.log(`${lineOf('read while they arrive', { times, statuses }, SECONDS)}   goal: p95 150 ms`);
console.log(`replies ${replies.said}   goal: ${REPLIES}/s`);
console.log(`reactions ${votes.said}   goal: ${VOTES}/s`);
console.log(await checked(replies.done, votes.done));
await test.close();

async function reply(turn: number): Promise<void> {
  await addPost(app, doerOf(turn), seededThread(someThread()), {
    markdown: `Answer **${turn}** of many.`,
    replyTo: 1,
  });
}

/** Each for another post, so that every one counts: a walk that meets none twice. */
async function vote(turn: number): Promise<void> {
  const step = (turn * 7919) % (THREADS * POSTS);
  const id = seededPost(Math.floor(step / POSTS), (step % POSTS) + 1);
  await react(app, doerOf(turn), id, { kind: KINDS[turn % KINDS.length]!, isOn: true });
}

/** So many fall due a second, for as long as is read. `writers` at a time do them, as so many processes would; what they cannot do in time waits, and is done. */
async function arrive(perSecond: number, writers: number, one: (turn: number) => Promise<void>) {
  const began = performance.now();
  const times: number[] = [];
  const errors = new Map<string, number>();
  const all = perSecond * SECONDS;
  let turn = 0;
  const write = async () => {
    while (turn < all) {
      const own = turn++;
      const due = began + (own * 1000) / perSecond;
      const early = due - performance.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      await one(own).then(
        () => void times.push(performance.now() - due),
        (error: unknown) => void errors.set(String(error), (errors.get(String(error)) ?? 0) + 1),
      );
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  times.sort((a, b) => a - b);
  const took = (performance.now() - began) / 1000;
  const at = (share: number) => times[Math.floor(times.length * share)]?.toFixed(0);
  const failed = Array.from(errors, ([text, count]) => `; ${count} × ${text}`).join('');
  return {
    done: times.length,
    said: `${times.length} of ${all} in ${took.toFixed(1)} s (${(times.length / took).toFixed(0)}/s), since they were due: median ${at(0.5)} ms, p95 ${at(0.95)} ms${failed}`,
  };
}

/** What stands at the end, counted one by one. */
async function checked(replies: number, votes: number): Promise<string> {
  return app.db.transaction(async () => {
    await app.db.query('set local statement_timeout = 0');
    const [rows] = await app.db.query<{ posts: number; reactions: number }>(
      'select (select count(*)::int from forum_posts) as posts, (select count(*)::int from forum_reactions) as reactions',
    );
    const wrong = await miscounted(app);
    const isAll = rows!.posts === THREADS * POSTS + replies && rows!.reactions === votes;
    return `${rows!.posts} posts, ${rows!.reactions} reactions: ${isAll ? 'nothing lost' : 'SOMETHING IS LOST'}; ${wrong.length === 0 ? 'all counts are exact' : `WRONG COUNTS: ${JSON.stringify(wrong.slice(0, 5))}`}`;
  });
}
