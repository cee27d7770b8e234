import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { matcherPort, postObserverPort, takeIn } from '#listen/intake/index.ts';
import { sessionsFeature } from '#people/sessions/index.ts';
import { createTestServer } from '../../../test/helpers/server.ts';
import { randomFrom } from '../../../test/helpers/random.ts';
import { conversationsSince, inboxFeature, inboxObserver } from './index.ts';
import { say, under, uri } from './testing/company.ts';
import { wakeSnoozed } from './service/wake.ts';

const made = await createTestServer([sessionsFeature, inboxFeature]);
const { app } = made;
after(() => made.close());
app.provide(matcherPort, { match: () => [{ topicId: 'topic_brand', toInbox: true }] });
app.provide(postObserverPort, inboxObserver);

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const API = '/api/v1/inbox';
const [agent, manager, viewer] = [
  await made.staff('agent'),
  await made.staff('manager'),
  await made.staff('viewer'),
];
const other = await made.staff('agent', 'second@staff.example');
const AUTHORS = Array.from({ length: 14 }, (_, n) => `did:plc:v${n}`);
await takeIn(app, {
  sourceId: null,
  items: AUTHORS.map((author, n) =>
    say(author, '1', n % 2 ? 'my router is dead' : 'my line is slow?', { minutesAgo: n + 1 }),
  ),
});
const rows = async (query = 'status=any&limit=200') => (await agent.get(`${API}?${query}`)).body.items;
const ids: string[] = (await rows()).map((row: { id: string }) => row.id);
const saved = async (by: typeof agent, body: object) =>
  (await by.post(`${API}/views`, { query: {}, ...body })).body;
const named = async (by: typeof agent): Promise<string[]> =>
  (await by.get(`${API}/views`)).body.items.map((view: { name: string }) => view.name);

describe('a look back', () => {
  it('sees all, or of many an even share, the same each time', async () => {
    const since = new Date(Date.now() - 3_600_000);
    const look = async (limit: number) => {
      const { rows: seen, share } = await conversationsSince(app, { limit, since });
      return { ids: seen.map(({ id }) => id), share };
    };
    const all = await look(14);
    assert.deepEqual([all.ids.toSorted(), all.share], [ids.toSorted(), 1]);
    const some = await look(5);
    assert.ok(some.ids.length < 14 && some.ids.every((id) => ids.includes(id)));
    assert.equal(some.share, some.ids.length / 14);
    assert.deepEqual(await look(5), some);
    const none = await conversationsSince(app, { limit: 5, since: new Date() });
    assert.deepEqual(none, { rows: [], share: 1 });
  });
});

