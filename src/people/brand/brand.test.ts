import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { AppError } from '#platform/errors/index.ts';
import {
  type Connectors,
  connectorsPort,
  type OwnAccount,
  type ReplyConnector,
  SendRefused,
} from '#connectors/kit/index.ts';
import { noticesFeature } from '#people/notices/index.ts';
import { sessionsFeature } from '#people/sessions/index.ts';
import { createTestServer } from '../../../test/helpers/server.ts';
import { until } from '../../../test/helpers/app.ts';
import {
  accountRefused,
  accountWorks,
  brandFeature,
  ownAccounts,
  ownExternalIds,
  samplePort,
} from './index.ts';

/** A network on which the password "right" is right, until `answer` says otherwise. */
let answer: 'fine' | 'refused' | 'away' = 'fine';
const network: ReplyConnector = {
  network: 'testnet',
  capabilities: {
    maxLength: 300,
    countedIn: 'graphemes',
    maxBytes: 0,
    links: true,
    mentions: true,
    media: false,
    edit: false,
    delete: false,
    settleMs: 1,
  },
  async connect({ identifier, password }) {
    if (password !== 'right') throw new AppError('account.refused', 400, 'testnet says: wrong password');
    return {
      externalId: `did:${identifier}`,
      handle: identifier,
      displayName: 'Tee',
      credentials: { password, session: 1 },
    };
  },
  async check({ account }) {
    assert.equal((account.credentials as { password: string }).password, 'right');
    if (answer === 'refused') throw new SendRefused('account.refused', 'testnet says: signed out.');
    if (answer === 'away') throw new Error('connection reset');
  },
  newKey: () => 'k',
  preflight: () => ({ verdict: 'allowed', length: 0, maxLength: 300, facets: [] }),
  send: () => Promise.reject(new Error('not here')),
  readBack: async () => ({ state: 'unknown' }),
  remove: async () => undefined,
};

const connectors: Connectors = {
  sources: new Map(['bluesky-jetstream', 'feed'].map((kind) => [kind, {} as never])),
  replies: new Map([['testnet', network]]),
  profiles: new Map(),
  lineParsers: new Map(),
};
const rapport = await createTestServer([sessionsFeature, noticesFeature, brandFeature]);
rapport.app.provide(connectorsPort, connectors);
after(() => rapport.close());
const owner = await rapport.staff('owner');

const connect = (identifier: string, password = 'right', more: object = {}) =>
  owner.post('/api/v1/brand/accounts', { network: 'testnet', identifier, password, ...more });

test('an unnamed brand has no suggestions but sources, and says what is to be done', async () => {
  const brand = await owner.get('/api/v1/brand');
  assert.equal(brand.status, 200, JSON.stringify(brand.body));
  assert.deepEqual(brand.body, {
    name: '',
    names: [],
    handles: [],
    hashtags: [],
    site: null,
    steps: { brand: false, topics: false, sources: false, account: false, team: false },
    isSample: false,
  });
  const { topics, sources } = (await owner.get('/api/v1/brand/suggestions')).body;
  assert.deepEqual(topics, []);
  assert.deepEqual(
    sources.map((source: { kind: string }) => source.kind),
    ['bluesky-jetstream'],
  );
});

test('naming the brand marks the step and gives topics and sources', async () => {
  const saved = await owner.put('/api/v1/brand', {
    name: 'Tee & Co',
    names: ['Classic Crew'],
    handles: ['@tee.example'],
    hashtags: ['#tee'],
    site: 'https://tee.example',
  });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  assert.deepEqual(saved.body.handles, ['tee.example']);
  assert.equal(saved.body.steps.brand, true);
  const { topics, sources } = (await owner.get('/api/v1/brand/suggestions')).body;
  assert.equal(topics.length, 5);
  assert.deepEqual(
    sources.map((source: { kind: string }) => source.kind),
    ['bluesky-jetstream', 'feed'],
  );
  assert.deepEqual((await owner.get('/api/v1/brand')).body, saved.body);
});

test('steps are done, skipped and opened again, each once', async () => {
  const set = async (step: string, done: boolean) =>
    (await owner.post('/api/v1/brand/steps', { step, done })).body.steps;
  assert.equal((await set('team', true)).team, true);
  await set('team', true);
  assert.equal((await set('team', false)).team, false);
  assert.equal((await owner.post('/api/v1/brand/steps', { step: 'fly', done: true })).status, 400);
});

