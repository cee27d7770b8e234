import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connectorsPort } from '#connectors/kit/index.ts';
import { noticesFeature } from '#people/notices/index.ts';
import { sessionsFeature, users } from '#people/sessions/index.ts';
import { createTestServer, TEST_PASSWORD } from '../../../test/helpers/server.ts';
import { startSmtp } from '../../../test/helpers/smtp.ts';
import { totpCode } from '../../../test/helpers/totp.ts';
import { staffFeature } from './index.ts';
import { jobs } from './jobs.ts';

const smtp = await startSmtp();
const rapport = await createTestServer([sessionsFeature, noticesFeature, staffFeature], {
  smtpUrl: smtp.url,
});
const nothing = { sources: new Map(), replies: new Map(), profiles: new Map(), lineParsers: new Map() };
rapport.app.provide(connectorsPort, nothing);
await rapport.app.jobs.work(jobs(rapport.app), []);
after(async () => {
  await rapport.close();
  await smtp.close();
});

const owner = await rapport.staff('owner');
const admin = await rapport.staff('admin');
const manager = await rapport.staff('manager');

async function withTotp(role: 'owner' | 'agent', email: string) {
  const person = await rapport.staff(role, email);
  const set = await person.post('/api/auth/two-factor/enable', { password: TEST_PASSWORD });
  await person.post('/api/auth/two-factor/verify-totp', { code: totpCode(set.body.totpURI) });
  assert.equal((await users.find(rapport.app, person.userId))?.hasTotp, true);
  return person;
}
const reset = (by: typeof owner, id: string) => by.post(`/api/v1/staff/${id}/second-factor/reset`);
const signIn = async (email: string) =>
  (await rapport.browser().post('/api/auth/sign-in/email', { email, password: TEST_PASSWORD })).body;

test('an admin lets somebody in who lost the device; they are told, and it is written down', async () => {
  const person = await withTotp('agent', 'lost@staff.example');
  assert.equal((await signIn('lost@staff.example')).twoFactorRedirect, true);
  const answer = await reset(admin, person.userId);
  assert.deepEqual([answer.status, answer.body.hasTotp], [200, false], JSON.stringify(answer.body));
  assert.equal((await signIn('lost@staff.example')).twoFactorRedirect, undefined);
  const mail = await smtp.mailTo('lost@staff.example');
  assert.match(mail.text, /The admin switched it off/);
  assert.match((await person.get('/api/v1/notices')).body.items[0].text, /The admin did it/);
  const rows = await rapport.app.db.query<{ actor: string }>(
    `select actor_id as actor from audit_entries where action = 'totp.reset' and subject = $1`,
    [person.userId],
  );
  assert.deepEqual(rows, [{ actor: admin.userId }]);
  assert.equal((await reset(admin, person.userId)).body.error.code, 'staff.no_factor');
});

test('nobody resets their own, owners are reset by owners, and others not at all', async () => {
  const other = await withTotp('owner', 'other@staff.example');
  assert.equal((await reset(other, other.userId)).body.error.code, 'staff.own_factor');
  assert.equal((await reset(admin, other.userId)).body.error.code, 'staff.owners_only');
  assert.equal((await reset(manager, other.userId)).status, 403);
  assert.equal(
    (await rapport.browser().post(`/api/v1/staff/${other.userId}/second-factor/reset`)).status,
    401,
  );
  assert.equal((await users.find(rapport.app, other.userId))?.hasTotp, true);
  assert.equal((await reset(owner, other.userId)).status, 200);
  assert.equal((await reset(owner, 'user_01jd0000000000000000000000')).status, 404);
});
