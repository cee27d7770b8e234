/** What a reply and a reaction cost, in processor time of Node and of PostgreSQL: one after the other, and several at once. */
import { react } from '../../src/embrace/forum/talk/answers.ts';
import { addPost } from '../../src/embrace/forum/talk/posts.ts';
import { openStage } from '../../src/embrace/forum/testing/stage.ts';
import { openGates } from '../../src/embrace/moderation/testing/open-gates.ts';
import { miscounted } from '../../src/embrace/forum/testing/talkers.ts';
import { databaseTime } from './community/database-time.ts';
import { seededPost, seededThread, seedTalk } from './community/seeded-talk.ts';

const THREADS = Number(process.argv[2] ?? 20_000);
const TIMES = Number(process.argv[3] ?? 1000);
const POSTS = 10;
const MEMBERS = 40;
const KINDS = ['like', 'thanks', 'same', 'insightful'] as const;

const { test, app, category, member } = await openStage();
await openGates(app);
const help = await category('Help');
const members: Awaited<ReturnType<typeof member>>[] = [];
for (let n = 0; n < MEMBERS; n++) members.push(await member(`member-${n}`));
await seedTalk(app, { categoryId: help.id, threads: THREADS, posts: POSTS });
console.log(`${THREADS} threads, ${THREADS * POSTS} posts; ${TIMES} of each`);

let turn = 0;
const doer = () => members[turn % MEMBERS]!.doer;

async function reply(): Promise<void> {
  const own = ++turn;
  const thread = seededThread((own * 7919) % THREADS);
  await addPost(app, doer(), thread, { markdown: `Answer **${own}** of many.`, replyTo: 1 });
}

/** Each for another post, so that every one counts. */
async function reaction(): Promise<void> {
  const step = (++turn * 7919) % (THREADS * POSTS);
  const post = seededPost(Math.floor(step / POSTS), (step % POSTS) + 1);
  await react(app, doer(), post, { kind: KINDS[turn % KINDS.length]!, isOn: true });
}

await measure('warm', reply, 1);
await measure('warm', reaction, 1);
for (const writers of [1, 8]) {
  await measure(`reply, ${writers} at once`, reply, writers);
  await measure(`reaction, ${writers} at once`, reaction, writers);
}
const wrong = await miscounted(app);
console.log(
  wrong.length === 0 ? 'all counts are exact' : `WRONG COUNTS: ${JSON.stringify(wrong.slice(0, 5))}`,
);
await test.close();

async function measure(name: string, one: () => Promise<void>, writers: number): Promise<void> {
  const times = name === 'warm' ? 100 : TIMES;
  let left = times;
  const [cpu, database, began] = [process.threadCpuUsage(), await databaseTime(app), performance.now()];
  await Promise.all(
    Array.from({ length: writers }, async () => {
      while (left-- > 0) await one();
    }),
  );
  const took = performance.now() - began;
  const { user, system } = process.threadCpuUsage(cpu);
  const each = (milliseconds: number) => (milliseconds / times).toFixed(2);
  console.log(
    `${name.padEnd(24)} ${each((user + system) / 1000)} ms of a core in Node, ${each((await databaseTime(app)) - database)} in PostgreSQL; ${each(took)} ms of the clock, ${((times * 1000) / took).toFixed(0)}/s`,
  );
}