test('what is not usable is refused with the field', async () => {
  for (const body of [
    { name: '' },
    { name: 'x'.repeat(121) },
    { name: 'x', site: 'javascript' },
    { name: 'x', names: Array(51).fill('y') },
    { name: 'x\u0000y' },
    {},
  ]) {
    const refused = await owner.put('/api/v1/brand', body);
    assert.equal(refused.status, 400, JSON.stringify(body));
    assert.ok(refused.body.error.fields.length > 0);
  }
});

test('an account is connected, sealed, and opened only for connectors', async () => {
  const refused = await connect('shop.example', 'wrong');
  assert.equal(refused.body.error.message, 'testnet says: wrong password');
  assert.equal(
    (await owner.post('/api/v1/brand/accounts', { network: 'nowhere', identifier: 'a', password: 'b' })).body
      .error.code,
    'account.network_unknown',
  );
  const made = await connect('shop.example');
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.equal(made.body.state, 'connected');
  assert.equal(made.body.maxLength, 300);
  const rows = await rapport.app.db.query('select * from brand_accounts');
  assert.doesNotMatch(JSON.stringify(rows), /right/);
  assert.doesNotMatch(JSON.stringify((await owner.get('/api/v1/brand/accounts')).body), /credentials|right/);
  const [own] = await ownAccounts(rapport.app, 'testnet');
  assert.deepEqual(own?.credentials, { password: 'right', session: 1 });
  assert.deepEqual([...(await ownExternalIds(rapport.app))], ['testnet:did:shop.example']);
  assert.equal((await owner.get('/api/v1/brand')).body.steps.account, true);
});

test('the same account again keeps its id and gets the new credentials, also when two connect it at once', async () => {
  const [{ id }] = (await owner.get('/api/v1/brand/accounts')).body.items;
  assert.equal((await connect('shop.example')).body.id, id);
  const both = await Promise.all([connect('twin.example'), connect('twin.example')]);
  assert.ok(both.some((one) => one.status === 201));
  const twins = (await owner.get('/api/v1/brand/accounts')).body.items.filter(
    (one: { handle: string }) => one.handle === 'twin.example',
  );
  assert.equal(twins.length, 1);
  const own = (await ownAccounts(rapport.app, 'testnet')).find(
    (one: OwnAccount) => one.handle === 'twin.example',
  );
  assert.deepEqual(own?.credentials, { password: 'right', session: 1 }, 'what is stored can be opened');
  await owner.delete(`/api/v1/brand/accounts/${twins[0].id}`);
});

/** Events arrive in order: when this one has come, those of the tests above have too. */
const earlierEventsArrived = () =>
  new Promise<void>((resolve) => {
    const stop = rapport.app.bus.on('brand.changed', () => {
      stop();
      resolve();
    });
    void rapport.app.bus.publish('brand.changed', {});
  });

test('refreshed credentials are kept', async () => {
  const [own] = await ownAccounts(rapport.app, 'testnet');
  await earlierEventsArrived();
  let restarts = 0;
  const stop = rapport.app.bus.on('brand.accounts_changed', () => void (restarts += 1));
  await own?.renewCredentials(async (stored) => ({ ...(stored as object), session: 2 }));
  assert.deepEqual(own?.credentials, { password: 'right', session: 2 });
  await until('the next reader has them', async () => {
    const [again] = await ownAccounts(rapport.app, 'testnet');
    return again !== own && JSON.stringify(again?.credentials).includes('"session":2');
  });
  stop();
  assert.equal(restarts, 0, 'nobody has to start again for a refreshed session');
});

