import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { AppError } from '#platform/errors/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { copyBinaries, findBinaries } from './binaries.ts';
import { startEmbedded, stopEmbedded, type EmbeddedOptions } from './index.ts';
import { isAlive } from './process-table.ts';

const folders: string[] = [];
const log = createLogger('silent');

after(async () => {
  for (const folder of folders) {
    await stopEmbedded(folder);
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('embedded database', () => {
  it('starts cold, keeps what was committed and starts again', async () => {
    const dataDir = path.join(newFolder(), `a, "b" 'c' d%`);
    const first = await start({ dataDir });
    assert.equal(first.wasRunning, false);
    await ask(first.url, "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('É')");
    const pid = postmasterOf(dataDir);
    await first.stop();
    assert.equal(isAlive(pid), false, 'no server is left');
    const second = await start({ dataDir });
    assert.deepEqual(await ask(second.url, 'SELECT lower(word) AS word FROM kept'), [{ word: 'é' }]);
    await Promise.all([second.stop(), second.stop()]);
  });

  it('refuses a second owner by name and lets it in as a guest', async () => {
    const dataDir = newFolder();
    const holder = await startHolder(dataDir);
    await assert.rejects(start({ dataDir }), (error: unknown) => {
      assert(error instanceof AppError);
      assert.equal(error.code, 'data_dir.in_use');
      assert.equal(error.params['pid'], holder.pid);
      return true;
    });
    const guest = await start({ dataDir, use: 'join' });
    assert.equal(guest.wasRunning, true);
    await guest.stop();
    assert.equal(isAlive(postmasterOf(dataDir)), true, 'the server stays with its owner');
    await kill(holder);
    const next = await start({ dataDir });
    assert.equal(next.wasRunning, true, 'the server of the killed owner is used');
    await next.stop();
  });

  it('gives a fresh directory to exactly one of two that start together', async () => {
    const dataDir = newFolder();
    const both = [launchHolder(dataDir), launchHolder(dataDir)];
    const answers = await Promise.all(both.map(firstLine));
    assert.deepEqual(answers.toSorted(), ['data_dir.in_use', 'ready']);
    await Promise.all(both.map(kill));
  });

  it('repairs what kill -9 left: half a cluster, stale lock files with a number that somebody else has now', async () => {
    const dataDir = newFolder();
    mkdirSync(path.join(dataDir, 'postgres.new-4194000/base'), { recursive: true });
    const first = await start({ dataDir });
    assert.equal(existsSync(path.join(dataDir, 'postgres.new-4194000')), false);
    await ask(first.url, 'CREATE TABLE kept AS SELECT 7 AS n');
    await first.stop();
    const stale = `${process.pid}\n${dataDir}/postgres\n1700000000\n5432\n${dataDir}/run\n\n 1 1\nready   \n`;
    writeFileSync(path.join(dataDir, 'postgres/postmaster.pid'), stale, { mode: 0o600 });
    writeFileSync(path.join(dataDir, 'run/.s.PGSQL.5432.lock'), stale, { mode: 0o600 });
    const second = await start({ dataDir });
    assert.deepEqual(await ask(second.url, 'SELECT n FROM kept'), [{ n: 7 }]);
    await second.stop();
  });

  it('starts the server again when it dies, and keeps its claim', async () => {
    const dataDir = newFolder();
    const database = await start({ dataDir });
    await ask(database.url, 'CREATE TABLE kept AS SELECT 7 AS n');
    const killed = postmasterOf(dataDir);
    process.kill(killed, 'SIGKILL');
    await until(() => hasServer(dataDir, killed));
    assert.deepEqual(await ask(database.url, 'SELECT n FROM kept'), [{ n: 7 }]);
    await until(() =>
      assert.rejects(start({ dataDir }), { code: 'data_dir.in_use' }).then(
        () => true,
        () => false,
      ),
    );
    await database.stop();
  });

  it('survives kill -9 of either part at random moments with everything that was acknowledged', async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 100_000);
    const random = sequence(seed);
    const dataDir = newFolder();
    let acknowledged = 0;
    for (let round = 0; round < 4; round++) {
      const holder = launchHolder(dataDir, WRITE_FOREVER);
      const lines = linesOf(holder);
      assert.equal(await firstLine(holder), 'ready', `seed ${seed}`);
      await wait(random() * 150);
      const target = random() < 0.5 ? postmasterOf(dataDir) : holder.pid!;
      process.kill(target, 'SIGKILL');
      await kill(holder);
      acknowledged = Math.max(acknowledged, ...lines().map(Number).filter(Number.isInteger));
    }
    const database = await start({ dataDir });
    const [row] = await ask(
      database.url,
      'SELECT coalesce(max(n), 0)::int AS highest, count(*)::int AS rows FROM written',
    );
    assert(
      row && Number(row['highest']) >= acknowledged,
      `seed ${seed}: ${JSON.stringify(row)}, told ${acknowledged}`,
    );
    await database.stop();
  });

  it('works in a directory whose name is longer than a socket address', async () => {
    const dataDir = path.join(newFolder(), 'x'.repeat(120), "it's");
    const database = await start({ dataDir });
    assert.deepEqual(await ask(database.url, 'SELECT 1 AS n'), [{ n: 1 }]);
    await database.stop();
  });

  it('says what the server said when it does not start', async () => {
    const dataDir = newFolder();
    await assert.rejects(start({ dataDir, settings: { shared_buffers: 'plenty' } }), (error: unknown) => {
      assert(error instanceof AppError && error.code === 'embedded.start_failed');
      assert.match(error.message, /plenty/);
      return true;
    });
  });

  it('refuses the cluster of another major version', async () => {
    const dataDir = newFolder();
    mkdirSync(path.join(dataDir, 'postgres'), { recursive: true });
    writeFileSync(path.join(dataDir, 'postgres/PG_VERSION'), '17\n');
    await assert.rejects(start({ dataDir }), { code: 'data_dir.other_version' });
  });

  it(
    'runs as another user where root may not make a namespace',
    { skip: process.getuid?.() !== 0 },
    async () => {
      const dataDir = newFolder();
      const database = await start({ dataDir, mayUseNamespace: false });
      const [row] = await ask(database.url, "SELECT current_setting('data_directory') AS place");
      const place = String(row?.['place']);
      await ask(database.url, 'CREATE TABLE kept AS SELECT 7 AS n');
      await database.stop();
      const again = await start({ dataDir });
      assert.deepEqual(
        await ask(again.url, 'SELECT n FROM kept'),
        [{ n: 7 }],
        'found again though a namespace works',
      );
      await again.stop();
      rmSync(path.dirname(place), { recursive: true });
    },
  );

  it('copies the programs with their library links', () => {
    const target = newFolder();
    const copy = copyBinaries(findBinaries(target), target);
    const links = JSON.parse(readFileSync(path.join(copy.root, 'pg-symlinks.json'), 'utf8')) as {
      target: string;
    }[];
    for (const link of links)
      assert(existsSync(path.join(copy.root, path.relative('native', link.target))), link.target);
    assert.deepEqual(copyBinaries(findBinaries(target), target), copy, 'once is enough');
  });
});

const WRITE_FOREVER = `
  const { Client } = await import('pg');
  const client = new Client(database.url);
  client.on('error', () => undefined);
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS written (n int)');
  for (;;) console.log((await client.query('INSERT INTO written SELECT coalesce(max(n), 0) + 1 FROM written RETURNING n')).rows[0].n);
`;

function start(options: Omit<EmbeddedOptions, 'log'>) {
  return startEmbedded({ log, ...options });
}

function newFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rapport-embedded-'));
  folders.push(folder);
  return folder;
}

