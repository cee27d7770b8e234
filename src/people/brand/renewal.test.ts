import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { connectorsPort, type OwnAccount, type ReplyConnector } from '#connectors/kit/index.ts';
import { type App, createApp, systemActor } from '#platform/app/index.ts';
import { createBus } from '#platform/bus/index.ts';
import { createDb } from '#platform/db/index.ts';
import { createTestApp, type TestApp, until } from '../../../test/helpers/app.ts';
import { connectAccount, disconnectAccount, ownAccounts } from './index.ts';
import { recheckRefused } from './service/accounts.ts';

/** Two processes on one database: what they share is only the database. */
let test1: TestApp;
let one: App;
let two: App;
let closeTwo: () => Promise<void>;
let id: string;
let checks: 'fine' | 'refused' = 'fine';

const network = {
  network: 'testnet',
  capabilities: { maxLength: 300 },
  connect: async ({ identifier, password }: { identifier: string; password: string }) => ({
    externalId: identifier,
    handle: identifier,
    credentials: { password, session: 0 },
  }),
  async check({ account }: { account: OwnAccount }) {
    if (checks === 'fine') await account.renewCredentials(async (stored) => stored);
    else throw new Error('away');
  },
} as unknown as ReplyConnector;

before(async () => {
  test1 = await createTestApp();
  one = test1.app;
  const { config, log, clock, jobs, outward, secrets } = one;
  const db = createDb({ url: test1.databaseUrl, max: 5, log });
  const bus = await createBus({ url: test1.databaseUrl, db, log, clock });
  two = createApp({ config, log, clock, db, bus, jobs, outward, secrets });
  closeTwo = async () => {
    await bus.close();
    await db.close();
  };
  for (const app of [one, two])
    app.provide(connectorsPort, {
      sources: new Map(),
      replies: new Map([['testnet', network]]),
      profiles: new Map(),
      lineParsers: new Map(),
    });
});
after(async () => {
  await closeTwo();
  await test1.close();
});

beforeEach(async () => {
  for (const own of await ownAccounts(one, 'testnet', { withRefused: true }))
    await disconnectAccount(one, systemActor, own.id);
  ({ id } = await connectAccount(one, systemActor, {
    network: 'testnet',
    identifier: 'a',
    password: 'right',
  }));
  await until('the other process knows it', async () => (await accountOf(two))?.id === id);
});

const accountOf = async (app: App) => (await ownAccounts(app, 'testnet')).find((own) => own.id === id);
const stateOf = async () =>
  (await one.db.query<{ state: string }>('select state from brand_accounts where id = $1', [id]))[0]!.state;
const notices = async () =>
  (
    await one.db.query('select 1 from notices where key = $1 and resolved_at is null', [
      `account-refused:${id}`,
    ])
  ).length;

interface Kept {
  password: string;
  session: number;
}

test('processes renew one after the other, and the later one sees what the earlier one kept', async () => {
  const [first, second] = [(await accountOf(one))!, (await accountOf(two))!];
  let inside = 0;
  let calls = 0;
  const renew = async (stored: unknown) => {
    const kept = stored as Kept;
    assert.equal(++inside, 1, 'nobody else is at it');
    if (kept.session === 0) {
      calls++;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    inside--;
    return kept.session === 0 ? { ...kept, session: 1 } : kept;
  };
  const renewed = await Promise.all([
    first.renewCredentials(renew),
    second.renewCredentials(renew),
    first.renewCredentials(renew),
    second.renewCredentials(renew),
  ]);
  assert.deepEqual(
    renewed,
    Array.from({ length: 4 }, () => ({ password: 'right', session: 1 })),
  );
  assert.equal(calls, 1, 'the network was asked once');
  assert.deepEqual(second.credentials, { password: 'right', session: 1 });
});

test('a renewal that failed gives its turn on and keeps nothing', async () => {
  const [first, second] = [(await accountOf(one))!, (await accountOf(two))!];
  await assert.rejects(
    first.renewCredentials(async () => Promise.reject(new Error('no line'))),
    /no line/,
  );
  assert.deepEqual(await second.renewCredentials(async (stored) => stored), {
    password: 'right',
    session: 0,
  });
});

test('a process that died over a renewal holds nobody up for ever', async () => {
  await one.db.query(
    `update brand_accounts set renewing_by = 'the dead', renewing_until = clock_timestamp() + interval '300 milliseconds' where id = $1`,
    [id],
  );
  const from = performance.now();
  const own = (await accountOf(two))!;
  await own.renewCredentials(async (stored) => ({ ...(stored as Kept), session: 5 }));
  assert.ok(performance.now() - from >= 250, 'it waited for the turn to end');
});

test('what is connected anew meanwhile is not written over', async () => {
  const own = (await accountOf(one))!;
  await own.renewCredentials(async (stored) => {
    await connectAccount(two, systemActor, { network: 'testnet', identifier: 'a', password: 'newer' });
    return { ...(stored as Kept), session: 9 };
  });
  await until('the newer password is known', async () => {
    const now = (await accountOf(one))?.credentials as Kept | undefined;
    return now?.password === 'newer' && now.session === 0;
  });
});

test('an account that is gone cannot be renewed', async () => {
  const own = (await accountOf(two))!;
  await disconnectAccount(one, systemActor, id);
  await assert.rejects(
    own.renewCredentials(async (stored) => stored),
    { code: 'account.not_found' },
  );
});

test('what a connector reports is shown to the owners, and goes when the account works again by itself', async () => {
  const own = (await accountOf(two))!;
  await own.reportRefused('@a is signed out: the password was changed.');
  await own.reportRefused('@a is signed out: the password was changed.');
  assert.deepEqual([await stateOf(), await notices()], ['refused', 1]);
  await until('nobody uses it', async () => (await accountOf(one)) === undefined);

  checks = 'refused';
  await recheckRefused(one, new AbortController().signal);
  assert.deepEqual([await stateOf(), await notices()], ['refused', 1], 'silence proves nothing');

  checks = 'fine';
  await recheckRefused(one, new AbortController().signal);
  assert.deepEqual([await stateOf(), await notices()], ['connected', 0]);
  await until('the other process uses it again', async () => (await accountOf(two)) !== undefined);
});
