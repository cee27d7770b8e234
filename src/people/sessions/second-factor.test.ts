import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { Authenticator } from '../../../test/helpers/authenticator.ts';
import type { Browser } from '../../../test/helpers/browser.ts';
import { createTestServer, TEST_ORIGIN, TEST_PASSWORD } from '../../../test/helpers/server.ts';
import { startSmtp } from '../../../test/helpers/smtp.ts';
import { totpCode } from '../../../test/helpers/totp.ts';
import { sessionsFeature, users } from './index.ts';

const smtp = await startSmtp();
const rapport = await createTestServer([sessionsFeature], {
  smtpUrl: smtp.url,
  mailFrom: 'rapport@tee.example',
});
after(async () => {
  await rapport.close();
  await smtp.close();
});

const isSignedIn = async (browser: Browser) => (await browser.get('/api/v1/me/sessions')).status === 200;
const signIn = (browser: Browser, email: string) =>
  browser.post('/api/auth/sign-in/email', { email, password: TEST_PASSWORD });

async function withTotp(email: string) {
  const person = await rapport.staff('agent', email);
  const refused = await person.post('/api/auth/two-factor/enable', { password: 'not my password' });
  assert.equal(refused.status, 400);
  const set = await person.post('/api/auth/two-factor/enable', { password: TEST_PASSWORD });
  assert.equal(set.status, 200, JSON.stringify(set.body));
  const { totpURI, backupCodes } = set.body as { totpURI: string; backupCodes: string[] };
  assert.equal(
    (await users.find(rapport.app, person.userId))?.hasTotp,
    false,
    'not on before a code was right',
  );
  const wrong = await person.post('/api/auth/two-factor/verify-totp', { code: '000000' });
  assert.equal(wrong.status, 401);
  const verified = await person.post('/api/auth/two-factor/verify-totp', { code: totpCode(totpURI) });
  assert.equal(verified.status, 200, JSON.stringify(verified.body));
  assert.equal((await users.find(rapport.app, person.userId))?.hasTotp, true);
  return { person, totpURI, backupCodes };
}

test('an authenticator app is set up, asked for, and switched off again', async () => {
  const { person, totpURI } = await withTotp('totp@staff.example');
  assert.ok(await isSignedIn(person), 'the session that set it up goes on');

  const browser = rapport.browser();
  const first = await signIn(browser, 'totp@staff.example');
  assert.equal(first.body.twoFactorRedirect, true);
  assert.equal(await isSignedIn(browser), false, 'the password alone is not enough');
  assert.equal((await browser.post('/api/auth/two-factor/verify-totp', { code: '000000' })).status, 401);
  assert.equal(
    (await browser.post('/api/auth/two-factor/verify-totp', { code: totpCode(totpURI) })).status,
    200,
  );
  assert.ok(await isSignedIn(browser));

  assert.equal((await person.post('/api/auth/two-factor/disable', { password: TEST_PASSWORD })).status, 200);
  const plain = rapport.browser();
  await signIn(plain, 'totp@staff.example');
  assert.ok(await isSignedIn(plain));
});

test('a backup code works once', async () => {
  const { backupCodes } = await withTotp('backup@staff.example');
  assert.equal(backupCodes.length, 10);
  const use = async () => {
    const browser = rapport.browser();
    await signIn(browser, 'backup@staff.example');
    const answer = await browser.post('/api/auth/two-factor/verify-backup-code', { code: backupCodes[0] });
    return { status: answer.status, isIn: await isSignedIn(browser) };
  };
  assert.deepEqual(await use(), { status: 200, isIn: true });
  assert.deepEqual(await use(), { status: 401, isIn: false });
});

test('codes cannot be guessed: the challenge ends after a few', async () => {
  const { totpURI } = await withTotp('guess@staff.example');
  const browser = rapport.browser({ address: '198.51.100.9' });
  await signIn(browser, 'guess@staff.example');
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 12; attempt++) {
    statuses.push(
      (await browser.post('/api/auth/two-factor/verify-totp', { code: String(attempt).padStart(6, '0') }))
        .status,
    );
  }
  assert.ok(statuses.every((status) => status >= 400));
  assert.equal(
    (await browser.post('/api/auth/two-factor/verify-totp', { code: totpCode(totpURI) })).status >= 400,
    true,
  );
  assert.equal(await isSignedIn(browser), false);
});