describe('a saved view', () => {
  it('is changed by its owner, by a manager when it is shared, and by nobody else', async () => {
    const own = await saved(agent, { name: 'Own' });
    const shared = await saved(agent, { name: 'Shared', isShared: true });
    const outcome = async (by: typeof agent, id: string) => [
      (await by.patch(`${API}/views/${id}`, { name: 'Taken' })).status,
      (await by.patch(`${API}/views/${id}`, { isShared: true })).status,
      (await by.delete(`${API}/views/${id}`)).status,
    ];
    assert.deepEqual(await outcome(viewer, shared.id), [403, 403, 403]);
    assert.deepEqual(await outcome(other, shared.id), [404, 404, 404]);
    for (const by of [other, manager]) assert.deepEqual(await outcome(by, own.id), [404, 404, 404]);
    assert.deepEqual(await named(agent), ['Own', 'Shared']);
    assert.deepEqual(await named(viewer), ['Shared']);
    assert.equal((await manager.patch(`${API}/views/${shared.id}`, { isShared: false })).status, 200);
    assert.deepEqual(
      [await named(agent), await named(manager)],
      [['Own', 'Shared'], []],
      'its owner keeps it',
    );
    assert.equal((await manager.patch(`${API}/views/${shared.id}`, { isShared: true })).status, 404);
    const [gone, twice] = await Promise.all([
      agent.delete(`${API}/views/${shared.id}`),
      agent.delete(`${API}/views/${shared.id}`),
    ]);
    assert.deepEqual([gone.status, twice.status].sort(), [200, 404]);
    await agent.delete(`${API}/views/${own.id}`);
  });

  it('is read with a token that may only read, and neither saved, ordered nor deleted', async () => {
    const view = await saved(agent, { name: 'Kept', isShared: true });
    const { token } = (await agent.post('/api/v1/me/tokens', { name: 'x', scopes: ['read'] })).body;
    const robot = made.browser();
    const send = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object) =>
      (
        await robot.send(method, `${API}${path}`, body, {
          authorization: `Bearer ${token}`,
          origin: '',
          'sec-fetch-site': '',
        })
      ).status;
    assert.deepEqual([await send('GET', '/views'), await send('GET', '/views/counts')], [200, 200]);
    const refused = [
      await send('POST', '/views', { name: 'x', query: {} }),
      await send('PUT', '/views/order', { ids: [view.id] }),
      await send('PATCH', `/views/${view.id}`, { name: 'x' }),
      await send('DELETE', `/views/${view.id}`),
      await send('POST', '/bulk', { ids, change: { status: 'done' } }),
    ];
    assert.deepEqual(refused, [403, 403, 403, 403, 403]);
    assert.deepEqual(await named(agent), ['Kept']);
    await agent.delete(`${API}/views/${view.id}`);
  });

  it('keeps a hostile name as it is, and takes neither none, nor controls, nor too much', async () => {
    const names = [
      '<img src=x onerror=fire()>',
      '\u202efdp.exe',
      "'; drop table inbox_views; --",
      '\u0410dmin',
    ];
    for (const name of names) assert.equal((await saved(agent, { name })).name, name);
    assert.deepEqual((await named(agent)).sort(), names.toSorted());
    const bad = [
      { name: ' ', query: {} },
      { name: 'a\u0000b', query: {} },
      { name: '\u001b[31mred', query: {} },
      { name: 'x'.repeat(81), query: {} },
      { name: 'x', query: { label: 'y'.repeat(1001) } },
      { name: 'x', query: { label: 1 } },
      { name: 'x', query: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`k${n}`, ''])) },
    ];
    for (const body of bad) {
      const { status } = await agent.post(`${API}/views`, body);
      assert.ok(status === 400 || status === 422, `${status} ${JSON.stringify(body).slice(0, 80)}`);
    }
    for (const { id } of (await agent.get(`${API}/views`)).body.items)
      await agent.delete(`${API}/views/${id}`);
  });

  it(`counts what its list shows, for whoever looks, whatever it filters by (seed ${SEED})`, async () => {
    const random = randomFrom(SEED);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
    for (const id of ids)
      await agent.patch(`${API}/${id}`, {
        status: pick(['open', 'waiting', 'done']),
        assigneeId: pick([agent.userId, other.userId, null]),
        addLabels: pick([['VIP'], ['Straße', 'vip'], []]),
      });
    const queries = new Map<string, Record<string, string>>();
    for (let n = 0; n < 24; n++) {
      const query: Record<string, string> = { status: pick(['any', 'open', 'waiting', 'snoozed', 'done']) };
      if (random() < 0.5) query['assignee'] = pick(['me', 'nobody', other.userId]);
      if (random() < 0.4) query['label'] = pick(['vip', 'STRASSE', 'straße', 'none']);
      if (random() < 0.4) query['q'] = pick(['router', 'slow', 'router OR slow', '(', ' ']);
      if (random() < 0.3) query['sort'] = pick(['oldest', 'newest', 'sideways']);
      queries.set((await saved(agent, { name: `V${n}`, query, isShared: true })).id, query);
    }
    for (const by of [agent, other]) {
      const { counts } = (await by.get(`${API}/views/counts`)).body;
      for (const [id, query] of queries) {
        const list = await by.get(`${API}?${new URLSearchParams({ ...query, limit: '200' })}`);
        const expected = list.status === 200 ? list.body.items.length : undefined;
        assert.equal(counts[id], expected, JSON.stringify(query));
      }
    }
  });
});

