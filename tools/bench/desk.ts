/**
 * A working day at the desk, faster: `node tools/bench/desk.ts [--rows 1000000] [--messages 6] [--agents 50] [--consoles 500] [--seconds 60] [--pace 10] [--seed 0.42]`;
 * with `--keep` it only fills a database and tells its address, on which `--on` works any number of times.
 * The program runs on a database with that many conversations of so many messages, and as many cases. `pace` times as fast as 10,000 a day need, agents
 * list, open, note and finish conversations, search everything, look at saved views and reports of 28 and 90 days, and customers ask in the chat, are brought to a team by twenty rules, promised an answer, and answered; consoles
 * listen. Prints what each request took in milliseconds, how long a change takes to reach every console and an answer its customer, what memory the program
 * holds, and whether every question was one conversation, brought to its team and answered once.
 */
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Actor, App } from '#platform/app/index.ts';
import { addUser, hashNewPassword, permissionsPort } from '#people/sessions/index.ts';
import { createToken } from '#people/sessions/service/tokens.ts';
import { rebuildIndex } from '#respond/search/index.ts';
import { createTestApp, until } from '../../test/helpers/app.ts';
import { Client } from '../../test/helpers/client.ts';
import { freePort, startProgram, temporaryData } from '../../test/helpers/program.ts';
import { randomFrom } from '../../test/helpers/random.ts';
import { seedCases } from './seed/cases.ts';
import { seedContacts } from './seed/contacts.ts';
import { Customer } from './seed/customer.ts';
import { seedInbox } from './seed/inbox.ts';
import { type Looks, openLooks } from './seed/looks.ts';
import { openShop, type Shop } from './seed/shop.ts';

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    messages: { type: 'string', default: '6' },
    agents: { type: 'string', default: '50' },
    consoles: { type: 'string', default: '500' },
    seconds: { type: 'string', default: '60' },
    pace: { type: 'string', default: '10' },
    seed: { type: 'string', default: '0.42' },
    keep: { type: 'boolean', default: false },
    on: { type: 'string' },
  },
});
const AGENTS = Number(options.agents);
const CONSOLES = Number(options.consoles);
/** 10,000 conversations in eight hours. */
const EVERY_MS = (8 * 3600 * 1000) / 10_000 / Number(options.pace);
/** What a page may take at 95 %, and a change until it is known everywhere; what waits for others has no goal of its own. */
const GOALS: readonly (readonly [RegExp, number])[] = [
  [/^a change is known/, 500],
  [/until|^an answer|^a visitor|^a question|^a note|^done/, Infinity],
  [/./, 150],
];
const spanOf = (days: number) =>
  `from=${new Date(Date.now() - days * 86_400_000).toISOString()}&to=${new Date().toISOString()}&zone=Europe/Berlin`;
const REPORTS: readonly (readonly [string, string])[] = [
  ['report of 28 days', `/reports/overview?${spanOf(28)}`],
  ['report of 90 days', `/reports/overview?${spanOf(90)}`],
  ['report of 90 days, one channel', `/reports/overview?${spanOf(90)}&networks=mail`],
  ['promises of 28 days', `/promises/report?${spanOf(28)}`],
  ['fairness of 28 days', '/fairness?days=28'],
];

const random = randomFrom(7);
const times = new Map<string, number[]>();
async function timed<R>(name: string, work: Promise<R>): Promise<R> {
  const from = performance.now();
  const result = await work;
  note(name, from);
  return result;
}

