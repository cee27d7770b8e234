import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { until } from '../../../test/helpers/app.ts';
import { createTestServer } from '../../../test/helpers/server.ts';
import { sessionsFeature } from './index.ts';

const DAY_MS = 86_400_000;
const rapport = await createTestServer([sessionsFeature]);
after(() => rapport.close());
const person = await rapport.staff('agent');
const robot = (token: string) =>
  rapport.browser().send('GET', '/api/v1/me/tokens', undefined, { authorization: `Bearer ${token}` });

for (const days of [1, -1]) {
  describe(`with the clock of the process moved by ${days} day`, () => {
    test('tokens end when the database says so', async (t) => {
      const now = Date.now();
      t.mock.timers.enable({ apis: ['Date'], now: now + days * DAY_MS });
      const make = (name: string, inMs: number) =>
        person.post('/api/v1/me/tokens', {
          name,
          scopes: ['read'],
          expiresAt: new Date(now + inMs).toISOString(),
        });
      assert.equal((await make('past', -3_600_000)).body.error.code, 'token.expiry_past');
      const made = await make('soon', 3_600_000);
      assert.equal(made.status, 201, JSON.stringify(made.body));
      assert.equal((await robot(made.body.token)).status, 200);
      const short = await make('short', 1500);
      assert.equal((await robot(short.body.token)).status, 200);
      t.mock.timers.reset();
      await until('it has ended', async () => (await robot(short.body.token)).status === 401);
      assert.equal((await robot(made.body.token)).status, 200);
    });

    test('a session that is good stays good, and a job waits as long as told', async (t) => {
      t.mock.timers.enable({ apis: ['Date'], now: Date.now() + days * DAY_MS });
      assert.equal((await person.get('/api/v1/me/sessions')).status, 200);
      await rapport.app.jobs.enqueue('test.later', {}, { delayMs: 60_000 });
      const [row] = await rapport.app.db.query<{ seconds: number }>(
        `select extract(epoch from run_at - now())::float8 as seconds from graphile_worker._private_jobs order by id desc limit 1`,
      );
      assert.ok(row!.seconds > 50 && row!.seconds <= 60, `${row!.seconds} s`);
    });
  });
}
