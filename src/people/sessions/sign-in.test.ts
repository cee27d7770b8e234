import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { createTestServer, TEST_PASSWORD } from '../../../test/helpers/server.ts';
import { createApp } from '#platform/app/index.ts';
import { testConfig } from '#platform/config/index.ts';
import { createSecrets } from '#platform/secrets/index.ts';
import { ownerLink, sessionsFeature } from './index.ts';

const rapport = await createTestServer([sessionsFeature]);
after(() => rapport.close());

const SESSION = '__Host-rapport.session_token';

test('every process shows the same owner link as long as it is valid, and a new one after that', async () => {
  const links = await Promise.all(Array.from({ length: 8 }, () => ownerLink(rapport.app)));
  assert.equal(new Set(links).size, 1, 'those that start at once agree');
  await rapport.app.db.query(`update owner_links set expires_at = now() + interval '1 minute'`);
  assert.equal(await ownerLink(rapport.app), links[0]);
  const [row] = await rapport.app.db.query<{ hours: number }>(
    `select extract(epoch from expires_at - now())::float / 3600 as hours from owner_links`,
  );
  assert.ok(row!.hours > 23.9, 'it lives on from the last start');
  await rapport.app.db.query(`update owner_links set expires_at = now() - interval '1 second'`);
  const next = await ownerLink(rapport.app);
  assert.notEqual(next, links[0]);
  const old = {
    token: links[0]!.split('token=')[1],
    name: 'O',
    email: 'o@tee.example',
    password: TEST_PASSWORD,
  };
  assert.equal(
    (await rapport.browser().post('/api/v1/setup/owner', old)).body.error.code,
    'owner.link_invalid',
  );
  await rapport.app.db.query('update owner_links set sealed = null');
  assert.notEqual(await ownerLink(rapport.app), next, 'one of an older release cannot be shown again');
});

