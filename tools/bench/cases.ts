/**
 * How fast cases are with a million of them: `node tools/bench/cases.ts [--rows N] [--seed 0.42] [--runs 100] [--tries 1]`. Fills a database of its own,
 * asks the service what the console asks, and prints milliseconds. On a machine that others use too, `--tries 3` counts the best of three.
 */
import { parseArgs } from 'node:util';
import type { Actor, App } from '#platform/app/index.ts';
import { listCases, readCase } from '#respond/cases/index.ts';
import { countCases } from '#respond/cases/service/list.ts';
import { listInbox } from '#respond/inbox/index.ts';
import { createTestApp } from '../../test/helpers/app.ts';
import { seedCases } from './seed/cases.ts';
import { AGENTS, seedInbox } from './seed/inbox.ts';

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '0.42' },
    runs: { type: 'string', default: '100' },
    tries: { type: 'string', default: '1' },
  },
});
const RUNS = Number(options.runs);
const agentId = (n: number) => `user_${String(n % AGENTS).padStart(26, '0')}`;
const actor: Actor = { kind: 'user', id: agentId(1), name: 'Ana', role: 'owner', permissions: new Set() };

async function measure(name: string, once: (run: number) => Promise<unknown>): Promise<void> {
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
  const at = (share: number) => times[Math.min(RUNS - 1, Math.floor(RUNS * share))]!.toFixed(1).padStart(9);
  console.log(`${name.padEnd(44)}${at(0.5)}${at(0.95)}${at(1)}`);
}

async function bench(app: App): Promise<void> {
  console.log(
    `${`${options.rows} cases, ${RUNS} runs each, milliseconds`.padEnd(44)}      p50      p95      max`,
  );
  type Asked = Parameters<typeof listCases>[2];
  const list = (more: Partial<Asked>) =>
    listCases(app, actor, { status: 'unfinished', sort: 'updated', limit: 50, ...more });
  const filters: Record<string, (run: number) => Partial<Asked>> = {
    'no filter': () => ({}),
    assignee: (run) => ({ assignee: agentId(run) }),
    nobody: () => ({ assignee: 'nobody' }),
    'label, common': () => ({ label: 'vip' }),
    'label, rare': () => ({ label: 'rare' }),
    network: (run) => ({ network: ['bluesky', 'mastodon', 'mail'][run % 3]! }),
    'nothing there': () => ({ label: 'none', network: 'bluesky' }),
  };
  for (const status of ['unfinished', 'closed', 'any'] as const)
    for (const sort of ['updated', 'priority'] as const)
      for (const [name, filter] of Object.entries(filters))
        await measure(`list ${status} ${sort}: ${name}`, (run) => list({ status, sort, ...filter(run) }));
  await measure('pages 2 to 6', async () => {
    let cursor: string | undefined;
    for (let page = 0; page < 6; page++) ({ nextCursor: cursor } = await list({ cursor }));
  });
  await measure('counts', () => countCases(app, actor));
  const numbers = await app.db.query<{ id: string; number: number }>(
    `select id, number from cases tablesample system (0.5) limit ${RUNS}`,
  );
  await measure('open a case', (run) => readCase(app, actor, numbers[run % numbers.length]!.id));
  await measure('search #number', (run) =>
    list({ q: `#${numbers[run % numbers.length]!.number}`, status: 'any' }),
  );
  await measure('search words of titles', (run) => list({ q: `ticket ${run * 4}`, status: 'any' }));
  await measure('inbox, all in cases', () =>
    listInbox(app, actor, { status: 'open', sort: 'priority', limit: 50 }),
  );
}

const { app, close } = await createTestApp();
await seedInbox(app.db, Number(options.rows), Number(options.seed));
await seedCases(app.db);
await bench(app);
await close();