test('a passkey is registered, listed, signs in, and is removed', async () => {
  const person = await rapport.staff('agent', 'passkey@staff.example');
  const key = new Authenticator(TEST_ORIGIN);
  const options = await person.get('/api/auth/passkey/generate-register-options');
  assert.equal(options.body.rp.id, 'localhost');
  const added = await person.post('/api/auth/passkey/verify-registration', {
    response: key.create(options.body),
    name: 'Laptop',
  });
  assert.equal(added.status, 200, JSON.stringify(added.body));
  const listed = await person.get('/api/auth/passkey/list-user-passkeys');
  assert.deepEqual(
    listed.body.map((one: { name: string }) => one.name),
    ['Laptop'],
  );
  assert.match(listed.body[0].id, /^pk_/);

  const browser = rapport.browser();
  const challenge = (await browser.get('/api/auth/passkey/generate-authenticate-options')).body;
  const assertion = key.get(challenge);
  const stranger = new Authenticator(TEST_ORIGIN);
  stranger.create(options.body);
  const forged = {
    ...assertion,
    response: { ...assertion.response, signature: stranger.get(challenge).response['signature'] },
  };
  assert.ok(
    (await browser.post('/api/auth/passkey/verify-authentication', { response: forged })).status >= 400,
  );
  assert.equal(await isSignedIn(browser), false);

  const fresh = (await browser.get('/api/auth/passkey/generate-authenticate-options')).body;
  const good = key.get(fresh);
  const entered = await browser.post('/api/auth/passkey/verify-authentication', { response: good });
  assert.equal(entered.status, 200, JSON.stringify(entered.body));
  assert.ok(await isSignedIn(browser));
  const replay = rapport.browser();
  assert.ok((await replay.post('/api/auth/passkey/verify-authentication', { response: good })).status >= 400);

  assert.equal(
    (await person.post('/api/auth/passkey/delete-passkey', { id: listed.body[0].id })).status,
    200,
  );
  const gone = rapport.browser();
  const last = (await gone.get('/api/auth/passkey/generate-authenticate-options')).body;
  assert.equal(
    (await gone.post('/api/auth/passkey/verify-authentication', { response: key.get(last) })).status,
    401,
  );
});

test('a passkey that does not check its holder is not enough', async () => {
  const person = await rapport.staff('agent', 'unverified@staff.example');
  const key = new Authenticator(TEST_ORIGIN, false);
  const options = await person.get('/api/auth/passkey/generate-register-options');
  assert.equal(options.body.authenticatorSelection.userVerification, 'required');
  await person.post('/api/auth/passkey/verify-registration', { response: key.create(options.body) });
  const browser = rapport.browser();
  const challenge = (await browser.get('/api/auth/passkey/generate-authenticate-options')).body;
  const answer = await browser.post('/api/auth/passkey/verify-authentication', {
    response: key.get(challenge),
  });
  assert.equal(answer.body.code, 'PASSKEY_UNVERIFIED');
  assert.equal(await isSignedIn(browser), false);
});

test("somebody else's passkey cannot be removed", async () => {
  const owner = await rapport.staff('agent', 'holder@staff.example');
  const key = new Authenticator(TEST_ORIGIN);
  const options = await owner.get('/api/auth/passkey/generate-register-options');
  const added = await owner.post('/api/auth/passkey/verify-registration', {
    response: key.create(options.body),
  });
  const other = await rapport.staff('owner', 'other@staff.example');
  assert.ok((await other.post('/api/auth/passkey/delete-passkey', { id: added.body.id })).status >= 400);
  assert.equal((await owner.get('/api/auth/passkey/list-user-passkeys')).body.length, 1);
});

async function magicLink(email: string): Promise<string> {
  const asked = await rapport
    .browser()
    .post('/api/auth/sign-in/magic-link', { email, callbackURL: '/inbox' });
  assert.equal(asked.status, 200, JSON.stringify(asked.body));
  const mail = await smtp.mailTo(email);
  smtp.mails.splice(smtp.mails.indexOf(mail), 1);
  return new URL(/http\S+/.exec(mail.text)?.[0] ?? '').href.replace(TEST_ORIGIN, '');
}

