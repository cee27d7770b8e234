import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { createTestApp, until } from '../../../test/helpers/app.ts';
import type { Actor } from '#platform/app/index.ts';
import { accessCache, accessChanged, permissionsPort } from './service/access-cache.ts';

const { app, close } = await createTestApp();
app.provide(
  permissionsPort,
  new Map([
    ['inbox.read', ['owner', 'agent']],
    ['staff.manage', ['owner']],
  ] as const),
);
after(close);

const actorOf = (id: string): Actor => ({
  kind: 'user',
  id,
  name: id,
  role: 'agent',
  permissions: new Set(),
});

/** A lookup that counts how often the database would have been asked. */
function lookup(id: string | null, expiresInMs: number | null = null) {
  const asked = { times: 0 };
  const load = async () => {
    asked.times += 1;
    return id === null ? null : { actor: actorOf(id), expiresInMs };
  };
  return { asked, load };
}

test('remembers for ten seconds and not longer', async (t) => {
  let now = performance.now();
  t.mock.method(performance, 'now', () => now);
  const { asked, load } = lookup('user_a');
  const ask = () => accessCache(app).get('session:a', load);
  await ask();
  now += 9_999;
  assert.equal((await ask())?.id, 'user_a');
  assert.equal(asked.times, 1);
  now += 2;
  await ask();
  assert.equal(asked.times, 2);
});

test('never remembers past the expiry of the session itself', async (t) => {
  let now = performance.now();
  t.mock.method(performance, 'now', () => now);
  const { asked, load } = lookup('user_b', 1000);
  await accessCache(app).get('session:b', load);
  now += 1001;
  await accessCache(app).get('session:b', load);
  assert.equal(asked.times, 2);
});

test('does not remember nobody: a session may begin at any time', async () => {
  const nobody = lookup(null);
  assert.equal(await accessCache(app).get('session:c', nobody.load), null);
  assert.equal((await accessCache(app).get('session:c', lookup('user_c').load))?.id, 'user_c');
});

test('forgets one user, and only that one', async () => {
  const [left, right] = [lookup('user_left'), lookup('user_right')];
  const ask = async () => {
    await accessCache(app).get('session:left', left.load);
    await accessCache(app).get('session:right', right.load);
  };
  await ask();
  await accessChanged(app, 'user_left');
  await ask();
  assert.deepEqual([left.asked.times, right.asked.times], [2, 1]);
});

test('an answer that was on its way while access changed is used once and not kept', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const slow = accessCache(app).get('session:slow', async () => {
    await promise;
    return { actor: actorOf('user_slow'), expiresInMs: null };
  });
  accessCache(app).forget('user_slow');
  resolve();
  await slow;
  const next = lookup(null);
  assert.equal(await accessCache(app).get('session:slow', next.load), null, 'the database is asked again');
});

test('forgets everybody when events may have been missed', async () => {
  const { asked, load } = lookup('user_d');
  await accessCache(app).get('session:d', load);
  await app.bus.publish('bus.resync', {});
  await until('everybody is forgotten', async () => {
    await accessCache(app).get('session:d', load);
    return asked.times === 2;
  });
});

test('a change in a transaction counts when it commits', async () => {
  const { asked, load } = lookup('user_e');
  await accessCache(app).get('session:e', load);
  await app.db.transaction(async () => {
    await accessChanged(app, 'user_e');
    await accessCache(app).get('session:e', load);
    assert.equal(asked.times, 1);
  });
  await accessCache(app).get('session:e', load);
  assert.equal(asked.times, 2);
});

test('knows the permissions of a role', () => {
  assert.deepEqual([...accessCache(app).permissionsOf('agent')], ['inbox.read']);
  assert.deepEqual([...accessCache(app).permissionsOf('owner')], ['inbox.read', 'staff.manage']);
  assert.deepEqual([...accessCache(app).permissionsOf('viewer')], []);
});
