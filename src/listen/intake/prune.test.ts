import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { App } from '#platform/app/index.ts';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import { pruneMarks } from './marks-store.ts';
import { prune } from './prune.ts';

let test: TestApp;
let app: App;
before(async () => {
  test = await createTestApp();
  app = test.app;
});
after(() => test.close());

const marks = async () =>
  (
    await app.db.query<{ version: number }>(
      'select deleted_version as version from post_tombstones order by at',
    )
  ).map((row) => row.version);

it('keeps marks for a day, and never more than the limit', async () => {
  await app.db.query(`insert into post_tombstones (key, deleted_version, at)
    select gen_random_uuid(), n, now() - make_interval(hours => 30 - n) from generate_series(1, 20) n`);
  assert.equal(await pruneMarks(app, 24, 100), 6);
  assert.deepEqual(await marks(), [7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
  assert.equal(await pruneMarks(app, 24, 3), 11);
  assert.deepEqual(await marks(), [18, 19, 20]);
});

it('forgets old counts and old payloads', async () => {
  await app.db.query(
    `insert into source_minutes values ('src_1', now() - interval '20 days', 1, 1, 1), ('src_1', now(), 2, 2, 2)`,
  );
  await app.db.query(
    `insert into refusals (id, code, reason, payload, at) values ('ref_1', 'c', 'r', 'p', now() - interval '40 days'), ('ref_2', 'c', 'r', 'p', now())`,
  );
  await prune(app);
  assert.deepEqual(await app.db.query('select seen from source_minutes'), [{ seen: 2 }]);
  assert.deepEqual(await app.db.query('select id from refusals'), [{ id: 'ref_2' }]);
});
