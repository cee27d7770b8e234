import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer as listenOn, type AddressInfo, type Server } from 'node:net';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { z } from 'zod';
import { createApp, systemActor } from '#platform/app/index.ts';
import { createDb, type Db } from '#platform/db/index.ts';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import { createServer, type HttpServer, route } from './index.ts';

/** What the line does when the server has answered a COMMIT, or the single statement with this mark. */
const MARK = 'cut here';

let test: TestApp;
let line: Server;
let db: Db;
let server: HttpServer;
let cuts: 'nothing' | 'answer of commit' | 'commit' | 'marked' = 'nothing';

const saves = route({
  method: 'POST',
  url: '/saves',
  permission: 'public',
  summary: 'Saves, in ways that may fail',
  body: z.object({ how: z.string() }),
  response: z.object({ done: z.boolean() }),
  async handler({ app, body }) {
    if (body.how === 'alone') {
      await app.db.query(`insert into saved values ('alone') /* ${MARK} */`);
      return { done: true };
    }
    await app.db.transaction(async () => {
      await app.db.query('insert into saved values ($1)', [body.how]);
      if (body.how === 'cut before') await app.db.query(`select 1 /* ${MARK} */`);
    });
    if (body.how === 'fails after') throw new Error('something else');
    return { done: true };
  },
});

before(async () => {
  test = await createTestApp();
  await test.app.db.query('create table saved (word text primary key, at timestamptz default now())');
  await test.app.db.query(`create function dies() returns trigger language plpgsql as
    $$ begin if new.word = 'dies at the end' then perform pg_terminate_backend(pg_backend_pid()); end if;
       if new.word = 'refused at the end' then raise exception 'no'; end if; return null; end $$`);
  await test.app.db.query(
    'create constraint trigger dies after insert on saved deferrable initially deferred for each row execute function dies()',
  );
  line = listenOn((client) => {
    const upstream = connect(socketOf(test.databaseUrl));
    upstream.pipe(client);
    const end = () => [client, upstream].forEach((socket) => socket.destroy());
    client.on('data', (data) => {
      const text = data.toString('latin1');
      if (cuts === 'commit' && /commit/.test(text)) return end();
      if (cuts === 'answer of commit' && /commit/.test(text))
        upstream.unpipe(client).once('data', end).resume();
      if (cuts === 'marked' && text.includes(MARK)) upstream.unpipe(client).once('data', end).resume();
      upstream.write(data);
    });
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end);
  }).listen(0, '127.0.0.1');
  await once(line, 'listening');
  const url = new URL(test.databaseUrl);
  const through = new URL(`postgres://127.0.0.1:${(line.address() as AddressInfo).port}${url.pathname}`);
  through.username = url.username || url.searchParams.get('user') || '';
  db = createDb({ url: through.href, max: 2, log: test.app.log });
  server = await createServer({
    app: createApp({ ...test.app, db }),
    routes: [saves],
    permissions: new Set(),
    authenticate: async () => systemActor,
  });
});
after(async () => {
  await server.close();
  await db.close();
  line.close();
  await test.close();
});
beforeEach(async () => {
  cuts = 'nothing';
  await test.app.db.query('delete from saved');
});

async function save(how: string): Promise<[status: number, code: string | undefined, message: string]> {
  const answer = await server.inject({ method: 'POST', url: '/api/v1/saves', payload: { how } });
  const { error } = answer.json<{ error?: { code: string; message: string } }>();
  return [answer.statusCode, error?.code, error?.message ?? ''];
}
const isSaved = async () => (await test.app.db.query('select 1 from saved')).length > 0;

describe('a request whose connection to the database is lost', () => {
  it('after its commit was carried out says that it may have been saved', async () => {
    cuts = 'answer of commit';
    const [status, code, message] = await save('answer lost');
    assert.deepEqual([status, code, await isSaved()], [503, 'http.outcome_unknown', true]);
    assert.match(message, /may have been saved; look before/);
    assert.doesNotMatch(message, /nothing was changed/i);
  });

  it('before its commit arrived says the same, because it cannot know', async () => {
    cuts = 'commit';
    assert.deepEqual([(await save('never arrives'))[1], await isSaved()], ['http.outcome_unknown', false]);
  });

  it('by a server process that dies in the commit says the same', async () => {
    assert.equal((await save('dies at the end'))[1], 'http.outcome_unknown');
  });

  it('in a single statement that writes says the same', async () => {
    cuts = 'marked';
    assert.deepEqual([(await save('alone'))[1], await isSaved()], ['http.outcome_unknown', true]);
  });

  it('before the commit says that nothing was changed, and that is true', async () => {
    cuts = 'marked';
    const [status, code, message] = await save('cut before');
    assert.deepEqual([status, code, await isSaved()], [503, 'http.unavailable', false]);
    assert.match(message, /Nothing was changed/);
  });
});

describe('a request that fails', () => {
  it('after something of it was saved says so', async () => {
    const [status, code, message] = await save('fails after');
    assert.deepEqual([status, code, await isSaved()], [500, 'http.saved_in_part', true]);
    assert.doesNotMatch(message, /nothing was changed/i);
  });

  it('at its commit for a reason of its own changed nothing and says so', async () => {
    assert.deepEqual([(await save('refused at the end'))[1], await isSaved()], ['http.internal', false]);
  });

  it('does not colour the next one', async () => {
    assert.deepEqual([await save('works'), await isSaved()], [[200, undefined, ''], true]);
    assert.equal((await save('works'))[1], 'http.internal', 'twice the same key');
  });
});

/** Where the test server listens: a Unix socket, or host and port. */
function socketOf(databaseUrl: string): { path: string } | { host: string; port: number } {
  const url = new URL(databaseUrl);
  const folder = url.searchParams.get('host') ?? '';
  const port = Number(url.searchParams.get('port') || url.port || 5432);
  return folder.startsWith('/')
    ? { path: path.join(folder, `.s.PGSQL.${port}`) }
    : { host: url.hostname, port };
}
