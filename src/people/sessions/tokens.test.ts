import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { z } from 'zod';
import type { Feature } from '#platform/feature/index.ts';
import { route } from '#platform/http/index.ts';
import { createTestServer } from '../../../test/helpers/server.ts';
import { endAllAccess, sessionsFeature, users } from './index.ts';

const who = z.object({ kind: z.string(), id: z.string() });
const probe: Feature = {
  name: 'test/probe',
  permissions: { 'probe.read': ['owner', 'manager', 'agent', 'viewer'], 'probe.write': ['owner', 'manager'] },
  routes: [
    route({
      method: 'GET',
      url: '/probe',
      permission: 'probe.read',
      summary: 'x',
      response: who,
      handler: async ({ actor }) => actor,
    }),
    route({
      method: 'POST',
      url: '/probe',
      permission: 'probe.write',
      summary: 'x',
      response: who,
      handler: async ({ actor }) => actor,
    }),
  ],
};
const rapport = await createTestServer([sessionsFeature, probe]);
after(() => rapport.close());

const bearer = (token: string) => ({ authorization: `Bearer ${token}`, origin: '', 'sec-fetch-site': '' });
const manager = await rapport.staff('manager');

async function create(scopes: string[], by = manager, more: object = {}): Promise<string> {
  const made = await by.post('/api/v1/me/tokens', { name: 'CI', scopes, ...more });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body.token;
}

async function reach(token: string): Promise<[number, number]> {
  const robot = rapport.browser();
  return [
    (await robot.get('/api/v1/probe', bearer(token))).status,
    (await robot.post('/api/v1/probe', {}, bearer(token))).status,
  ];
}

test('a token does what its scopes say', async () => {
  assert.deepEqual(await reach(await create(['read'])), [200, 403]);
  assert.deepEqual(await reach(await create(['write'])), [200, 200]);
  assert.deepEqual(await reach(await create(['probe.write'])), [403, 200]);
  const mine = await rapport.browser().get('/api/v1/probe', bearer(await create(['read'])));
  assert.deepEqual(mine.body, { kind: 'token', id: manager.userId });
});

test('a token is shown once and kept hashed', async () => {
  const token = await create(['read']);
  assert.match(token, /^rpt_[\w-]{43}$/);
  const list = await manager.get('/api/v1/me/tokens');
  assert.doesNotMatch(JSON.stringify(list.body), /rpt_/);
  const rows = await rapport.app.db.query<{ token_hash: string }>('select * from personal_tokens');
  assert.doesNotMatch(JSON.stringify(rows), /rpt_/);
  assert.ok(rows.some((row) => row.token_hash === rapport.app.secrets.hash(token)));
});

test('nobody can give a token more than the own role, or what does not exist', async () => {
  const agent = await rapport.staff('agent');
  const ask = async (scopes: unknown) =>
    (await agent.post('/api/v1/me/tokens', { name: 'x', scopes })).body.error?.code;
  assert.equal(await ask(['probe.write']), 'token.scope_not_held');
  assert.equal(await ask(['probe.fly']), 'token.scope_unknown');
  assert.equal(await ask(['*']), 'token.scope_unknown');
  assert.equal(await ask([]), 'http.invalid');
  assert.equal(await ask('write'), 'http.invalid');
  const token = await create(['write'], agent);
  assert.deepEqual(await reach(token), [200, 403]);
});

test('a token loses what its owner loses, at once', async () => {
  const person = await rapport.staff('manager', 'falls@staff.example');
  const token = await create(['write'], person);
  assert.deepEqual(await reach(token), [200, 200]);
  await rapport.app.db.query(`update users set role = 'viewer' where id = $1`, [person.userId]);
  const { accessChanged } = await import('./index.ts');
  await accessChanged(rapport.app, person.userId);
  assert.deepEqual(await reach(token), [200, 403]);
  await rapport.app.db.transaction(() => endAllAccess(rapport.app, person.userId));
  assert.deepEqual(await reach(token), [401, 401]);
  assert.equal((await person.get('/api/v1/probe')).status, 401);
});

