import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import type { InboundAuthor } from '#connectors/kit/index.ts';
import type { App } from '#platform/app/index.ts';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import {
  accountKey,
  findAccountIds,
  forgetAccounts,
  putBackUnresolved,
  readAccounts,
  rememberAccounts,
  takeUnresolvedAccounts,
  updateProfiles,
} from './index.ts';

let test: TestApp;
let app: App;
before(async () => {
  test = await createTestApp();
  app = test.app;
});
after(() => test.close());
beforeEach(() => app.db.query('truncate accounts'));

const remember = (...authors: InboundAuthor[]) =>
  rememberAccounts(
    app,
    authors.map((author) => ({ network: 'n', author })),
  );
async function read(externalId: string) {
  const id = (await findAccountIds(app, [{ network: 'n', externalId }])).get(accountKey('n', externalId));
  return id === undefined ? undefined : (await readAccounts(app, [id])).get(id);
}

it('gives each account one id, also when it comes twice or on two networks', async () => {
  const first = await remember({ externalId: 'a' }, { externalId: 'b' }, { externalId: 'a', handle: '@ann' });
  assert.equal(first.size, 2);
  assert.deepEqual(await remember({ externalId: 'b' }, { externalId: 'a' }), first);
  const other = await rememberAccounts(app, [{ network: 'm', author: { externalId: 'a' } }]);
  assert.notEqual(other.get(accountKey('m', 'a')), first.get(accountKey('n', 'a')));
  assert.equal((await read('a'))?.handle, 'ann');
});

it('keeps where somebody says he is, until he says something else or goes', async () => {
  const ids = await remember({ externalId: 'a', location: ' Nashville,\u0007 TN ' });
  assert.equal((await read('a'))?.location, 'Nashville,  TN');
  await remember({ externalId: 'a', followers: 2 });
  assert.equal((await read('a'))?.location, 'Nashville,  TN');
  assert.equal(
    (await updateProfiles(app, [{ network: 'n', author: { externalId: 'a', location: 'Memphis' } }])).length,
    1,
  );
  assert.equal((await read('a'))?.location, 'Memphis');
  await app.db.transaction(() =>
    remember(...Array.from({ length: 80 }, (_, i) => ({ externalId: `many-${i}`, location: `Town ${i}` }))),
  );
  assert.equal((await read('many-79'))?.location, 'Town 79');
  await forgetAccounts(app, [...ids.values()]);
  assert.equal((await read('a'))?.location, null);
});

it('takes up what is new and keeps what is left out', async () => {
  await remember({ externalId: 'a', handle: 'ann', displayName: 'Ann', followers: 5 });
  await remember({ externalId: 'a', displayName: 'Anna' });
  const account = await read('a');
  assert.deepEqual([account?.handle, account?.displayName, account?.followers], ['ann', 'Anna', 5]);
});

it('does not write a row that says nothing new', async () => {
  await remember({ externalId: 'a', handle: 'ann' });
  const [before] = await app.db.query<{ xmin: string }>('select xmin::text from accounts');
  await remember({ externalId: 'a', handle: 'ann' }, { externalId: 'a' });
  assert.deepEqual(await app.db.query('select xmin::text from accounts'), [before]);
});

it('cleans names and addresses from outside', async () => {
  await remember({
    externalId: 'a',
    displayName: ` A\0nn\u202e ${'x'.repeat(1000)}`,
    avatarUrl: 'javascript:alert(1)',
    profileUrl: 'https://e.example/ann',
    followers: -3,
  });
  const account = await read('a');
  assert.match(account?.displayName ?? '', /^A nn {2}x+$/);
  assert.equal(account?.displayName?.length, 639);
  assert.deepEqual(
    [account?.avatarUrl, account?.profileUrl, account?.followers],
    [null, 'https://e.example/ann', null],
  );
});

it('updates profiles of known accounts only', async () => {
  await remember({ externalId: 'a', handle: 'old' });
  const changed = await updateProfiles(app, [
    { network: 'n', author: { externalId: 'a', handle: 'new' } },
    { network: 'n', author: { externalId: 'stranger', handle: 'x' } },
  ]);
  assert.equal(changed.length, 1);
  assert.equal((await read('a'))?.handle, 'new');
  assert.equal(await read('stranger'), undefined);
});

it('wipes an account that ended and revives it when it writes again', async () => {
  const ids = await remember({ externalId: 'a', handle: 'ann', displayName: 'Ann' });
  await forgetAccounts(app, [...ids.values()]);
  const gone = await read('a');
  assert.deepEqual([gone?.handle, gone?.displayName, gone?.deletedAt !== null], [null, null, true]);
  assert.deepEqual(
    await updateProfiles(app, [{ network: 'n', author: { externalId: 'a', handle: 'ann' } }]),
    [],
  );
  await remember({ externalId: 'a', handle: 'ann' });
  assert.equal((await read('a'))?.deletedAt, null);
});

it('hands out accounts without a handle once, and again when they are put back', async () => {
  await remember({ externalId: 'a' }, { externalId: 'b' }, { externalId: 'c', handle: 'c' });
  const first = await takeUnresolvedAccounts(app, 'n', 1);
  const second = await takeUnresolvedAccounts(app, 'n', 5);
  assert.deepEqual([...first, ...second].sort(), ['a', 'b']);
  assert.deepEqual(await takeUnresolvedAccounts(app, 'n', 5), []);
  await putBackUnresolved(app, 'n', first);
  assert.deepEqual(await takeUnresolvedAccounts(app, 'n', 5), first);
});
