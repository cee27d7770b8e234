import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { until } from '../../../test/helpers/app.ts';
import { createTestServer, TEST_PASSWORD } from '../../../test/helpers/server.ts';
import { startSmtp } from '../../../test/helpers/smtp.ts';
import { createBus } from '#platform/bus/index.ts';
import { createApp, systemActor } from '#platform/app/index.ts';
import { createDb } from '#platform/db/index.ts';
import { authenticate, endAllAccess, ownerLink, permissionsPort, sessionsFeature } from './index.ts';
import { sweepSessions } from './service/sweep.ts';

const smtp = await startSmtp();
const rapport = await createTestServer([sessionsFeature], { smtpUrl: smtp.url });
after(async () => {
  await rapport.close();
  await smtp.close();
});

const attempt = (address: string, email: string, password = 'wrong wrong wrong') =>
  rapport.browser({ address }).post('/api/auth/sign-in/email', { email, password });

test('an account is closed after ten wrong passwords, from wherever they come, and opens again', async () => {
  await rapport.staff('agent', 'target@staff.example');
  const answers = await Promise.all(
    Array.from({ length: 14 }, (_, i) =>
      attempt(`203.0.113.${i}`, i % 2 ? 'Target@Staff.example' : 'target@staff.example'),
    ),
  );
  assert.equal(answers.filter((answer) => answer.status === 401).length, 10);
  const refused = answers.filter((answer) => answer.status === 429);
  assert.equal(refused.length, 4);
  assert.equal(refused[0]?.body.code, 'sign_in.too_many_for_account');
  assert.match(refused[0]?.body.message, /this account.*try again in \d+ seconds/);
  const wait = Number(refused[0]?.headers['retry-after']);
  assert.ok(wait > 800 && wait <= 900, String(wait));
  assert.equal(
    (await attempt('203.0.113.99', 'target@staff.example', TEST_PASSWORD)).status,
    429,
    'not even with the right one',
  );

  const rows = await rapport.app.db.query('select key from sign_in_limits');
  assert.doesNotMatch(JSON.stringify(rows), /target|203\.0/, 'what was typed is not kept');

  await rapport.app.db.query(`update sign_in_limits set window_ends = now() - interval '1 second'`);
  assert.equal((await attempt('203.0.113.99', 'target@staff.example', TEST_PASSWORD)).status, 200);
  for (let i = 0; i < 10; i++)
    assert.equal(
      (await attempt(`203.0.113.${i}`, 'target@staff.example')).status,
      401,
      'a success starts the count anew',
    );
});

/** A guess that costs no scrypt. */
const guess = async (address: string) =>
  (
    await rapport
      .browser({ address })
      .post('/api/auth/passkey/verify-authentication', { response: { id: 'x' } })
  ).status;

test('an address is refused after thirty guesses over many accounts', async () => {
  const statuses: number[] = [];
  for (let i = 0; i < 33; i++) statuses.push(await guess('198.51.100.1'));
  assert.deepEqual(
    [statuses.filter((status) => status === 400).length, statuses.filter((status) => status === 429).length],
    [30, 3],
  );
  const answer = await attempt('198.51.100.1', 'agent@staff.example');
  assert.equal(answer.body.code, 'sign_in.too_many_from_address');
  assert.equal((await attempt('198.51.100.2', 'nobody1@staff.example')).status, 401);
});

test('an account made from a refused address stands, and signs in later', async () => {
  for (let i = 0; i < 30; i++) await guess('198.51.100.60');
  const token = (await ownerLink(rapport.app))?.split('token=')[1];
  const owner = { token, name: 'Olga', email: 'olga@staff.example', password: TEST_PASSWORD };
  const made = await rapport.browser({ address: '198.51.100.60' }).post('/api/v1/setup/owner', owner);
  assert.deepEqual([made.status, made.cookies], [201, []]);
  assert.equal((await attempt('198.51.100.61', 'olga@staff.example', TEST_PASSWORD)).status, 200);
});

test('one good account does not hide guesses at others', async () => {
  await rapport.staff('agent', 'good@staff.example');
  let refused = 0;
  for (let i = 0; i < 36; i++) {
    if ((await guess('198.51.100.50')) === 429) refused += 1;
    if (i % 9 === 0) await attempt('198.51.100.50', 'good@staff.example', TEST_PASSWORD);
  }
  assert.equal(refused, 6);
});

test('mailboxes cannot be flooded', async () => {
  await rapport.staff('agent', 'flooded@staff.example');
  const statuses: number[] = [];
  for (let i = 0; i < 6; i++) {
    const browser = rapport.browser({ address: `198.51.100.${100 + i}` });
    statuses.push(
      (await browser.post('/api/auth/sign-in/magic-link', { email: 'flooded@staff.example' })).status,
    );
  }
  assert.deepEqual(statuses, [200, 200, 200, 200, 429, 429]);
});

test('asking for the password again is limited too', async () => {
  const person = await rapport.staff('agent', 'stolen@staff.example');
  const statuses: number[] = [];
  for (let i = 0; i < 12; i++)
    statuses.push(
      (await person.post('/api/auth/two-factor/enable', { password: `guess number ${i}` })).status,
    );
  assert.deepEqual(statuses.slice(-2), [429, 429]);
});

test('another process forgets an ended session at once, long before its ten seconds', async () => {
  const person = await rapport.staff('agent', 'two@staff.example');
  const { app } = rapport;
  const db = createDb({ url: rapport.databaseUrl, max: 2, log: app.log });
  const bus = await createBus({ url: rapport.databaseUrl, db, log: app.log, clock: app.clock });
  const other = createApp({ ...app, db, bus });
  other.provide(permissionsPort, new Map());
  const cookie = [...person.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const request = { headers: { cookie } } as Parameters<typeof authenticate>[1];
  assert.equal((await authenticate(other, request))?.id, person.userId);
  await app.db.query('delete from sessions where user_id = $1', [person.userId]);
  assert.equal(
    (await authenticate(other, request))?.id,
    person.userId,
    'it is remembered, or this test shows nothing',
  );
  await app.db.transaction(() => endAllAccess(app, person.userId));
  await until(
    'the other process has forgotten',
    async () => (await authenticate(other, request)) === null,
    2000,
  );
  await bus.close();
  await db.close();
});

test('a rolled-back change ends nothing', async () => {
  const person = await rapport.staff('agent', 'kept@staff.example');
  const failing = rapport.app.db.transaction(async () => {
    await endAllAccess(rapport.app, person.userId);
    throw new Error(`not after all, ${systemActor.name}`);
  });
  await assert.rejects(failing, /not after all/);
  assert.equal((await person.get('/api/v1/me/sessions')).status, 200);
});

test('the sweep removes what is over and keeps the rest', async () => {
  const person = await rapport.staff('agent', 'swept@staff.example');
  await rapport.app.db.query(
    `insert into sessions (id, token, user_id, expires_at) values ('ses_old', 'x', $1, now() - interval '1 day')`,
    [person.userId],
  );
  await sweepSessions(rapport.app);
  const rows = await rapport.app.db.query<{ id: string }>('select id from sessions where user_id = $1', [
    person.userId,
  ]);
  assert.deepEqual(
    rows.map((row) => row.id === 'ses_old'),
    [false],
  );
});