test('ended and expired tokens are refused, and so is nonsense', async () => {
  const token = await create(['read']);
  assert.equal((await reach(token))[0], 200);
  const [{ id }] = (await manager.get('/api/v1/me/tokens')).body.items;
  assert.equal((await manager.delete(`/api/v1/me/tokens/${id}`)).status, 204);
  assert.deepEqual(await reach(token), [401, 401]);
  assert.equal((await manager.delete(`/api/v1/me/tokens/${id}`)).status, 404);

  const short = await create(['read'], manager, { expiresAt: new Date(Date.now() + 60_000).toISOString() });
  await rapport.app.db.query(
    `update personal_tokens set expires_at = now() - interval '1 second' where token_hash = $1`,
    [rapport.app.secrets.hash(short)],
  );
  assert.deepEqual(await reach(short), [401, 401]);
  const past = await manager.post('/api/v1/me/tokens', {
    name: 'x',
    scopes: ['read'],
    expiresAt: '2020-01-01T00:00:00Z',
  });
  assert.equal(past.body.error.code, 'token.expiry_past');
  for (const nonsense of [
    'rpt_',
    'rpt_x',
    token.slice(0, -1),
    `${token}a`,
    'eyJhbGciOi.J9.x',
    "rpt_' or 1=1 --",
  ]) {
    assert.equal((await rapport.browser().get('/api/v1/probe', bearer(nonsense))).status, 401, nonsense);
  }
});

test('a token cannot touch sessions, tokens or the own name', async () => {
  const token = await create(['write']);
  const robot = rapport.browser();
  const [{ id }] = (await manager.get('/api/v1/me/tokens')).body.items;
  const [{ id: session }] = (await manager.get('/api/v1/me/sessions')).body.items;
  const calls = [
    robot.send('POST', '/api/v1/me/tokens', { name: 'x', scopes: ['read'] }, bearer(token)),
    robot.send('DELETE', `/api/v1/me/tokens/${id}`, undefined, bearer(token)),
    robot.send('DELETE', `/api/v1/me/sessions/${session}`, undefined, bearer(token)),
    robot.send('POST', '/api/v1/me/sessions/end-others', {}, bearer(token)),
    robot.send('PATCH', '/api/v1/me', { name: 'Robot' }, bearer(token)),
  ];
  for (const answer of await Promise.all(calls)) assert.equal(answer.body?.error?.code, 'http.people_only');
  assert.equal((await users.find(rapport.app, manager.userId))?.name, 'The manager');
});

test('nobody ends what is not theirs', async () => {
  const other = await rapport.staff('owner');
  const [{ id: session }] = (await manager.get('/api/v1/me/sessions')).body.items;
  const [{ id: token }] = (await manager.get('/api/v1/me/tokens')).body.items;
  assert.equal((await other.delete(`/api/v1/me/sessions/${session}`)).status, 404);
  assert.equal((await other.delete(`/api/v1/me/tokens/${token}`)).status, 404);
  assert.equal((await manager.get('/api/v1/probe')).status, 200);
});

test('sessions are listed with their device, and ended one by one or all others', async () => {
  const here = await rapport.staff('viewer');
  const signIn = async (userAgent: string) => {
    const browser = rapport.browser({ userAgent });
    await browser.post('/api/auth/sign-in/email', {
      email: 'viewer@staff.example',
      password: (await import('../../../test/helpers/server.ts')).TEST_PASSWORD,
    });
    return browser;
  };
  const phone = await signIn(
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1',
  );
  const tablet = await signIn(
    'Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1',
  );
  const { items } = (await here.get('/api/v1/me/sessions')).body;
  assert.deepEqual(items.map((one: { device: string }) => one.device).toSorted(), [
    'Firefox on Linux',
    'Safari on iPad',
    'Safari on iPhone',
  ]);
  assert.deepEqual(
    items.filter((one: { current: boolean }) => one.current).map((one: { device: string }) => one.device),
    ['Firefox on Linux'],
  );
  assert.ok(items.every((one: { address: string }) => one.address === '127.0.0.1'));

  const iphone = items.find((one: { device: string }) => one.device === 'Safari on iPhone');
  assert.equal((await phone.get('/api/v1/probe')).status, 200);
  assert.equal((await here.delete(`/api/v1/me/sessions/${iphone.id}`)).status, 204);
  assert.equal((await phone.get('/api/v1/probe')).status, 401);
  assert.equal((await tablet.get('/api/v1/probe')).status, 200);
  assert.deepEqual((await here.post('/api/v1/me/sessions/end-others')).body, { ended: 1 });
  assert.equal((await tablet.get('/api/v1/probe')).status, 401);
  assert.equal((await here.get('/api/v1/probe')).status, 200);
});