test('a refused account shows why, tells the owners once, is not used, and comes back', async () => {
  const [{ id }] = (await owner.get('/api/v1/brand/accounts')).body.items;
  const check = async () => (await owner.post(`/api/v1/brand/accounts/${id}/check`)).body;
  const notices = async () => (await owner.get('/api/v1/notices')).body.items;
  assert.equal((await check()).state, 'connected');

  answer = 'refused';
  assert.deepEqual(
    [(await check()).state, (await check()).problem],
    ['refused', 'testnet says: signed out.'],
  );
  await accountRefused(rapport.app, id, 'testnet says: signed out.');
  assert.deepEqual(
    (await notices()).map((one: { title: string }) => one.title),
    ['@shop.example was refused by testnet'],
  );
  assert.deepEqual(await ownAccounts(rapport.app, 'testnet'), []);
  assert.equal((await ownExternalIds(rapport.app)).size, 1);

  answer = 'away';
  const away = await check();
  assert.equal(away.error.code, 'account.unreachable');
  assert.equal(
    (await owner.get('/api/v1/brand/accounts')).body.items[0].state,
    'refused',
    'silence proves nothing',
  );

  answer = 'fine';
  assert.deepEqual([(await check()).state, (await check()).problem], ['connected', null]);
  assert.deepEqual(await notices(), []);
  assert.equal((await ownAccounts(rapport.app, 'testnet')).length, 1);

  await accountRefused(rapport.app, id, 'again');
  await accountWorks(rapport.app, id);
  assert.equal((await ownAccounts(rapport.app, 'testnet')).length, 1);
});

test('credentials moved to another row do not open', async () => {
  await connect('other.example');
  await rapport.app.db.query(
    `update brand_accounts a set credentials = b.credentials from brand_accounts b where a.handle = 'other.example' and b.handle = 'shop.example'`,
  );
  await rapport.app.bus.publish('brand.accounts_changed', { network: 'testnet' });
  await until('the change was heard', () =>
    ownAccounts(rapport.app, 'testnet').then(
      () => false,
      (error: AppError) => error.code === 'secrets.damaged',
    ),
  );
  const { items } = (await owner.get('/api/v1/brand/accounts')).body;
  const other = items.find((one: { handle: string }) => one.handle === 'other.example');
  assert.equal((await owner.delete(`/api/v1/brand/accounts/${other.id}`)).status, 204);
  assert.equal((await ownAccounts(rapport.app, 'testnet')).length, 1);
});

test('disconnecting forgets the account and its credentials', async () => {
  const [{ id }] = (await owner.get('/api/v1/brand/accounts')).body.items;
  assert.equal((await owner.delete(`/api/v1/brand/accounts/${id}`)).status, 204);
  assert.deepEqual(await ownAccounts(rapport.app, 'testnet'), []);
  assert.equal((await ownExternalIds(rapport.app)).size, 0);
  for (const gone of [
    await owner.delete(`/api/v1/brand/accounts/${id}`),
    await owner.post(`/api/v1/brand/accounts/${id}/check`),
  ]) {
    assert.equal(gone.body.error.code, 'account.not_found');
  }
});

test('the sample company stands in for an unnamed brand only, and goes with its stream', async () => {
  assert.equal((await owner.post('/api/v1/brand/sample')).body.error.code, 'brand.sample_missing');
  const calls: string[] = [];
  rapport.app.provide(samplePort, {
    start: async () => (
      calls.push('start'),
      { name: 'Sample Telecom', names: [], handles: ['sample.example'], hashtags: [], site: null }
    ),
    remove: async () => void calls.push('remove'),
  });
  assert.equal((await owner.post('/api/v1/brand/sample')).body.name, 'Tee & Co');
  await owner.delete('/api/v1/brand/sample');
  assert.equal((await owner.get('/api/v1/brand')).body.name, 'Tee & Co');

  await rapport.app.db.query(`update brand_profile set name = '', steps = '{}'`);
  const sample = (await owner.post('/api/v1/brand/sample')).body;
  assert.deepEqual([sample.name, sample.isSample, sample.steps.brand], ['Sample Telecom', true, true]);
  assert.equal((await owner.delete('/api/v1/brand/sample')).status, 204);
  const after = (await owner.get('/api/v1/brand')).body;
  assert.deepEqual([after.name, after.isSample, after.steps.brand], ['', false, false]);
  assert.deepEqual(calls, ['start', 'remove', 'start', 'remove']);
});

test('every change is in the audit log, without credentials', async () => {
  const rows = await rapport.app.db.query<{ action: string }>('select * from audit_entries');
  const actions = new Set(rows.map((row) => row.action));
  for (const action of [
    'brand.saved',
    'brand.step_set',
    'account.connected',
    'account.checked',
    'account.disconnected',
    'brand.sample_started',
    'brand.sample_removed',
  ]) {
    assert.ok(actions.has(action), action);
  }
  assert.doesNotMatch(JSON.stringify(rows), /"right"|"session":/);
});
