import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownAccountsPort } from '#listen/intake/index.ts';
import { createTestApp, until } from '../../test/helpers/app.ts';
import { keepOwnAccounts } from './own-accounts.ts';

test('an account that another process connects is known here with the first word of it', async (t) => {
  const { app, close } = await createTestApp();
  t.after(close);
  await keepOwnAccounts(app);
  const known = () => [...app.use(ownAccountsPort).externalIds('bluesky')];
  assert.deepEqual(known(), []);
  for (const count of [1, 2, 3]) {
    const did = `did:plc:brand${count}`;
    // As another process does it: nothing but the event comes here.
    await app.db.transaction(async () => {
      await app.db.query(
        `insert into brand_accounts (id, network, external_id, handle, credentials) values ($1, 'bluesky', $2, 'acme.example', 'sealed')`,
        [`ba_${count}`, did],
      );
      await app.bus.publish('brand.accounts_changed', { network: 'bluesky' });
    });
    await until(`${did} is known`, () => known().includes(did), 3000);
  }
});