test('the owner link makes one owner, signs in, and is used up, however many try at once', async () => {
  const other = createApp({ ...rapport.app, secrets: createSecrets(testConfig()) });
  const voided = await ownerLink(other);
  const link = await ownerLink(rapport.app);
  assert.match(link ?? '', /^http:\/\/localhost:3000\/welcome#token=[\w-]{43}$/);
  const token = (link ?? '').split('token=')[1];
  const claim = (number: number, withToken = token) =>
    rapport.browser().post('/api/v1/setup/owner', {
      token: withToken,
      name: `Olga ${number}`,
      email: `olga${number}@tee.example`,
      password: TEST_PASSWORD,
    });

  const refused = await claim(0, (voided ?? '').split('token=')[1]);
  assert.equal(refused.body.error.code, 'owner.link_invalid');
  const weak = await rapport
    .browser()
    .post('/api/v1/setup/owner', { token, name: 'Olga', email: 'olga@tee.example', password: 'Password123' });
  assert.equal(weak.body.error.code, 'sign_in.password_weak');

  const answers = await Promise.all([1, 2, 3, 4, 5, 6].map((number) => claim(number)));
  const winners = answers.filter((answer) => answer.status === 201);
  assert.equal(winners.length, 1);
  for (const loser of answers.filter((answer) => answer.status !== 201)) {
    assert.match(loser.body.error.code, /^owner\.(link_invalid|exists)$/);
    assert.deepEqual(loser.cookies, []);
  }
  const [{ count }] = (await rapport.app.db.query<{ count: number }>('select count(*) from users')) as [
    { count: number },
  ];
  assert.equal(count, 1);
  assert.equal(await ownerLink(rapport.app), undefined);
  assert.equal((await claim(9)).body.error.code, 'owner.exists');

  const cookie = winners[0]?.cookies.find((one) => one.startsWith(SESSION)) ?? '';
  assert.match(cookie, /; Path=\//);
  assert.match(cookie, /; HttpOnly/);
  assert.match(cookie, /; Secure/);
  assert.match(cookie, /; SameSite=Lax/);
  assert.doesNotMatch(cookie, /Domain/);
});

test('every cookie that sign-in sets is __Host-, Secure, HttpOnly, Lax and for the whole site', async () => {
  const ada = await rapport.staff('agent', 'cookies@staff.example');
  const answers = [
    await ada.get('/api/auth/passkey/generate-register-options'),
    await rapport.browser().get('/api/auth/passkey/generate-authenticate-options'),
    await rapport.browser().post('/api/auth/sign-in/email', {
      email: 'cookies@staff.example',
      password: TEST_PASSWORD,
      rememberMe: false,
    }),
    await ada.post('/api/auth/sign-out'),
  ];
  const cookies = answers.flatMap((answer) => answer.cookies);
  assert.ok(cookies.length >= 5, String(cookies.length));
  for (const cookie of cookies) {
    assert.match(cookie, /^__Host-rapport\./);
    for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax'])
      assert.ok(cookie.split('; ').includes(part), cookie);
  }
});

test('the token is in the cookie only: not in answers, and hashed in the database', async () => {
  const ada = await rapport.staff('agent', 'hash@staff.example');
  const token = decodeURIComponent(ada.jar.get(SESSION) ?? '').split('.')[0] ?? '';
  assert.match(token, /^\w{32}$/);
  const session = await ada.get('/api/auth/get-session');
  assert.equal(session.body.user.email, 'hash@staff.example');
  const again = await rapport
    .browser()
    .post('/api/auth/sign-in/email', { email: 'hash@staff.example', password: TEST_PASSWORD });
  for (const body of [session.body, again.body]) assert.doesNotMatch(JSON.stringify(body), /token/i);
  const rows = await rapport.app.db.query<{ token: string }>('select token from sessions');
  assert.ok(rows.every((row) => /^[0-9a-f]{64}$/.test(row.token)));
  assert.ok(rows.some((row) => row.token === rapport.app.secrets.hash(token)));
  const thief = rapport.browser();
  thief.jar.set(SESSION, `${rows[0]?.token}.${'A'.repeat(43)}=`);
  assert.equal((await thief.get('/api/v1/me/sessions')).status, 401);
});

test('an unsigned or changed cookie is nobody', async () => {
  const ada = await rapport.staff('agent', 'signed@staff.example');
  const value = ada.jar.get(SESSION) ?? '';
  for (const forged of [value.split('.')[0] ?? '', `x${value}`, `${value}x`, '%', '', '.', 'a.b']) {
    const thief = rapport.browser();
    thief.jar.set(SESSION, forged);
    assert.equal((await thief.get('/api/v1/me/sessions')).status, 401, forged);
  }
});

test('signing in gives a new session and ends the one this browser had', async () => {
  const ada = await rapport.staff('agent', 'rotate@staff.example');
  const before = ada.jar.get(SESSION) ?? '';
  await ada.post('/api/auth/sign-in/email', { email: 'rotate@staff.example', password: TEST_PASSWORD });
  assert.notEqual(ada.jar.get(SESSION), before);
  assert.equal((await ada.get('/api/v1/me/sessions')).body.items.length, 1);
  const old = rapport.browser();
  old.jar.set(SESSION, before);
  assert.equal((await old.get('/api/v1/me/sessions')).status, 401);
});

test('signing out ends the session at once', async () => {
  const ada = await rapport.staff('agent', 'out@staff.example');
  const stolen = rapport.browser();
  stolen.jar.set(SESSION, ada.jar.get(SESSION) ?? '');
  assert.equal((await stolen.get('/api/v1/me/sessions')).status, 200);
  assert.equal((await ada.post('/api/auth/sign-out')).status, 200);
  assert.equal((await stolen.get('/api/v1/me/sessions')).status, 401);
  assert.equal(ada.jar.has(SESSION), false);
});

test('a new password must be good, needs the old one, and ends every session', async () => {
  const ada = await rapport.staff('agent', 'change@staff.example');
  const phone = rapport.browser();
  await phone.post('/api/auth/sign-in/email', { email: 'change@staff.example', password: TEST_PASSWORD });
  assert.equal((await phone.get('/api/v1/me/sessions')).body.items.length, 2);
  const change = (body: object) => ada.post('/api/auth/change-password', body);
  assert.equal(
    (await change({ currentPassword: TEST_PASSWORD, newPassword: 'Welcome2026!' })).body.code,
    'sign_in.password_weak',
  );
  assert.equal(
    (await change({ currentPassword: 'wrong wrong wrong', newPassword: 'nine loud badgers' })).status,
    400,
  );
  const stolen = rapport.browser();
  stolen.jar.set(SESSION, ada.jar.get(SESSION) ?? '');

  const done = await change({
    currentPassword: TEST_PASSWORD,
    newPassword: 'nine loud badgers',
    revokeOtherSessions: false,
  });
  assert.equal(done.status, 200, JSON.stringify(done.body));
  assert.equal((await phone.get('/api/v1/me/sessions')).status, 401);
  assert.equal((await stolen.get('/api/v1/me/sessions')).status, 401);
  assert.equal((await ada.get('/api/v1/me/sessions')).body.items.length, 1);
  const old = await rapport
    .browser()
    .post('/api/auth/sign-in/email', { email: 'change@staff.example', password: TEST_PASSWORD });
  assert.equal(old.status, 401);
});

test('nobody can sign up, and what is not needed does not exist', async () => {
  const paths = [
    '/sign-up/email',
    '/update-user',
    '/delete-user',
    '/change-email',
    '/list-sessions',
    '/revoke-session',
    '/sign-in/social',
    '/error',
    '/ok',
  ];
  for (const path of paths) {
    const post = await rapport
      .browser()
      .post(`/api/auth${path}`, { email: 'eve@evil.example', password: TEST_PASSWORD, name: 'Eve' });
    assert.equal(post.status, 404, path);
    assert.equal((await rapport.browser().get(`/api/auth${path}`)).status, 404, path);
  }
  for (const path of ['/sign-in/magic-link', '/request-password-reset']) {
    const answer = await rapport.browser().post(`/api/auth${path}`, { email: 'agent@staff.example' });
    assert.equal(answer.status, 404, `${path} without mail`);
  }
});

test('other sites cannot sign anybody in, out, or change a thing', async () => {
  const ada = await rapport.staff('agent', 'csrf@staff.example');
  const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
  const credentials = { email: 'csrf@staff.example', password: TEST_PASSWORD };
  assert.equal((await ada.post('/api/auth/sign-out', {}, evil)).status, 403);
  assert.equal(
    (
      await ada.post(
        '/api/auth/change-password',
        { currentPassword: TEST_PASSWORD, newPassword: 'nine loud badgers' },
        evil,
      )
    ).status,
    403,
  );
  assert.equal((await rapport.browser().post('/api/auth/sign-in/email', credentials, evil)).status, 403);
  assert.equal((await ada.post('/api/v1/me/sessions/end-others', {}, evil)).status, 403);
  assert.equal(
    (await ada.post('/api/v1/me/sessions/end-others', {}, { ...evil, 'sec-fetch-site': '' })).status,
    403,
  );
  assert.equal(
    (
      await ada.post(
        '/api/v1/me/tokens',
        { name: 'x', scopes: ['read'] },
        { ...evil, 'sec-fetch-site': 'same-site' },
      )
    ).status,
    403,
  );
  assert.equal((await ada.get('/api/v1/me/sessions')).status, 200);
});

test('plain http on another host says why sign-in cannot work', async () => {
  const headers = { origin: 'http://192.168.1.5:3000', host: '192.168.1.5:3000' };
  const answer = await rapport
    .browser()
    .post('/api/auth/sign-in/email', { email: 'agent@staff.example', password: TEST_PASSWORD }, headers);
  assert.equal(answer.status, 400);
  assert.equal(answer.body.code, 'sign_in.needs_https');
  assert.match(answer.body.message, /PUBLIC_URL/);
});

test('bodies that are no JSON objects, too large, or no JSON at all are refused plainly', async () => {
  for (const body of ['[]', '"x"', 'null', '{', '1']) {
    const answer = await rapport
      .browser()
      .post('/api/auth/sign-in/email', body, { 'content-type': 'application/json' });
    assert.equal(answer.status, 400, body);
  }
  assert.equal(
    (await rapport.browser().post('/api/auth/sign-in/email', { email: 'x'.repeat(70_000) })).status,
    413,
  );
  assert.equal(
    (
      await rapport
        .browser()
        .post('/api/auth/sign-in/email', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' })
    ).status,
    400,
  );
  const strange = await rapport
    .browser()
    .post('/api/auth/sign-in/email', { email: { $gt: '' }, password: ['x'] });
  assert.equal(strange.status, 400);
});
