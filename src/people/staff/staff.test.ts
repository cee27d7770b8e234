import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { connectorsPort } from '#connectors/kit/index.ts';
import { ROLES } from '#platform/app/index.ts';
import { auditLogFeature } from '#people/audit-log/index.ts';
import { brandFeature } from '#people/brand/index.ts';
import { noticesFeature } from '#people/notices/index.ts';
import { sessionsFeature } from '#people/sessions/index.ts';
import { createTestServer, TEST_PASSWORD } from '../../../test/helpers/server.ts';
import { startSmtp } from '../../../test/helpers/smtp.ts';
import { staffFeature, versionPort } from './index.ts';

const features = [sessionsFeature, noticesFeature, brandFeature, staffFeature, auditLogFeature];
const rapport = await createTestServer(features);
rapport.app.provide(versionPort, '1.2.3');
rapport.app.provide(connectorsPort, {
  sources: new Map(),
  replies: new Map(),
  profiles: new Map(),
  lineParsers: new Map(),
});
after(() => rapport.close());

const first = await rapport.browser().get('/api/v1/session');
const owner = await rapport.staff('owner');
const people = {
  owner,
  admin: await rapport.staff('admin'),
  manager: await rapport.staff('manager'),
  agent: await rapport.staff('agent'),
  viewer: await rapport.staff('viewer'),
};

test('tells strangers what is to be set up, and nothing else', async () => {
  assert.deepEqual(
    { ...first.body, version: '' },
    { user: null, setup: { needsOwner: true, brandDone: false }, mail: false, version: '' },
  );
  const now = await rapport.browser().get('/api/v1/session');
  assert.deepEqual(now.body.setup, { needsOwner: false, brandDone: false });
  assert.equal(now.body.version, '1.2.3');
});

test('tells people who they are and what they may do', async () => {
  await owner.put('/api/v1/brand', { name: 'Tee' });
  const { user, setup } = (await people.viewer.get('/api/v1/session')).body;
  assert.deepEqual(setup, { needsOwner: false, brandDone: true });
  assert.deepEqual(user, {
    id: people.viewer.userId,
    name: 'The viewer',
    email: 'viewer@staff.example',
    role: 'viewer',
    avatarUrl: null,
    hasPassword: true,
    hasTotp: false,
    passkeys: 0,
    permissions: ['brand.read', 'staff.read'],
  });
});

/** Every route of these features: who may. What lies behind the permission is tested elsewhere. */
const all = ROLES as readonly string[];
const ROUTES = features.flatMap((feature) => (feature.routes ?? []).map((route) => ({ ...route, feature })));

test('every route denies whoever lacks its permission, and nobody else', async () => {
  const held = new Map(features.flatMap((feature) => Object.entries(feature.permissions ?? {})));
  let asked = 0;
  for (const { method, url, permission } of ROUTES) {
    const address = `/api/v1${url.replace(':id', 'nothing_0123456789abcdefghjkmnpqrs')}`;
    const may = permission === 'signed-in' ? all : held.get(permission);
    const stranger = await rapport
      .browser({ address: '203.0.113.77' })
      .send(method, address, method === 'GET' ? undefined : {});
    if (permission === 'public') assert.notEqual(stranger.status, 401, `${method} ${url} is public`);
    else assert.equal(stranger.status, 401, `${method} ${url} for nobody`);
    if (!may) continue;
    for (const role of ROLES) {
      // A body that no shape accepts: whoever may, gets 400 or 404 and changes nothing.
      const harmless = method === 'GET' || url.includes(':id');
      if (may.includes(role) && !harmless && !TAKES_BODY.has(url)) continue;
      const answer = await people[role].send(
        method,
        address,
        method === 'GET' ? undefined : { nonsense: true },
      );
      const isDenied = answer.status === 403 && answer.body?.error?.code === 'http.forbidden';
      assert.equal(isDenied, !may.includes(role), `${method} ${url} for ${role}: ${answer.status}`);
      asked += 1;
    }
  }
  assert.ok(asked > 120, String(asked));
});

