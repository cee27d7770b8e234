import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Client as Postgres } from 'pg';
import { until } from '../helpers/app.ts';
import { becomeOwner, type Client } from '../helpers/client.ts';
import { freePort, type Program, startProgram, temporaryData } from '../helpers/program.ts';

const ROUNDS = 20;
const PACE_MS = 110;
/** Answers after a loss before the next one. */
const ANSWERS_A_ROUND = 10;
const STOP_LIMIT_MS = 10_000;
const closing: (() => Promise<unknown>)[] = [];
after(async () => {
  for (const close of closing.toReversed()) await close();
});

/** Runs statements on the program's own database, beside it. */
async function ask<Row>(data: string, text: string): Promise<Row[]> {
  const client = new Postgres({ host: socketFolderOf(data), user: 'rapport', database: 'rapport' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The fifth line of postmaster.pid names it. */
const socketFolderOf = (data: string) => pidFile(data)[4]!;
const pidFile = (data: string) =>
  readFileSync(path.join(data, 'postgres/postmaster.pid'), 'utf8').split('\n');
const OURS = `datname = current_database() and pid <> pg_backend_pid() and application_name like 'rapport%'`;

/** What the program holds open beside its connections to the database, which come and go with the work. */
async function filesOf(program: Program, data: string): Promise<number> {
  const [row] = await ask<{ count: string }>(data, `select count(*) from pg_stat_activity where ${OURS}`);
  return readdirSync(`/proc/${program.pid}/fd`).length - Number(row!.count);
}

/** The ways in which a database leaves its program. */
const FAULTS: readonly ((data: string) => Promise<void>)[] = [
  async (data) =>
    void (await ask(data, `select pg_terminate_backend(pid) from pg_stat_activity where ${OURS}`)),
  async (data) => {
    const [row] = await ask<{ pid: number }>(data, `select pid from pg_stat_activity where ${OURS} limit 1`);
    // The server ends all others too and recovers.
    process.kill(row!.pid, 'SIGKILL');
  },
  async (data) =>
    void (await ask(
      data,
      `select pg_terminate_backend(pid) from pg_stat_activity where ${OURS} and application_name = 'rapport-bus'`,
    )),
  async (data) => {
    const before = Number(pidFile(data)[0]);
    process.kill(before, 'SIGKILL');
    await until('another server runs', () => isAnother(data, before), 30_000);
  },
];

function isAnother(data: string, before: number): boolean {
  try {
    return Number(pidFile(data)[0]) !== before && pidFile(data)[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

/** Asks, writes and listens without a pause until it is stopped; counts the answers by status. */
function keepBusy(program: Program, owner: Client) {
  const stop = new AbortController();
  const statuses = new Map<number, number>();
  const strange: string[] = [];
  const loop = async (run: () => Promise<Response>) => {
    while (!stop.signal.aborted) {
      // As fast as the limit of requests allows.
      await pause(PACE_MS);
      const response = await run().catch(() => undefined);
      if (!response) continue;
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      const text = await response.text().catch(() => '');
      if (response.status === 500 || /\n\s+at |node_modules/.test(text))
        strange.push(`${response.status} ${text.slice(0, 300)}`);
    }
  };
  const within = (milliseconds: number) => AbortSignal.any([stop.signal, AbortSignal.timeout(milliseconds)]);
  const get = (url: string) => () => owner.open(url, within(20_000));
  const listen = () => owner.open('/live', within(4000));
  const write = async () => {
    await owner.put('/brand', { name: `Tee ${Math.random()}` }).catch(() => undefined);
    return fetch(`${program.url}/readyz`, { signal: within(20_000) });
  };
  const loops = [
    get('/inbox'),
    get('/audit'),
    get('/session'),
    write,
    ...Array.from({ length: 6 }, () => listen),
  ].map(loop);
  return {
    statuses,
    strange,
    async end() {
      stop.abort();
      await Promise.all(loops);
    },
  };
}

test(
  `the program outlives ${ROUNDS} losses of its database and leaks nothing`,
  { timeout: 400_000 },
  async () => {
    const data = await temporaryData({ hasDatabase: true });
    closing.push(() => data.remove());
    const program = await startProgram({ RAPPORT_DATA: data.path, PORT: String(await freePort()) });
    closing.push(() => program.end('SIGKILL'));
    const owner = await becomeOwner(program.url, program.ownerLink);
    const isReady = async () => (await fetch(`${program.url}/readyz`).catch(() => undefined))?.status === 200;
    await until('it is ready', isReady);

    const busy = keepBusy(program, owner);
    const answered = () => busy.statuses.get(200) ?? 0;
    let early = 0;
    for (let round = 0; round < ROUNDS; round++) {
      await FAULTS[round % FAULTS.length]!(data.path).catch(() => undefined);
      const before = answered();
      const isUsed = async () => answered() > before + ANSWERS_A_ROUND && (await isReady());
      await until(`people use it again after round ${round}: ${program.said().slice(-500)}`, isUsed, 60_000);
      assert.ok(program.isRunning(), `round ${round}: ${program.said()}`);
      if (round === FAULTS.length) early = await filesOf(program, data.path);
    }
    await busy.end();
    assert.deepEqual(busy.strange, []);
    assert.doesNotMatch(program.said(), /unhandled|uncaught|MaxListeners/i);

    await until('its connections are as many as allowed', async () => {
      const rows = await ask<{ name: string; count: string }>(
        data.path,
        `select application_name as name, count(*) from pg_stat_activity where ${OURS} group by 1`,
      );
      const counts = new Map(rows.map((row) => [row.name, Number(row.count)]));
      return counts.get('rapport-bus') === 1 && (counts.get('rapport') ?? 0) <= 10;
    });
    await until(
      'it holds no more than early on',
      async () => (await filesOf(program, data.path)) <= early + 5,
    );
    assert.equal((await owner.get('/staff')).items.length, 1);
    const ended = await program.end();
    assert.deepEqual(
      [ended.code, ended.milliseconds < STOP_LIMIT_MS],
      [0, true],
      `${Math.round(ended.milliseconds)} ms ${program.said().slice(-500)}`,
    );
  },
);