describe('the same change for many', () => {
  it('is done for all or for none, whatever is wrong with one of them', async () => {
    const picture = async () =>
      (await rows()).map((row: Record<string, unknown>) => [
        row['id'],
        row['version'],
        row['status'],
        row['labels'],
      ]);
    const before = await picture();
    const bulk = async (change: object, more: string[] = []) =>
      (await agent.post(`${API}/bulk`, { ids: [...ids.slice(0, 5), ...more], change })).status;
    const done = { status: 'done', addLabels: ['bulk'] };
    assert.equal(await bulk(done, [`conv_${'0'.repeat(26)}`]), 404);
    assert.equal(await bulk({ ...done, assigneeId: 'user_nobody' }), 400);
    assert.equal(await bulk({ ...done, status: 'snoozed', snoozedUntil: '2001-01-01T00:00:00Z' }), 400);
    assert.ok([400, 422].includes(await bulk({ ...done, addLabels: ['a\u0000'] })));
    assert.equal((await viewer.post(`${API}/bulk`, { ids, change: done })).status, 403);
    assert.deepEqual(await picture(), before);
    const { items } = (await agent.get(`${API}/labels`)).body;
    assert.ok(
      items.every((label: { name: string; count: number }) => label.name !== 'bulk' || label.count === 0),
    );
  });

  it('and another one at once end as one after the other, and both are taken back', async () => {
    const shown = async () =>
      (await rows()).map((row: { id: string; labels: string[] }) => [row.id, row.labels.toSorted()]).sort();
    const before = await shown();
    const change = (by: typeof agent, label: string, some: string[]) =>
      by.post(`${API}/bulk`, { ids: some, change: { addLabels: [label] } });
    const both = await Promise.all([change(agent, 'left', ids), change(other, 'right', ids.toReversed())]);
    assert.deepEqual(
      both.map((one) => one.status),
      [200, 200],
    );
    for (const [, labels] of await shown()) assert.ok(labels.includes('left') && labels.includes('right'));
    const undone = await Promise.all(both.map((one) => agent.post(`${API}/undo`, { undo: one.body.undo })));
    assert.deepEqual(
      undone.map((one) => one.status),
      [200, 200],
    );
    assert.deepEqual(await shown(), before);
  });
});

describe('a snooze', () => {
  it('that ends while the customer writes is opened once, and its reason is gone from the row', async () => {
    const author = AUTHORS[0]!;
    const one = (await rows()).find(
      (row: { author: { externalId: string } }) => row.author.externalId === author,
    );
    const snoozedUntil = new Date(Date.now() + 3_600_000).toISOString();
    const reason = '<b>waits for the part</b>';
    const change = { status: 'snoozed', snoozedUntil, snoozeReason: reason };
    const [row] = (await agent.patch(`${API}/${one.id}`, change)).body.items;
    assert.deepEqual([row.snoozeReason, row.snoozedUntil], [reason, snoozedUntil]);
    await app.db.query(
      'update conversations set snoozed_until = now() - make_interval(secs => 1) where id = $1',
      [one.id],
    );
    const answer = say(author, '2', 'and now?', { minutesAgo: 0, ...under(uri(author, '1')) });
    await Promise.all([
      wakeSnoozed(app, new AbortController().signal),
      takeIn(app, { sourceId: null, items: [answer] }),
      wakeSnoozed(app, new AbortController().signal),
    ]);
    const { body } = await agent.get(`${API}/${one.id}`);
    assert.deepEqual([body.status, body.snoozeReason, body.snoozedUntil], ['open', null, null]);
    assert.ok(
      body.activity.filter((line: { action: string }) => line.action.startsWith('woken')).length <= 1,
    );
    const late = await agent.patch(`${API}/${one.id}`, { ...change, version: row.version });
    assert.equal(late.status, 409, 'who saw it asleep is told');
  });
});
