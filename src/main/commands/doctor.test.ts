import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { newId } from '#platform/ids/index.ts';
import { createDb } from '#platform/db/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { until } from '../../../test/helpers/app.ts';
import { createTestDatabase } from '../../../test/helpers/database.ts';
import { freePort, runProgram, temporaryData } from '../../../test/helpers/program.ts';
import { startOldPostgres } from '../testing/old-postgres.ts';

const closing: (() => Promise<unknown>)[] = [];
after(async () => {
  for (const close of closing.toReversed()) await close();
});

async function place() {
  const data = await temporaryData();
  closing.push(() => data.remove());
  return data.path;
}

async function database() {
  const made = await createTestDatabase();
  closing.push(() => made.drop());
  return made.url;
}

async function examine(env: Record<string, string>) {
  const child = runProgram(['doctor'], env);
  const { code } = await child.ended;
  const said = child.said();
  assert.doesNotMatch(said, /^\s+at /m, 'no stack trace');
  return {
    code,
    said,
    line: (what: string) => said.split('\n').find((line) => line.slice(2).startsWith(what)) ?? '',
  };
}

async function change(url: string, statement: string, values: unknown[] = []): Promise<void> {
  const db = createDb({ url, max: 1, log: createLogger('silent') });
  await db.query(statement, values);
  await db.close();
}

describe('the doctor', () => {
  it('finds nothing wrong where nothing is', async () => {
    const { code, said, line } = await examine({
      RAPPORT_DATA: await place(),
      DATABASE_URL: await database(),
      RAPPORT_KEY: randomBytes(32).toString('hex'),
    });
    assert.equal(code, 0, said);
    for (const what of [
      'Node',
      'Console',
      'Data directory',
      'Disk',
      'Database',
      'Clock',
      'Sources',
      'Refused',
      'Outbox',
      'Key',
    ])
      assert.match(line(what), /^✓ /, said);
    assert.match(line('Database'), /server \(DATABASE_URL\), PostgreSQL \d+/);
    assert.match(line('Sources'), /0 set up, 0 with a problem/);
    assert.match(line('Mail'), /^! .*not set up/);
  });

  it('looks at the embedded database, too, and leaves none running', async () => {
    const { code, said, line } = await examine({ RAPPORT_DATA: await place() });
    assert.equal(code, 0, said);
    assert.match(line('Database'), /^✓ .*embedded, PostgreSQL \d+/);
  });

  it('says what waits for a person', async () => {
    const url = await database();
    await change(
      url,
      `insert into refusals (id, code, reason, payload) values ('ref_1', 'x', 'x', 'x'), ('ref_2', 'x', 'x', 'x')`,
    );
    await change(
      url,
      `insert into outbox_rows (id, channel, lane, key, payload, state, sending_since, check_at) values
         ($1, 'x', 'x', 'a', '{}', 'uncertain', null, null),
         ($2, 'x', 'x', 'b', '{}', 'sending', now() - interval '11 minutes', now()),
         ($3, 'x', 'x', 'c', '{}', 'sending', now() - interval '9 minutes', now())`,
      [newId('out'), newId('out'), newId('out')],
    );
    const { code, said, line } = await examine({ RAPPORT_DATA: await place(), DATABASE_URL: url });
    assert.equal(code, 0, 'nothing of it is wrong');
    assert.match(line('Refused'), /^! .*2 payloads kept aside/, said);
    assert.match(line('Outbox'), /^! .*1 stuck, 1 uncertain/, said);
    assert.match(said, /→ Open Respond › Outbox/);
  });

  it('names a server that cannot be reached, without its password', async () => {
    const url = `postgres://me:secret-of-mine@127.0.0.1:${await freePort()}/x`;
    const { code, said, line } = await examine({ RAPPORT_DATA: await place(), DATABASE_URL: url });
    assert.equal(code, 1);
    assert.match(line('Database'), /^✗ .*server \(DATABASE_URL\): .*ECONNREFUSED/);
    assert.match(said, /→ Check that the server runs and that DATABASE_URL is right/);
    assert.match(said, /Mail/, 'it goes on with the rest');
    assert.doesNotMatch(said, /secret-of-mine/);
  });

  it('names a server that is too old, and changes nothing on it', async () => {
    const old = await startOldPostgres();
    closing.push(() => old.close());
    const { code, said, line } = await examine({ RAPPORT_DATA: await place(), DATABASE_URL: old.url });
    assert.equal(code, 1, said);
    assert.match(line('Database'), /^✗ .*PostgreSQL 13\.4/);
    assert.match(said, /→ Rapport needs PostgreSQL 15 or newer/);
    assert.ok(old.statements.length > 0);
    assert.deepEqual(
      old.statements.filter((text) => /^\s*(create|alter|insert|update|delete|drop)/i.test(text)),
      [],
    );
    assert.doesNotMatch(said, /secret-of-old/);
  });

  it('notices a key that belongs to another database', async () => {
    const url = await database();
    const env = { RAPPORT_DATA: await place(), DATABASE_URL: url, PORT: String(await freePort()) };
    const program = runProgram(['serve'], { ...env, RAPPORT_KEY: 'a'.repeat(64) });
    closing.push(() => program.end('SIGKILL'));
    await until('it is up', () => program.said().includes('Ctrl-C stops it') || !program.isRunning(), 30_000);
    // The key that signs cookies is made when somebody first comes with one.
    const headers = { cookie: '__Host-rapport.session_token=a.b' };
    assert.equal((await fetch(`http://127.0.0.1:${env.PORT}/api/v1/session`, { headers })).status, 200);
    await program.end();
    const right = await examine({ ...env, RAPPORT_KEY: 'a'.repeat(64) });
    assert.match(right.line('Key'), /^✓ /, right.said);
    const wrong = await examine({ ...env, RAPPORT_KEY: 'b'.repeat(64) });
    assert.match(wrong.line('Key'), /^✗ .*another key/, wrong.said);
    assert.equal(wrong.code, 1);
  });

  it('names a data directory that is none', async () => {
    const folder = await place();
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    await chmod(folder, 0o700);
    const { code, line } = await examine({
      RAPPORT_DATA: path.join(file, 'data'),
      DATABASE_URL: await database(),
    });
    assert.equal(code, 1);
    assert.match(line('Data directory'), /^✗ .*(ENOTDIR|not a directory)/);
  });
});
