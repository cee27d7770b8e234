/** A backup made while everything runs brings everything back, on another machine too. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Client as Database } from 'pg';
import { startEmbedded } from '#platform/db/embedded/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { until } from '../helpers/app.ts';
import { becomeOwner, type Client } from '../helpers/client.ts';
import { type FaultyNetwork, startFaultyNetwork } from '../helpers/faulty-network.ts';
import { freePort, type Program, runProgram, startProgram, temporaryData } from '../helpers/program.ts';

const PASSPHRASE = 'a long passphrase for the test';
/** Written all the time by a program that runs, so only counted: heartbeats and the queue's clock. */
const ALIVE = new Set(['public.sources', 'graphile_worker._private_known_crontabs']);
/** What is to be done at some minute comes and goes while it is looked at, so not even counted. */
const FLEETING = 'graphile_worker._private_jobs';
const MADE_BY_MIGRATIONS = new Set(['public.schema_migrations', 'graphile_worker.migrations']);
const closing: (() => Promise<unknown>)[] = [];
let network: FaultyNetwork;
let first: string;
let program: Program;
let client: Client;

before(async () => {
  network = await startFaultyNetwork();
  closing.push(() => network.close());
  first = await folder(true);
  program = await start(first);
  client = await becomeOwner(program.url, program.ownerLink);
});

after(async () => {
  for (const close of closing.toReversed()) await close();
});

async function folder(hasDatabase = false): Promise<string> {
  const made = await temporaryData({ hasDatabase });
  closing.push(() => made.remove());
  return made.path;
}

async function start(data: string): Promise<Program> {
  const started = await startProgram({
    RAPPORT_DATA: data,
    PORT: String(await freePort()),
    RAPPORT_ALLOW: new URL(network.url).host,
  });
  closing.push(() => started.end('SIGKILL'));
  return started;
}

/** Runs a command to its end. */
async function run(words: string[], data: string, more: Record<string, string> = {}) {
  const command = runProgram(words, { RAPPORT_DATA: data, ...more });
  const { code } = await command.ended;
  return { code, said: command.said() };
}

const slowly = (description: string, isTrue: () => Promise<boolean>) =>
  until(description, async () => (await isTrue()) || (await pause(100), false), 90_000);

/** Every row of every lasting table as text, sorted; `ALIVE` ones are only counted. */
async function rowsOf(data: string): Promise<Map<string, string[] | number>> {
  const { url, stop } = await startEmbedded({ dataDir: data, log: createLogger('silent'), use: 'join' });
  const database = new Database(url);
  await database.connect();
  try {
    const { rows: tables } = await database.query<{ name: string }>(
      // Unlogged tables hold what is of the moment; a backup leaves them out.
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname in ('public', 'graphile_worker') order by 1`,
    );
    const found = new Map<string, string[] | number>();
    for (const { name } of tables.filter(
      (table) => !MADE_BY_MIGRATIONS.has(table.name) && table.name !== FLEETING,
    )) {
      const { rows } = await database.query<{ row: string }>(`select t::text as row from ${name} t`);
      const kept = rows.map(({ row }) => row).sort();
      found.set(name, ALIVE.has(name) ? kept.length : kept);
    }
    return found;
  } finally {
    await database.end();
    await stop();
  }
}

describe('a backup', () => {
  let file: string;
  let original: Map<string, string[] | number>;

  test('is made while the program runs', async () => {
    file = path.join(await folder(), 'rapport.backup');
    await client.post('/brand/sample');
    await slowly('the sample company has told its history', async () => {
      const { items } = await client.get('/sources');
      return items[0]?.health === 'ok' && (await client.get('/inbox/counts')).open > 20;
    });
    await client.post('/brand/accounts', {
      network: 'bluesky',
      service: network.url,
      identifier: 'lumora.example.com',
      password: 'only in the backup',
    });
    const [conversation] = (await client.get('/inbox')).items;
    await client.post(`/inbox/${conversation.id}/notes`, {
      text: 'Ünïcode “quotes”, a tab\t and a \\ backslash',
    });
    // What stands still can be compared: the stream pauses, the program goes on.
    for (const source of (await client.get('/sources')).items)
      await client.post(`/sources/${source.id}/pause`);
    await slowly('nothing more is stored', async () => {
      const counted = await rowsOf(first);
      await pause(200);
      return JSON.stringify([...counted]) === JSON.stringify([...(await rowsOf(first))]);
    });
    original = await rowsOf(first);
    const { code, said } = await run(['backup', file], first, { RAPPORT_BACKUP_PASSPHRASE: PASSPHRASE });
    assert.equal(code, 0, said);
    assert.match(said, /Wrote \d+ tables to /);
    assert.ok((await fetch(`${program.url}/readyz`)).ok, 'the program was not disturbed');
  });

  test('brings the same rows back in an empty directory, and accounts that can be used', async () => {
    const second = await folder();
    const { code, said } = await run(['restore', file], second, { RAPPORT_BACKUP_PASSPHRASE: PASSPHRASE });
    assert.equal(code, 0, said);
    assert.match(said, /Restored \d+ rows in \d+ tables/);
    const restoredRows = await rowsOf(second);
    assert.deepEqual([...restoredRows.keys()], [...original.keys()]);
    for (const [table, rows] of original) assert.deepEqual(restoredRows.get(table), rows, table);
    assert.ok((original.get('public.posts') as string[]).length > 100, 'there was something to lose');
    await program.end();
    const restored = await start(second);
    assert.equal(restored.ownerLink, undefined, 'the owner is back');
    // Tokens are hashed with the key that came along, so the old one works on.
    const same = client.at(restored.url);
    const sessions = network.state().sessions;
    const account = (await same.get('/brand/accounts')).items.find(
      (one: { network: string }) => one.network === 'bluesky',
    );
    const checked = await same.post(`/brand/accounts/${account.id}/check`);
    assert.equal(checked.state, 'connected');
    assert.equal(
      network.state().sessions,
      sessions,
      'with the session that was kept, not with a new sign-in',
    );
    await restored.end();
  });

  test('is restored without the passphrase, but then says that the key is missing', async () => {
    const third = await folder();
    const { code, said } = await run(['restore', file], third);
    assert.equal(code, 0, said);
    assert.match(said, /key of the stored secrets; it was not installed/);
  });

  test('is refused where there is data already, with another passphrase, and when it is damaged', async () => {
    const used = await run(['restore', file], first, { RAPPORT_BACKUP_PASSPHRASE: PASSPHRASE });
    assert.equal(used.code, 2);
    assert.match(used.said, /already holds data/);
    const wrong = await run(['restore', file], await folder(), {
      RAPPORT_BACKUP_PASSPHRASE: 'another passphrase',
    });
    assert.notEqual(wrong.code, 0);
    assert.doesNotMatch(wrong.said, /^\s+at /m);
  });
});