const TAKES_BODY = new Set([
  '/brand',
  '/brand/steps',
  '/brand/accounts',
  '/invitations',
  '/me',
  '/me/tokens',
]);

test('only listed roles hold what changes the company', () => {
  const table = Object.assign({}, ...features.map((feature) => feature.permissions ?? {})) as Record<
    string,
    string[]
  >;
  assert.deepEqual(table, {
    'brand.read': all,
    'brand.manage': ['owner', 'admin', 'manager'],
    'brand.connect': ['owner', 'admin'],
    'staff.read': all,
    'staff.manage': ['owner', 'admin'],
    'audit.read': ['owner', 'admin'],
  });
});

test('no mutation is taken from another site', async () => {
  for (const { method, url } of ROUTES) {
    if (method === 'GET') continue;
    const address = `/api/v1${url.replace(':id', 'x')}`;
    for (const headers of [
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example', 'sec-fetch-site': '' },
      { origin: 'null', 'sec-fetch-site': '' },
    ]) {
      const answer = await owner.send(method, address, {}, headers);
      assert.equal(answer.body?.error?.code, 'http.cross_site', `${method} ${url}`);
    }
  }
});

async function join(role: string, email: string) {
  const sent = await owner.post('/api/v1/invitations', { email, role });
  assert.equal(sent.status, 201, JSON.stringify(sent.body));
  return { ...sent.body, token: sent.body.link.split('#token=')[1] } as {
    id: string;
    link: string;
    token: string;
    sentByMail: boolean;
  };
}
const accept = (token: string, more: object = {}) =>
  rapport
    .browser()
    .post('/api/v1/invitations/accept', { token, name: 'Nora', password: TEST_PASSWORD, ...more });
const lookUp = async (token: string) =>
  (await rapport.browser().get(`/api/v1/invitations/lookup?token=${encodeURIComponent(token)}`)).body;

test('an invitation is looked up, accepted once, and signs in', async () => {
  const { id, token, link, sentByMail } = await join('agent', ' Nora@Staff.example ');
  assert.equal(link, `http://localhost:3000/join#token=${token}`);
  assert.equal(sentByMail, false);
  assert.deepEqual(await lookUp(token), { email: 'nora@staff.example', role: 'agent', brand: 'Tee' });
  const [listed] = (await owner.get('/api/v1/invitations')).body.items;
  assert.deepEqual(
    [listed.id, listed.email, listed.invitedBy, listed.isExpired],
    [id, 'nora@staff.example', 'The owner', false],
  );
  assert.doesNotMatch(
    JSON.stringify(await rapport.app.db.query('select * from invitations')),
    new RegExp(token),
  );
  assert.equal((await accept(token, { password: 'nora@staff1' })).body.error.code, 'sign_in.password_weak');

  const answers = await Promise.all([accept(token), accept(token), accept(token)]);
  assert.deepEqual(answers.map((one) => one.status).toSorted(), [201, 410, 410]);
  const winner = answers.find((one) => one.status === 201);
  assert.ok(winner?.cookies.some((cookie) => cookie.startsWith('__Host-rapport.session_token=')));
  assert.equal((await lookUp(token)).error.code, 'invitation.invalid');
  assert.deepEqual((await owner.get('/api/v1/invitations')).body.items, []);
  const member = (await owner.get('/api/v1/staff')).body.items.find(
    (one: { email: string }) => one.email === 'nora@staff.example',
  );
  assert.equal(member.role, 'agent');
});

