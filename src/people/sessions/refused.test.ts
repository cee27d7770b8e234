import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createTestServer, TEST_PASSWORD } from '../../../test/helpers/server.ts';
import { isTold } from './domain/limits.ts';
import { sessionsFeature } from './index.ts';
import { noteRefused } from './service/refused.ts';

const rapport = await createTestServer([sessionsFeature], { trustedProxies: 1 });
after(() => rapport.close());
const person = await rapport.staff('agent', 'known@staff.example');

interface Line {
  action: string;
  subject: string;
  address: string;
  detail: Record<string, unknown>;
}
const lines = () =>
  rapport.app.db.query<Line>(
    `select action, subject, address, detail from audit_entries where action like 'session.refused%' order by id`,
  );
const attempt = (address: string, email: string, password = 'not the password') =>
  rapport.browser({ address }).post('/api/auth/sign-in/email', { email, password });

test('a refused sign-in is written down with whose account it was, never with what was typed', async () => {
  await attempt('192.0.2.1', 'Known@staff.example');
  await attempt('192.0.2.2', 'hunter2-my-real-password@oops.example', 'hunter2');
  const [known, unknown] = await lines();
  assert.deepEqual(
    [known!.subject, known!.address, known!.detail],
    [person.userId, '192.0.2.1', { by: 'password', count: 1, account: 'known@staff.example' }],
  );
  assert.deepEqual([unknown!.subject, unknown!.detail], ['unknown', { by: 'password', count: 1 }]);
  assert.doesNotMatch(JSON.stringify(await lines()), /hunter2/);
  assert.equal((await attempt('192.0.2.3', 'known@staff.example', TEST_PASSWORD)).status, 200);
  assert.equal((await lines()).length, 2, 'a good one is no refusal');
});

test('many of one network are a few lines that count them', async () => {
  for (let i = 0; i < 25; i++) await attempt('192.0.2.9', `nobody${i}@staff.example`);
  const told = (await lines()).filter((line) => line.address === '192.0.2.9');
  assert.deepEqual(
    told.map((line) => line.detail['count']),
    [1, 10],
  );
  assert.deepEqual(Array.from({ length: 1001 }, (_, i) => i).filter(isTold), [1, 10, 100, 1000]);
});

test('nobody floods the log, however many addresses they have', async () => {
  const before = (await lines()).length;
  for (let i = 0; i < 230; i++)
    await noteRefused(rapport.app, {
      by: 'password',
      address: `198.51.${i}.7`,
      account: undefined,
      isLimited: false,
    });
  const after_ = await lines();
  assert.equal(after_.length, 201, `${before} before`);
  assert.equal(after_.at(-1)!.action, 'session.refused_more');
});
