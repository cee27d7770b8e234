import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { audit } from '#platform/audit/index.ts';
import { type Actor, systemActor } from '#platform/app/index.ts';
import { sessionsFeature } from '#people/sessions/index.ts';
import { createTestServer } from '../../../test/helpers/server.ts';
import { auditLogFeature } from './index.ts';

const rapport = await createTestServer([sessionsFeature, auditLogFeature]);
after(() => rapport.close());
const owner = await rapport.staff('owner');
await rapport.app.db.query('truncate audit_entries');

const ada: Actor = {
  kind: 'token',
  id: 'user_ada',
  name: 'Ada',
  role: 'agent',
  permissions: new Set(),
  address: '192.0.2.1',
};
for (let i = 0; i < 5; i++)
  await audit(rapport.app, ada, { action: 'topic.saved', subject: `topic_${i}`, detail: { name: `T${i}` } });
await audit(rapport.app, systemActor, { action: 'topic.removed', subject: 'topic_1' });
await audit(rapport.app, systemActor, { action: 'topicxremoved', subject: 'topic_9' });

const list = async (query: string) => (await owner.get(`/api/v1/audit?${query}`)).body;
const subjects = async (query: string) =>
  (await list(query)).items.map((one: { subject: string }) => one.subject);

test('shows who did what, from where', async () => {
  const { items } = await list('subject=topic_3');
  assert.equal(items.length, 1);
  const { id, at, ...rest } = items[0];
  assert.match(id, /^aud_/);
  assert.ok(Math.abs(Date.parse(at) - Date.now()) < 60_000);
  assert.deepEqual(rest, {
    actor: { kind: 'token', id: 'user_ada', name: 'Ada' },
    action: 'topic.saved',
    subject: 'topic_3',
    detail: { name: 'T3' },
    address: '192.0.2.1',
  });
});

test('pages by key without losing or doubling any, also while new ones arrive', async () => {
  const seen: string[] = [];
  let cursor = '';
  do {
    const answer = await list(`limit=2&actor=user_ada${cursor}`);
    seen.push(...answer.items.map((one: { subject: string }) => one.subject));
    if (seen.length === 2) await audit(rapport.app, ada, { action: 'late.one', subject: 'topic_late' });
    cursor = answer.nextCursor ? `&cursor=${answer.nextCursor}` : '';
  } while (cursor);
  assert.deepEqual(seen, ['topic_4', 'topic_3', 'topic_2', 'topic_1', 'topic_0']);
});

test('filters by action, kind of action, subject, actor and time', async () => {
  assert.deepEqual(await subjects('action=topic.removed'), ['topic_1']);
  assert.equal((await subjects('action=topic.')).length, 6, 'the dot is a dot');
  assert.equal((await subjects('subject=topic_1')).length, 2);
  assert.deepEqual(await subjects('actor=system&subject=topic_1'), ['topic_1']);
  const soon = encodeURIComponent(new Date(Date.now() + 60_000).toISOString());
  const past = encodeURIComponent(new Date(Date.now() - 3_600_000).toISOString());
  assert.deepEqual(await subjects(`from=${soon}`), []);
  assert.deepEqual(await subjects(`to=${past}`), []);
  assert.ok((await subjects(`from=${past}&to=${soon}`)).length >= 7);
});

test('refuses filters that are none', async () => {
  for (const query of ['action=%25', "action='", 'from=yesterday', 'limit=0', 'limit=201', 'cursor=x']) {
    assert.equal((await owner.get(`/api/v1/audit?${query}`)).status, 400, query);
  }
});