test('inviting again replaces the link, withdrawing and time end it', async () => {
  const one = await join('viewer', 'pat@staff.example');
  const two = await join('manager', 'pat@staff.example');
  assert.equal(two.id, one.id);
  assert.equal((await lookUp(one.token)).error.code, 'invitation.invalid');
  const again = await owner.post(`/api/v1/invitations/${two.id}/resend`);
  assert.equal((await lookUp(two.token)).error.code, 'invitation.invalid');
  const third = again.body.link.split('#token=')[1];
  assert.equal((await lookUp(third)).role, 'manager');
  await rapport.app.db.query(`update invitations set expires_at = now() - interval '1 second'`);
  assert.equal((await lookUp(third)).error.code, 'invitation.invalid');
  assert.equal((await accept(third)).body.error.code, 'invitation.invalid');
  assert.equal((await owner.get('/api/v1/invitations')).body.items[0].isExpired, true);
  assert.equal((await owner.delete(`/api/v1/invitations/${two.id}`)).status, 204);
  assert.equal((await owner.delete(`/api/v1/invitations/${two.id}`)).status, 404);
  assert.equal((await owner.post(`/api/v1/invitations/${two.id}/resend`)).status, 404);
});

test('nobody is invited twice into the house, and nonsense is no address', async () => {
  assert.equal(
    (await owner.post('/api/v1/invitations', { email: 'AGENT@staff.example', role: 'viewer' })).body.error
      .code,
    'staff.email_taken',
  );
  for (const email of [
    '',
    'x',
    'a@b',
    'a b@c.example',
    'a@c.example\nBcc: x@y.example',
    `${'x'.repeat(250)}@c.example`,
  ]) {
    assert.equal((await owner.post('/api/v1/invitations', { email, role: 'viewer' })).status, 400, email);
  }
  assert.equal(
    (await owner.post('/api/v1/invitations', { email: 'q@staff.example', role: 'god' })).status,
    400,
  );
});

const change = (by: typeof owner, id: string, body: object) => by.patch(`/api/v1/staff/${id}`, body);

test('admins neither make owners nor touch them', async () => {
  const code = async (answer: Promise<{ body: { error?: { code: string } } }>) =>
    (await answer).body?.error?.code;
  assert.equal(
    await code(people.admin.post('/api/v1/invitations', { email: 'o@staff.example', role: 'owner' })),
    'staff.owners_only',
  );
  assert.equal(await code(change(people.admin, people.agent.userId, { role: 'owner' })), 'staff.owners_only');
  assert.equal(await code(change(people.admin, owner.userId, { name: 'Nobody' })), 'staff.owners_only');
  assert.equal(
    await code(people.admin.post(`/api/v1/staff/${owner.userId}/password-link`)),
    'staff.owners_only',
  );
  assert.equal(
    (await change(people.admin, people.agent.userId, { name: 'Agent Smith' })).body.name,
    'Agent Smith',
  );
  assert.equal(
    await code(change(owner, 'user_0123456789abcdefghjkmnpqrs', { name: 'x' })),
    'staff.not_found',
  );
  assert.equal((await change(owner, people.agent.userId, {})).status, 400);
});

test('the last owner stays, also when two owners demote each other at once', async () => {
  assert.equal((await change(owner, owner.userId, { role: 'admin' })).body.error.code, 'staff.last_owner');
  assert.equal(
    (await change(owner, owner.userId, { state: 'disabled' })).body.error.code,
    'staff.last_owner',
  );
  const other = await rapport.staff('owner', 'other-owner@staff.example');
  for (let round = 0; round < 5; round++) {
    const answers = await Promise.all([
      change(owner, other.userId, { role: 'admin' }),
      change(other, owner.userId, { role: 'admin' }),
    ]);
    const rows = await rapport.app.db.query(`select id from users where role = 'owner' and state = 'active'`);
    assert.equal(rows.length, 1, answers.map((answer) => answer.status).join());
    await rapport.app.db.query(`update users set role = 'owner' where id = any($1)`, [
      [owner.userId, other.userId],
    ]);
    await rapport.app.bus.publish('access.changed', { userId: owner.userId });
    await change(owner, other.userId, { name: 'Other' });
    await change(other, owner.userId, { name: 'The owner' });
  }
  const { status } = await change(owner, other.userId, { state: 'disabled' });
  assert.equal(status, 200);
});

