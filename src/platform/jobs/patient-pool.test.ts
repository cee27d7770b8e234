import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Pool } from 'pg';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import { patientPool } from './patient-pool.ts';

describe('the pool of the queue', () => {
  let test: TestApp;
  let pool: Pool;

  before(async () => {
    test = await createTestApp();
    pool = new Pool({ connectionString: test.databaseUrl });
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
  });
  after(() => test.close());

  it('shows a server that is away, and a connection that is cut, as what is tried again', async () => {
    const away = new Pool({ host: '127.0.0.1', port: 1 });
    await assert.rejects(patientPool(away).connect(), { code: '57P03' });
    const client = await patientPool(pool).connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    await test.app.db.query('select pg_terminate_backend($1, 5000)', [rows[0]!.pid]);
    await assert.rejects(client.query('select 1'), { code: '57P03' });
    await assert.rejects(client.query('select 1'), { code: '57P03' }, 'and so for ever');
    client.release();
  });

  it("leaves a statement's own error and its answer as they are", async () => {
    const client = await patientPool(pool).connect();
    await assert.rejects(client.query('select 1 / 0'), { code: '22012' });
    assert.deepEqual((await client.query('select 1 as one')).rows, [{ one: 1 }]);
    client.release();
    assert.deepEqual((await patientPool(pool).query('select 2 as two')).rows, [{ two: 2 }]);
  });

  it('says nothing more once it is closed', async () => {
    await pool.end();
    const said = patientPool(pool).connect();
    const silence = new Promise((resolve) => setImmediate(resolve, 'silence'));
    assert.equal(await Promise.race([said, silence]), 'silence');
  });
});