const closing: (() => Promise<unknown>)[] = [];
try {
  const { app, databaseUrl, close } = await createTestApp(options.on ? { databaseUrl: options.on } : {});
  if (!options.keep) closing.push(close);
  if (!options.on) {
    await seedInbox(app.db, Number(options.rows), Number(options.seed), Number(options.messages));
    await seedCases(app.db);
    await seedContacts(app);
    await index(app);
  }
  if (options.keep) {
    console.log(`kept: --on ${databaseUrl}`);
    process.exit();
  }
  const hired = await hire();
  const data = await temporaryData();
  closing.push(() => data.remove());
  const program = await startProgram({
    RAPPORT_DATA: data.path,
    PORT: String(await freePort()),
    DATABASE_URL: databaseUrl,
    TRUSTED_PROXIES: '1',
    // Always the same, so that another run can open what this one sealed in a kept database.
    RAPPORT_KEY: '5'.repeat(64),
  });
  closing.push(() => program.end());
  const agents = hired.map(({ token }) => new Client(program.url, { authorization: `Bearer ${token}` }));
  const ids = hired.map(({ id }) => id);
  const shop = await openShop(agents[0]!, ids);
  const looks = await openLooks(agents[0]!);
  const idle = residentMegabytes(program.pid);
  const listening = await listen(agents);
  const listened = residentMegabytes(program.pid);
  let most = listened;
  const watch = setInterval(() => {
    most = Math.max(most, residentMegabytes(program.pid));
  }, 500);
  const asked: Customer[] = [];
  await work((n) => {
    const agent = agents[n % agents.length]!;
    return Promise.all([handle(agent, n, listening, looks), serve(agent, program.url, shop, n, asked)]);
  });
  clearInterval(watch);
  console.log(
    `${options.rows} conversations of ${options.messages} messages and as many cases, load ${loadavg()[0]!.toFixed(1)}; ${AGENTS} agents at ${options.pace} times the pace of 10,000 conversations a day, ${CONSOLES} consoles, ${options.seconds} s; milliseconds`,
  );
  for (const [name, list] of times) print(name, list);
  console.log(
    `resident memory of the program: ${idle} MB idle, ${listened} MB with all consoles, at most ${most} MB at work`,
  );
  console.log(await outcome(agents[0]!, shop, asked));
  listening.stop();

  /** Agents with a personal token each. */
  async function hire(): Promise<{ id: string; token: string }[]> {
    app.provide(permissionsPort, new Map());
    const passwordHash = await hashNewPassword('seven quiet otters', []);
    const hired: { id: string; token: string }[] = [];
    for (let n = 0; n < AGENTS; n++) {
      const person = {
        name: `Agent ${n}`,
        email: `agent${n}.${Date.now()}@example.com`,
        role: 'owner' as const,
        passwordHash,
      };
      const user = await app.db.transaction(() => addUser(app, { ...person, address: '127.0.0.1' }));
      const actor: Actor = {
        kind: 'user',
        id: user.id,
        name: user.name,
        role: 'owner',
        permissions: new Set(['*']),
      };
      const wish = { name: 'bench', scopes: ['read' as const, 'write' as const], expiresAt: null };
      hired.push({ id: user.id, token: (await createToken(app, actor, wish)).token });
    }
    return hired;
  }
} finally {
  for (const close of closing.toReversed()) await close();
}

/** Everything can be found, as after the jobs have run. */
async function index(app: App): Promise<void> {
  const from = performance.now();
  await rebuildIndex(app);
  await app.db.query('analyze search_entries');
  await app.db.query('analyze search_words');
  console.error(`index of everything: ${((performance.now() - from) / 1000).toFixed(1)} s`);
}

interface Listening {
  /** Calls back with the number of each console that is told of the conversation. */
  expect(conversationId: string, heard: (console: number) => void): void;
  stop(): void;
}

async function listen(agents: readonly Client[]): Promise<Listening> {
  const stop = new AbortController();
  const expected = new Map<string, (console: number) => void>();
  const read = async (body: ReadableStream<Uint8Array>, console: number) => {
    for await (const text of body.pipeThrough(new TextDecoderStream()))
      for (const [, id] of text.matchAll(/"(conv_[^"]+)"/g)) expected.get(id!)?.(console);
  };
  for (let n = 0; n < CONSOLES; n++) {
    const response = await agents[n % agents.length]!.open('/live', stop.signal);
    if (!response.ok || !response.body) throw new Error(`console ${n} was refused: ${response.status}`);
    read(response.body, n).catch(() => undefined);
  }
  return { expect: (id, heard) => void expected.set(id, heard), stop: () => stop.abort() };
}