test('a changed role holds from the next request on', async () => {
  const person = await rapport.staff('manager', 'falling@staff.example');
  assert.equal((await person.put('/api/v1/brand', { name: 'Tee' })).status, 200);
  await change(owner, person.userId, { role: 'viewer' });
  assert.equal((await person.put('/api/v1/brand', { name: 'Tee' })).status, 403);
  await change(owner, person.userId, { role: 'manager' });
  assert.equal((await person.put('/api/v1/brand', { name: 'Tee' })).status, 200);
});

test('disabling ends sessions and tokens at once and keeps the person out until enabled', async () => {
  const person = await rapport.staff('agent', 'leaver@staff.example');
  const { token } = (await person.post('/api/v1/me/tokens', { name: 'x', scopes: ['read'] })).body;
  const bearer = { authorization: `Bearer ${token}`, origin: '', 'sec-fetch-site': '' };
  assert.equal((await rapport.browser().get('/api/v1/staff', bearer)).status, 200);
  assert.equal((await person.get('/api/v1/staff')).status, 200);
  assert.equal((await change(people.admin, person.userId, { state: 'disabled' })).body.state, 'disabled');
  assert.equal((await person.get('/api/v1/staff')).status, 401);
  assert.equal((await rapport.browser().get('/api/v1/staff', bearer)).status, 401);
  const signIn = () =>
    rapport
      .browser()
      .post('/api/auth/sign-in/email', { email: 'leaver@staff.example', password: TEST_PASSWORD });
  assert.equal((await signIn()).body.code, 'ACCOUNT_DISABLED');
  await change(owner, person.userId, { state: 'active' });
  assert.equal((await signIn()).status, 200);
  assert.equal((await person.get('/api/v1/staff')).status, 401, 'what was ended stays ended');
  assert.equal(
    (await change(people.admin, people.admin.userId, { state: 'disabled' })).body.error.code,
    'staff.not_yourself',
  );
});

test('somebody without mail gets a link to a new password, and hears of it', async () => {
  const person = await rapport.staff('agent', 'locked@staff.example');
  const made = await people.admin.post(`/api/v1/staff/${person.userId}/password-link`);
  const token = made.body.link.split('#reset=')[1];
  assert.equal(
    (await person.get('/api/v1/notices')).body.items[0].title,
    'A link to change your password was made',
  );
  const set = (newPassword: string) =>
    rapport.browser().post('/api/auth/reset-password', { token, newPassword });
  assert.equal((await set('nine loud badgers')).status, 200);
  assert.ok((await set('ten louder badgers')).status >= 400);
  assert.equal((await person.get('/api/v1/notices')).status, 401);
});

test('invitations are mailed where mail is set up, and a refused mail still gives the link', async () => {
  const smtp = await startSmtp({ refuse: (recipient) => recipient.startsWith('bounce') });
  const mailing = await createTestServer(features, { smtpUrl: smtp.url });
  mailing.app.provide(versionPort, '1.2.3');
  const boss = await mailing.staff('owner');
  const sent = await boss.post('/api/v1/invitations', { email: 'zoe@staff.example', role: 'agent' });
  assert.equal(sent.body.sentByMail, true);
  const mail = await smtp.mailTo('zoe@staff.example');
  assert.ok(mail.text.includes(sent.body.link));
  const bounced = await boss.post('/api/v1/invitations', { email: 'bounce@staff.example', role: 'agent' });
  assert.deepEqual([bounced.status, bounced.body.sentByMail], [201, false]);
  assert.match(bounced.body.link, /#token=/);
  assert.equal((await mailing.browser().get('/api/v1/session')).body.mail, true);
  await mailing.close();
  await smtp.close();
});

test('every change of staff is in the audit log, without links', async () => {
  const { items } = (await owner.get('/api/v1/audit?limit=200')).body;
  const actions = new Set(items.map((one: { action: string }) => one.action));
  for (const action of [
    'staff.joined',
    'staff.disabled',
    'staff.enabled',
    'staff.role_changed',
    'staff.changed',
    'invitation.sent',
    'invitation.withdrawn',
    'password.link_made',
    'token.created',
  ]) {
    assert.ok(actions.has(action), action);
  }
  assert.doesNotMatch(JSON.stringify(items), /token=|reset=|rpt_/);
});
