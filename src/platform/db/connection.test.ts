import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createDb, type Db } from '#platform/db/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { createTestDatabase } from '../../../test/helpers/database.ts';

const database = await createTestDatabase();
after(() => database.drop());

/** What is the ambient transaction where a notification is heard on the only connection, which `open` made the pool open. */
async function heardIn(open: (db: Db) => Promise<unknown>): Promise<object | undefined> {
  const db = createDb({ url: database.url, max: 1, log: createLogger('silent') });
  try {
    await open(db);
    const client = await db.pool.connect();
    const heard = Promise.withResolvers<object | undefined>();
    client.on('notification', () => heard.resolve(db.within()));
    await client.query('listen told');
    await client.query('notify told');
    client.release();
    return await heard.promise;
  } finally {
    await db.close();
  }
}

test('what a connection tells is heard outside of the transaction that made the pool open it', async () => {
  assert.equal(await heardIn((db) => db.transaction(() => db.query('select 1'))), undefined);
});

test('also where somebody waited for a connection that another transaction lost', async () => {
  const within = await heardIn(async (db) => {
    const isBegun = Promise.withResolvers<void>();
    const isAsked = Promise.withResolvers<void>();
    const lost = db.transaction(async () => {
      isBegun.resolve();
      await isAsked.promise;
      await db.query('select pg_terminate_backend(pg_backend_pid())');
    });
    const refused = assert.rejects(lost, /terminat/);
    await isBegun.promise;
    const waiting = db.query('select 2');
    isAsked.resolve();
    await refused;
    await waiting;
  });
  assert.equal(within, undefined);
});