async function work(oneMore: (n: number) => Promise<unknown>): Promise<void> {
  const end = performance.now() + Number(options.seconds) * 1000;
  const running = new Set<Promise<unknown>>();
  for (let n = 0; performance.now() < end; n++) {
    const one = oneMore(n).catch((error: unknown) => console.error(String(error)));
    running.add(one);
    void one.then(() => running.delete(one));
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  await Promise.all(running);
}

/** What an agent does with one conversation, and now and then what a lead looks at. */
async function handle(agent: Client, n: number, listening: Listening, looks: Looks): Promise<void> {
  const sort = n % 3 === 0 ? 'newest' : 'priority';
  const { items } = await timed('inbox', agent.get(`/inbox?status=open&limit=50&sort=${sort}`));
  const { id } = items[Math.floor(random() * items.length)];
  const detail = await timed('a conversation', agent.get(`/inbox/${id}`));
  if (n % 4 === 0) await timed('cases', agent.get('/cases?limit=50'));
  if (detail.case) await timed('a case', agent.get(`/cases/${detail.case.id}`));
  if (n % 10 === 0)
    await timed(
      'search',
      agent.get(`/inbox?status=any&q=${encodeURIComponent(detail.excerpt.split(' ')[0])}`),
    );
  if (n % 10 === 5) await looks.search(agent, detail.excerpt.split(' ')[0], timed);
  if (n % 8 === 4) await looks.view(agent, (n - 4) / 8, timed);
  if (n % 15 === 7) {
    const [name, path] = REPORTS[Math.floor(n / 15) % REPORTS.length]!;
    await timed(name, agent.get(path));
  }
  await timed(
    'a note',
    tellAll(listening, id, () => agent.post(`/inbox/${id}/notes`, { text: 'Called back.' })),
  );
  await timed('done', agent.patch(`/inbox/${id}`, { status: 'done' }));
}

/** One customer asks, and an agent answers once the question is in the inbox. */
async function serve(agent: Client, url: string, shop: Shop, n: number, asked: Customer[]): Promise<void> {
  const customer = await timed('a visitor begins a chat', Customer.arrive(url, shop, n));
  const question = `Does the lamp number ${n} come with a bulb?`;
  await timed('a question is taken in', customer.say(question));
  asked.push(customer);
  let id: string | undefined;
  const isInInbox = async () => {
    const { items } = await timed(
      'inbox of chats',
      agent.get('/inbox?network=chat&status=open&sort=newest&limit=200'),
    );
    id = items.find(({ excerpt }: { excerpt: string }) => excerpt === question)?.id;
    return id !== undefined;
  };
  await timed('a question until it is in the inbox', until('the question is in the inbox', isInInbox));
  const { thread } = await timed('a chat', agent.get(`/inbox/${id}`));
  const answer = `Yes, number ${n} does.`;
  const wish = {
    text: answer,
    postId: thread.at(-1).id,
    accountId: shop.accountId,
    idempotencyKey: `bench-${id}`,
  };
  const from = performance.now();
  await timed('an answer is queued', agent.post(`/inbox/${id}/replies`, wish));
  await until('the answer is in the chat', async () => (await customer.texts()).includes(answer));
  note('an answer until its customer reads it', from);
}

/** Whether each question became one conversation of the team with one answer. */
async function outcome(agent: Client, shop: Shop, asked: readonly Customer[]): Promise<string> {
  const rows = await agent.all('/inbox?network=chat&status=any');
  const ofTeam = rows.filter(({ team }: { team: { id: string } | null }) => team?.id === shop.teamId);
  let answeredOnce = 0;
  for (const customer of asked)
    if ((await customer.texts()).filter((text) => text.startsWith('Yes, ')).length === 1) answeredOnce++;
  return `${asked.length} questions are ${rows.length} conversations, ${ofTeam.length} brought to their team by a rule, ${answeredOnce} answered once`;
}

/** Does it, and measures until the last of the consoles was told. */
async function tellAll<R>(listening: Listening, id: string, change: () => Promise<R>): Promise<R> {
  const from = performance.now();
  const told = new Set<number>();
  listening.expect(id, (console) => {
    if (told.size === CONSOLES) return;
    told.add(console);
    if (told.size === CONSOLES) note('a change is known in all consoles', from);
  });
  return change();
}

function note(name: string, from: number): void {
  const list = times.get(name) ?? [];
  times.set(name, list);
  list.push(performance.now() - from);
}

function residentMegabytes(pid: number): number {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
}

function print(name: string, list: readonly number[]): void {
  const sorted = list.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!.toFixed(1);
  const goal = GOALS.find(([names]) => names.test(name))![1];
  const verdict =
    goal === Infinity ? '' : Number(at(0.95)) <= goal ? `  goal ${goal}` : `  goal ${goal} MISSED`;
  console.log(
    `${name.padEnd(44)} p50 ${at(0.5).padStart(7)}  p95 ${at(0.95).padStart(7)}  max ${at(1).padStart(7)}  (${list.length})${verdict}`,
  );
}