/** Another process that owns the directory, says `ready` or the code of its error, and then does `work` or waits. */
function launchHolder(dataDir: string, work = 'setInterval(() => undefined, 1000);'): ChildProcess {
  const code = `
    const { startEmbedded } = await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)});
    const { createLogger } = await import(${JSON.stringify(new URL('../../log/index.ts', import.meta.url).href)});
    const database = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log: createLogger('silent') })
      .catch((error) => { console.log(error.code); process.exit(1); });
    console.log('ready');
    ${work}`;
  const words = ['--input-type=module', '-e', code];
  return spawn(process.execPath, words, { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'ignore'] });
}

async function startHolder(dataDir: string): Promise<ChildProcess> {
  const holder = launchHolder(dataDir);
  assert.equal(await firstLine(holder), 'ready');
  return holder;
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [chunk] = (await once(child.stdout!, 'data')) as [Buffer];
  return chunk.toString().split('\n')[0]!;
}

function linesOf(child: ChildProcess): () => string[] {
  let text = '';
  child.stdout!.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text.split('\n').slice(0, -1);
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'close');
}

function postmasterOf(dataDir: string): number {
  return Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
}

async function hasServer(dataDir: string, otherThan: number): Promise<boolean> {
  const lines = existsSync(path.join(dataDir, 'postgres/postmaster.pid'))
    ? readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')
    : [];
  return Number(lines[0]) !== otherThan && lines[7]?.trim() === 'ready';
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await condition())) {
    assert(Date.now() < deadline, 'the condition did not come true in ten seconds');
    await wait(20);
  }
}

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Park–Miller numbers between 0 and 1. */
function sequence(seed: number): () => number {
  let state = seed % 2_147_483_647 || 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
