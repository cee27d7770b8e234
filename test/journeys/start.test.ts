import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { until } from '../helpers/app.ts';
import { becomeOwner } from '../helpers/client.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { freePort, type Program, runProgram, startProgram, temporaryData } from '../helpers/program.ts';

const STOP_LIMIT_MS = 10_000;
const closing: (() => Promise<unknown>)[] = [];

after(async () => {
  for (const close of closing.toReversed()) await close();
});

/** A data directory, empty or after a first start, and a way to start programs on it; both are gone at the end, whatever happened. */
async function installation(more: Record<string, string> = {}, hasDatabase = false) {
  const data = await temporaryData({ isAsShipped: true, hasDatabase });
  closing.push(() => data.remove());
  const port = String(await freePort());
  const env = { RAPPORT_DATA: data.path, PORT: port, ...more };
  const start = async (args: readonly string[] = [], others: typeof more = {}): Promise<Program> => {
    const program = await startProgram({ ...env, ...others }, args);
    closing.push(() => program.end('SIGKILL'));
    return program;
  };
  return { data: data.path, env, start };
}

/** Every process that works in a folder or below it, as PostgreSQL's do in their cluster. */
function processesIn(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return `${readlinkSync(`/proc/${pid}/cwd`)}/`.startsWith(`${folder}/`);
      } catch {
        return false;
      }
    });
}

