/**
 * How fast the inbox is with a million conversations: `node tools/bench/inbox.ts [--rows N] [--seed 0.42] [--runs 100] [--explain] [--database URL]`.
 * Fills a database of its own, asks the service what the console asks, and prints milliseconds. With `--explain` the plan of the
 * slowest query of each kind follows. On a machine that others use too, `--tries 3` asks each question three times and counts the best. With `--database` a database that was filled before is asked again (see `--keep`).
 */
import { parseArgs } from 'node:util';
import { type Actor, type App, createApp } from '#platform/app/index.ts';
import { createDb } from '#platform/db/index.ts';
import { createTestApp } from '../../test/helpers/app.ts';
import { type InboxAsked, listInbox, readConversation } from '#respond/inbox/index.ts';
import { countInbox } from '#respond/inbox/service/list.ts';
import { listLabels } from '#respond/inbox/service/desk.ts';
import { AGENTS, seedInbox, TOPICS } from './seed/inbox.ts';

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '0.42' },
    runs: { type: 'string', default: '100' },
    explain: { type: 'boolean', default: false },
    database: { type: 'string' },
    keep: { type: 'boolean', default: false },
    only: { type: 'string' },
    tries: { type: 'string', default: '1' },
  },
});

const ROWS = Number(options.rows);
const RUNS = Number(options.runs);
const agentId = (n: number) => `user_${String(n).padStart(26, '0')}`;
const topicId = (n: number) => `topic_${String(n).padStart(24, '0')}`;
const actor: Actor = { kind: 'user', id: agentId(1), name: 'Ana', role: 'owner', permissions: new Set() };

interface Statement {
  text: string;
  values: readonly unknown[];
  ms: number;
}

let slowest: Statement | undefined;

/** The same app, with every statement timed. */
function watched(app: App): App {
  const db = {
    ...app.db,
    async query<Row>(text: string, values: readonly unknown[] = []) {
      const start = performance.now();
      const rows = await app.db.query<Row>(text, values);
      const ms = performance.now() - start;
      if (!slowest || ms > slowest.ms) slowest = { text, values, ms };
      return rows;
    },
  };
  return createApp({ ...app, db });
}

async function measure(name: string, app: App, once: (run: number) => Promise<unknown>): Promise<void> {
  if (options.only && !name.includes(options.only)) return;
  slowest = undefined;
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    let best = Number.POSITIVE_INFINITY;
    for (let attempt = 0; attempt < Number(options.tries); attempt++) {
      const start = performance.now();
      await once(run);
      best = Math.min(best, performance.now() - start);
    }
    times.push(best);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(1).padStart(8);
  console.log(`${name.padEnd(52)}${at(0.5)}${at(0.95)}${at(0.99)}`);
  const worst = slowest as Statement | undefined;
  if (options.explain && worst) {
    const plan = await app.db.query<{ 'QUERY PLAN': string }>(
      `explain (analyze, buffers, costs off, summary off) ${worst.text}`,
      worst.values,
    );
    console.log(plan.map((line) => `      ${line['QUERY PLAN']}`).join('\n'));
  }
}

async function bench(app: App): Promise<void> {
  console.log(
    `${`${ROWS} conversations, seed ${options.seed}, ${RUNS} runs each${options.tries === '1' ? '' : `, best of ${options.tries}`}, milliseconds`.padEnd(52)}     p50     p95     p99`,
  );
  const asked: InboxAsked = { status: 'open', sort: 'priority', limit: 50 };
  const list = (more: Partial<InboxAsked>) => listInbox(app, actor, { ...asked, ...more });
  const filters: Record<string, (run: number) => Partial<InboxAsked>> = {
    'no filter': () => ({}),
    assignee: (run) => ({ assignee: agentId(run % AGENTS) }),
    nobody: () => ({ assignee: 'nobody' }),
    topic: (run) => ({ topic: topicId(run % TOPICS) }),
    'label, common': () => ({ label: 'vip' }),
    label: (run) => ({ label: `label ${run % 50}` }),
    'label, rare': () => ({ label: 'rare' }),
    network: (run) => ({ network: ['bluesky', 'mastodon', 'feed'][run % 3]! }),
    'network, rare': (run) => ({ network: ['telegram', 'mail'][run % 2]! }),
    'topic + network': (run) => ({
      topic: topicId(run % TOPICS),
      network: ['bluesky', 'mail', 'feed'][run % 3]!,
    }),
    'topic + assignee': (run) => ({ topic: topicId(run % TOPICS), assignee: agentId(run % AGENTS) }),
    'topic + label + network': (run) => ({
      topic: topicId(run % TOPICS),
      label: `label ${run % 50}`,
      network: 'bluesky',
    }),
    'topic + nobody': (run) => ({ topic: topicId(run % TOPICS), assignee: 'nobody' }),
    'nothing there': () => ({ topic: 'topic_none', network: 'bluesky' }),
  };
  for (const sort of ['priority', 'newest', 'oldest'] as const) {
    for (const status of ['open', 'done', 'any'] as const) {
      for (const [name, filter] of Object.entries(filters)) {
        await measure(`list ${sort} ${status}: ${name}`, app, (run) =>
          list({ sort, status, ...filter(run) }),
        );
      }
    }
  }
  await measure('list, pages 2 to 6', app, async () => {
    let cursor: string | undefined;
    for (let page = 0; page < 6; page++) ({ nextCursor: cursor } = await list({ cursor }));
  });
  const ids = (
    await app.db.query<{ id: string }>(`select id from conversations tablesample system (0.1) limit ${RUNS}`)
  ).map((row) => row.id);
  await measure('detail', app, (run) => readConversation(app, actor, ids[run % ids.length]!));
  await measure('counts', app, () => countInbox(app, actor));
  await measure('labels', app, () => listLabels(app));
  const words = (
    await app.db.query<{ word: string; n: number }>(
      `select word, count(*)::int as n from (select unnest(tsvector_to_array(search)) as word from posts tablesample system (0.5)) w where length(word) > 3 group by word order by n desc`,
    )
  ).map((row) => row.word);
  for (const status of ['open', 'any'] as const) {
    await measure(`search ${status}: common word`, app, (run) => list({ status, q: words[run % 20]! }));
    await measure(`search ${status}: usual word`, app, (run) =>
      list({ status, q: words[300 + (run % 300)]! }),
    );
    await measure(`search ${status}: rare word`, app, (run) => list({ status, q: words.at(-1 - run)! }));
    await measure(`search ${status}: two words`, app, (run) =>
      list({ status, q: `${words[100 + run]!} AND ${words[200 + run]!}` }),
    );
  }
}

if (options.database) {
  const { app, close } = await createTestApp();
  const db = createDb({ url: options.database, max: 10, log: app.log });
  await bench(watched(createApp({ ...app, db })));
  await db.close();
  await close();
} else {
  const { app, close, databaseUrl } = await createTestApp();
  await seedInbox(app.db, ROWS, Number(options.seed));
  await bench(watched(app));
  if (options.keep) console.error(`kept: ${databaseUrl}`);
  else await close();
  if (options.keep) process.exit(0);
}