test('a mailed link signs in once', async () => {
  await rapport.staff('agent', 'mail@staff.example');
  const link = await magicLink('mail@staff.example');
  const browser = rapport.browser();
  const entered = await browser.get(link);
  assert.equal(entered.status, 302);
  assert.equal(entered.headers['location'], `${TEST_ORIGIN}/inbox`);
  assert.ok(await isSignedIn(browser));
  const again = rapport.browser();
  const second = await again.get(link);
  assert.equal(second.headers['location'], `${TEST_ORIGIN}/sign-in?error=INVALID_TOKEN`);
  assert.equal(await isSignedIn(again), false);
  const stored = await rapport.app.db.query<{ identifier: string }>('select identifier from verifications');
  const token = new URL(link, TEST_ORIGIN).searchParams.get('token') ?? '?';
  assert.ok(stored.every((row) => !row.identifier.includes(token)));
});

test('a mailed link asks for the second factor too', async () => {
  const { totpURI } = await withTotp('mailtotp@staff.example');
  const browser = rapport.browser();
  const entered = await browser.get(await magicLink('mailtotp@staff.example'));
  assert.equal(entered.status, 302);
  assert.equal(entered.headers['location'], '/sign-in?step=second-factor');
  assert.equal(await isSignedIn(browser), false);
  assert.equal(
    (await browser.post('/api/auth/two-factor/verify-totp', { code: totpCode(totpURI) })).status,
    200,
  );
  assert.ok(await isSignedIn(browser));
});

test('strangers get no mail and learn nothing', async () => {
  const known = await rapport.browser().post('/api/auth/sign-in/magic-link', { email: 'mail@staff.example' });
  const unknown = await rapport
    .browser()
    .post('/api/auth/sign-in/magic-link', { email: 'stranger@staff.example' });
  assert.deepEqual([unknown.status, unknown.body], [known.status, known.body]);
  await smtp.mailTo('mail@staff.example');
  assert.ok(smtp.mails.every((mail) => !mail.to.includes('stranger@staff.example')));
  const evil = await rapport.browser().post('/api/auth/sign-in/magic-link', {
    email: 'mail@staff.example',
    callbackURL: 'https://evil.example',
  });
  assert.equal(evil.status, 403);
});

test('a forgotten password is replaced by mail, once, and everything is signed out', async () => {
  const person = await rapport.staff('agent', 'forgot@staff.example');
  assert.equal(
    (await rapport.browser().post('/api/auth/request-password-reset', { email: 'forgot@staff.example' }))
      .status,
    200,
  );
  const mail = await smtp.mailTo('forgot@staff.example');
  const token = /#reset=(\S+)/.exec(mail.text)?.[1];
  const reset = (newPassword: string) =>
    rapport.browser().post('/api/auth/reset-password', { token, newPassword });
  assert.equal((await reset('password1234')).body.code, 'sign_in.password_weak');
  assert.equal((await reset('nine loud badgers')).status, 200);
  assert.ok((await reset('ten louder badgers')).status >= 400);
  assert.equal(await isSignedIn(person), false);
  assert.equal((await signIn(rapport.browser(), 'forgot@staff.example')).status, 401);
  const entered = await rapport
    .browser()
    .post('/api/auth/sign-in/email', { email: 'forgot@staff.example', password: 'nine loud badgers' });
  assert.equal(entered.status, 200);
});

test('every way in and every change of it is in the audit log, without secrets', async () => {
  const rows = await rapport.app.db.query<{ action: string; detail: { by?: string } }>(
    'select action, detail from audit_entries',
  );
  const ways = new Set(rows.filter((row) => row.action === 'session.started').map((row) => row.detail.by));
  for (const way of ['password', 'mail', 'passkey', 'password and code', 'password and backup code'])
    assert.ok(ways.has(way), way);
  const actions = new Set(rows.map((row) => row.action));
  for (const action of [
    'totp.enabled',
    'totp.disabled',
    'passkey.added',
    'passkey.removed',
    'password.reset',
  ])
    assert.ok(actions.has(action), action);
});
