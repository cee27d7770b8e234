import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { matcherPort, postObserverPort, takeIn } from '#listen/intake/index.ts';
import { inboxFeature, inboxObserver } from '#respond/inbox/index.ts';
import { triageFeature } from '#respond/triage/index.ts';
import { until } from '../../../test/helpers/app.ts';
import { createTestServer } from '../../../test/helpers/server.ts';
import { say } from '../inbox/testing/company.ts';
import { priorityFeature } from './index.ts';

const made = await createTestServer([inboxFeature, triageFeature, priorityFeature]);
const { app } = made;
app.provide(matcherPort, { match: () => [{ topicId: 'topic_brand', toInbox: true }] });
app.provide(postObserverPort, inboxObserver);
await app.jobs.work({ ...priorityFeature.jobs?.(app) }, []);
after(() => made.close());
const manager = await made.staff('manager');
const agent = await made.staff('agent');
const viewer = await made.staff('viewer');
await takeIn(app, {
  sourceId: null,
  items: [
    say('did:plc:a', '1', 'good morning everybody', { minutesAgo: 240 }),
    say('did:plc:b', '1', 'No internet since noon, I work from home', { minutesAgo: 20 }),
  ],
});
const queue = async (): Promise<{ id: string; author: { externalId: string }; priority: number }[]> =>
  (await viewer.get('/api/v1/inbox')).body.items;
const first = async () => (await queue())[0]!.author.externalId;

describe('weights', () => {
  it('are changed by managers; the queue follows by itself', async () => {
    assert.equal(await first(), 'did:plc:b');
    const weights = { urgency: 0, severity: 0, 'needs-reply': 0 };
    for (const who of [agent, viewer])
      assert.equal((await who.put('/api/v1/priority/weights', { revision: 0, weights })).status, 403);
    const saved = await manager.put('/api/v1/priority/weights', { revision: 0, weights });
    assert.deepEqual([saved.status, saved.body.revision], [200, 1]);
    await until('the queue has its new order', async () => (await first()) === 'did:plc:a');
    const again = await manager.put('/api/v1/priority/weights', { revision: 0, weights: {} });
    assert.deepEqual([again.status, again.body.error.code], [409, 'priority.overtaken']);
    await manager.post('/api/v1/priority/weights/undo', { revision: 1 });
    await until('the order of before is back', async () => (await first()) === 'did:plc:b');
    const audited = await app.db.query(`select from audit_entries where action = 'priority.weights_changed'`);
    assert.equal(audited.length, 2);
  });

  for (const weights of [
    { urgency: -1 },
    { urgency: 6 },
    { urgency: 'much' },
    { followers: 1 },
    { waiting: 2 },
  ])
    it(`are refused as ${JSON.stringify(weights)}`, async () => {
      const { status } = await manager.put('/api/v1/priority/weights', { revision: 2, weights });
      assert.ok(status === 400 || status === 422, String(status));
      const preview = await viewer.post('/api/v1/priority/preview', { weights });
      assert.ok(preview.status === 400 || preview.status === 422);
    });

  it('tell everybody on the staff what others would have done', async () => {
    const told = await viewer.post('/api/v1/priority/preview', { weights: { urgency: 0 } });
    assert.deepEqual([told.status, told.body.conversations, told.body.answers], [200, 2, 0]);
    assert.equal((await made.browser().post('/api/v1/priority/preview', { weights: {} })).status, 401);
  });
});

describe('a word against the priority', () => {
  it('is said by whoever works with conversations, with a reason', async () => {
    const last = (await queue()).at(-1)!;
    const path = `/api/v1/priority/pins/${last.id}`;
    const said = { direction: 'higher', reason: 'a nurse on duty' };
    assert.equal((await viewer.put(path, said)).status, 403);
    assert.equal((await agent.put(path, { direction: 'higher', reason: '' })).status, 400);
    assert.equal((await agent.put(path, { direction: 'sideways', reason: 'x' })).status, 400);
    assert.equal((await agent.put(path, said)).status, 204);
    const moved = (await queue()).find(({ id }) => id === last.id)!;
    assert.ok(moved.priority >= last.priority + 119);
    const listed = (await viewer.get('/api/v1/priority/pins')).body.items;
    assert.deepEqual([listed.length, listed[0].reason, listed[0].by], [1, 'a nurse on duty', 'The agent']);
    assert.equal((await agent.delete(path)).status, 204);
    assert.equal((await agent.delete(path)).status, 404);
  });
});