function postmasterOf(data: string): number {
  return Number(readFileSync(path.join(data, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
}

/** Kills the database under the program and waits until another one runs. */
async function killDatabase(data: string): Promise<void> {
  const before = postmasterOf(data);
  process.kill(before, 'SIGKILL');
  const file = path.join(data, 'postgres/postmaster.pid');
  await until('another one runs', () => existsSync(file) && postmasterOf(data) !== before, 30_000);
}

async function isReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/readyz`).catch(() => undefined);
  return response?.status === 200;
}

describe('the program', () => {
  test('starts on an empty directory, and its owner link works once', async () => {
    const { start } = await installation();
    const program = await start();
    assert.ok(program.ownerLink?.startsWith(`${program.url}/welcome#token=`), program.said());
    const owner = await becomeOwner(program.url, program.ownerLink);
    assert.deepEqual((await owner.get('/inbox')).items, []);
    await assert.rejects(becomeOwner(program.url, program.ownerLink), /owner\.exists/);
    assert.equal((await fetch(`${program.url}/healthz`)).status, 200);
    const stopped = await program.end();
    assert.equal(stopped.code, 0, program.said());
    const again = await start();
    assert.equal(again.ownerLink, undefined, 'there is an owner, so no link');
    assert.deepEqual((await owner.get('/inbox')).items, [], 'the token made before still works');
    await again.end();
  });

  test('on any free port names the real one, also in the link, and shows the same link at the next start', async () => {
    const { start } = await installation({}, true);
    const first = await start([], { PORT: '0' });
    const { port } = new URL(first.url);
    assert.ok(Number(port) > 0, first.said());
    assert.equal(new URL(first.ownerLink!).port, port);
    await first.end('SIGKILL');
    const second = await start([], { PORT: '0' });
    assert.equal(
      new URL(second.ownerLink!).hash,
      new URL(first.ownerLink!).hash,
      'the link already given is valid',
    );
    const owner = await becomeOwner(second.url, second.ownerLink);
    assert.deepEqual((await owner.get('/inbox')).items, []);
    await second.end();
  });

  test('refuses a second process on the same data directory in plain words, and goes on itself', async () => {
    const { start, env, data } = await installation({}, true);
    const first = await start();
    const second = runProgram(['serve'], { ...env, PORT: String(await freePort()) });
    const { code } = await second.ended;
    assert.equal(code, 1);
    assert.match(second.said(), new RegExp(`${first.pid}`), 'it names the other process');
    assert.ok(second.said().includes(data), 'it names the directory');
    assert.doesNotMatch(second.said(), /^\s+at /m, 'no stack trace');
    assert.ok(await isReady(first.url));
    await first.end();
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    test(`${signal} stops everything within ten seconds and leaves no process`, async () => {
      const { start, data } = await installation({}, true);
      const program = await start();
      const postmaster = postmasterOf(data);
      assert.ok(processesIn(data).includes(postmaster));
      const { code, milliseconds } = await program.end(signal);
      assert.equal(code, 0, program.said());
      assert.ok(milliseconds < STOP_LIMIT_MS, `${milliseconds} ms`);
      assert.deepEqual(processesIn(data), []);
      assert.equal(
        existsSync(path.join(data, 'postgres/postmaster.pid')),
        false,
        'the database was shut down in order',
      );
    });
  }

  test('SIGINT while it starts stops it, too', async () => {
    const { env, data } = await installation();
    const program = runProgram(['serve'], env);
    await until('its database runs', () => !program.isRunning() || processesIn(data).length > 0, 30_000);
    const { milliseconds } = await program.end('SIGINT');
    assert.ok(milliseconds < STOP_LIMIT_MS, `${milliseconds} ms`);
    await until('nothing is left', () => processesIn(data).length === 0, 5000);
  });

  test('starts again after it was killed, with everything that was acknowledged', async () => {
    const { start, data } = await installation({}, true);
    const killed = await start();
    const owner = await becomeOwner(killed.url, killed.ownerLink);
    const topic = await owner.post('/topics', { name: 'Shirts', query: 'shirt' });
    const { signal } = await killed.end('SIGKILL');
    assert.equal(signal, 'SIGKILL');
    const again = await start();
    assert.equal((await owner.get(`/topics/${topic.id}`)).name, 'Shirts');
    const { code } = await again.end();
    assert.equal(code, 0);
    assert.deepEqual(processesIn(data), [], 'the database that the killed one left is stopped, too');
  });

  test('recovers by itself when its database is killed', async () => {
    const { start, data } = await installation({}, true);
    const program = await start();
    const owner = await becomeOwner(program.url, program.ownerLink);
    const topic = await owner.post('/topics', { name: 'Shirts', query: 'shirt' });
    await killDatabase(data);
    await until('it is ready', () => isReady(program.url), 30_000);
    assert.equal((await owner.get(`/topics/${topic.id}`)).name, 'Shirts');
    await owner.post('/topics', { name: 'Socks', query: 'sock' });
    const { code } = await program.end();
    assert.equal(code, 0, program.said());
    assert.deepEqual(processesIn(data), []);
  });

  test('does not fall with its database while jobs are being finished, and stops even then', async () => {
    const { start, data } = await installation({}, true);
    const program = await start();
    const owner = await becomeOwner(program.url, program.ownerLink);
    // Saving a topic makes a job; killing the database at once meets that job at its end more often than not.
    for (const name of ['Shirts', 'Socks', 'Hats']) {
      await until('it is ready', () => isReady(program.url), 30_000);
      await owner.post('/topics', { name, query: name });
      await killDatabase(data);
    }
    const { code, milliseconds } = await program.end();
    assert.equal(code, 0, program.said());
    assert.ok(milliseconds < STOP_LIMIT_MS, `${milliseconds} ms`);
    await until('nothing is left', () => processesIn(data).length === 0, 5000);
  });

  test('stops while its database recovers, and loses nothing by that', async () => {
    const { start, data } = await installation({}, true);
    const program = await start();
    const owner = await becomeOwner(program.url, program.ownerLink);
    const topic = await owner.post('/topics', { name: 'Shirts', query: 'shirt' });
    // The server survives, ends all others and recovers; meanwhile it hears no orderly request to stop.
    process.kill(childrenOf(postmasterOf(data))[0]!, 'SIGKILL');
    const { code, milliseconds } = await program.end();
    assert.equal(code, 0, program.said());
    assert.ok(milliseconds < STOP_LIMIT_MS, `${milliseconds} ms`);
    assert.deepEqual(processesIn(data), []);
    const again = await start();
    assert.equal((await owner.get(`/topics/${topic.id}`)).name, 'Shirts');
    await again.end();
  });

  test('uses the server that DATABASE_URL names and starts none', async () => {
    const database = await createTestDatabase();
    closing.push(() => database.drop());
    const { start, data } = await installation({ DATABASE_URL: database.url });
    const program = await start();
    const owner = await becomeOwner(program.url, program.ownerLink);
    await owner.post('/topics', { name: 'Shirts', query: 'shirt' });
    assert.equal(existsSync(path.join(data, 'postgres')), false);
    const { code } = await program.end();
    assert.equal(code, 0, program.said());
  });

  test('says plainly that its port is taken, and leaves nothing behind', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    closing.push(async () => other.close());
    const port = String((other.address() as AddressInfo).port);
    const { env, data } = await installation({ PORT: port });
    const program = runProgram(['serve'], env);
    const { code } = await program.ended;
    assert.equal(code, 1);
    assert.match(program.said(), new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is in use by another program`));
    assert.doesNotMatch(program.said(), /^\s+at /m, 'no stack trace');
    assert.deepEqual(processesIn(data), []);
  });

  test('names what is wrong in the environment', async () => {
    const program = runProgram(['serve'], { PORT: 'eighty' });
    assert.equal((await program.ended).code, 1);
    assert.match(program.said(), /PORT/);
  });
});
