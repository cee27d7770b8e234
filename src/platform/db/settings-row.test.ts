import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { createTestApp } from '../../../test/helpers/app.ts';
import { settingsRow } from './index.ts';

const { app, close } = await createTestApp();
after(() => close());
await app.db.query(
  `create table probe_settings (one boolean primary key default true check (one), settings jsonb not null, changed_at timestamptz not null default now())`,
);
const row = settingsRow('probe_settings');
const kept = () =>
  app.db.query<{ at: Date }>(
    `select changed_at as at from probe_settings where changed_at > now() - interval '1 hour'`,
  );

describe('the row of settings', () => {
  it('is nothing before it was written, then what was written last, and when', async () => {
    assert.equal(await row.read(app), undefined);
    await row.write(app, { isOn: true, words: { de: 'Grüß Gott', en: '' } });
    await app.db.query(`update probe_settings set changed_at = now() - interval '1 day'`);
    assert.deepEqual(await row.read(app), { isOn: true, words: { de: 'Grüß Gott', en: '' } });
    await row.write(app, { isOn: false });
    assert.deepEqual(await row.read(app), { isOn: false }, 'nothing stays of what it said before');
    assert.equal((await kept()).length, 1);
  });

  it('is one, though many write it first', async () => {
    await app.db.query('truncate probe_settings');
    await Promise.all(Array.from({ length: 16 }, (_, n) => row.write(app, { n })));
    assert.equal((await kept()).length, 1);
  });

  it('is not written by a transaction that fails', async () => {
    await row.write(app, { n: 'before' });
    await assert.rejects(
      app.db.transaction(async () => {
        await row.write(app, { n: 'after' });
        assert.deepEqual(await row.read(app), { n: 'after' });
        throw new Error('no');
      }),
      /no/,
    );
    assert.deepEqual(await row.read(app), { n: 'before' });
  });
});
