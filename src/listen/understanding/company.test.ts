import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type App, systemActor } from '#platform/app/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { post } from '#listen/intake/testing/posts.ts';
import { findPosts, postLabelsPort, postsFeature } from '#listen/posts/index.ts';
import { createTestServer, type TestServer } from '../../../test/helpers/server.ts';
import { until } from '../../../test/helpers/app.ts';
import { storedLabels, understandingFeature } from './index.ts';
import { keepModelLive } from './live.ts';
import { labelStored } from './relabel.ts';
import { correctLabel, withdrawCorrection } from './service.ts';
import { renewModel, runTraining } from './settings.ts';

const SUBJECTS = [
  'deck',
  'board',
  'ramp',
  'park',
  'trick',
  'shop',
  'crew',
  'wheels',
  'session',
  'video',
  'line',
  'jam',
];

describe('a company that says “sick” when it is happy', () => {
  let test: TestServer;
  let app: App;
  const stop = new AbortController();
  const signal = stop.signal;
  before(async () => {
    test = await createTestServer([postsFeature, understandingFeature]);
    app = test.app;
    app.provide(postLabelsPort, storedLabels);
    await keepModelLive(app, signal);
    const sick = SUBJECTS.flatMap((one) =>
      SUBJECTS.slice(0, 4).map((other) => `sick ${one}, my ${other} is so sick and ill`),
    );
    const plain = SUBJECTS.flatMap((one) =>
      SUBJECTS.slice(0, 4).map((other) => `I hate this ${one}, the ${other} broke, awful`),
    );
    const silent = SUBJECTS.flatMap((one) => [
      `the ${one} opens on Monday`,
      `I love the ${one}, thank you`,
      `terrible ${one}, worst ever`,
    ]);
    const items = [...sick, ...plain, ...silent].map((text, i) => post(`p${i}`, { text }));
    await takeIn(app, { sourceId: null, items, keepsAll: true });
    for (const one of await findPosts(
      app,
      'test',
      items.slice(0, 96).map((item) => item.externalId),
    )) {
      const value = one.text.startsWith('sick') ? 'positive' : 'negative';
      await correctLabel(app, systemActor, { postId: one.id, key: 'sentiment', value });
    }
  });
  after(async () => {
    stop.abort();
    await test.close();
  });

  const sentimentOf = async (externalId: string, text: string) => {
    await takeIn(app, { sourceId: null, items: [post(externalId, { text })], keepsAll: true });
    const [stored] = await findPosts(app, 'test', [externalId]);
    return stored!.labels.find(({ key }) => key === 'sentiment');
  };

  it('teaches a head of its own, which says so, labels anew, and shows both figures', async () => {
    const owner = await test.staff('owner');
    const before = (await owner.get('/api/v1/understanding')).body;
    const row = before.labels.find((label: { label: string }) => label.label === 'sentiment');
    assert.equal(row.corrections + row.confirmations, 96);
    assert.equal(row.head, null);
    assert.equal((await owner.post('/api/v1/understanding/training')).status, 202);
    await runTraining(app, signal);
    const { head } = (await owner.get('/api/v1/understanding')).body.labels.find(
      (label: { label: string }) => label.label === 'sentiment',
    );
    assert.equal(head.said, 96);
    assert.ok(head.company > 0.9 && head.company > head.builtIn + 0.1, JSON.stringify(head));
    assert.equal(head.isBetter, true, JSON.stringify(head));
    await until('the next post is judged by it', async () => {
      const label = await sentimentOf(`new${Math.random()}`, 'what a sick ramp, sick!');
      return label?.source === 'company' && label.value === 'positive' && label.model === 'sentiment-1';
    });
    await labelStored(app, signal);
    const [old] = await findPosts(app, 'test', ['p120']);
    const models = await app.db.query<{ model: number }>('select distinct model from post_labels');
    assert.equal(models.length, 1, 'everything is labelled by the same model');
    assert.ok(old);
  });

  it('can be switched off by who may, audited, and the built-in model is back', async () => {
    const [agent, manager] = [await test.staff('agent'), await test.staff('manager')];
    const url = '/api/v1/understanding/heads/sentiment';
    assert.equal((await agent.put(url, { isWanted: false })).status, 403);
    assert.equal((await manager.put('/api/v1/understanding/heads/spam', { isWanted: false })).status, 404);
    assert.equal((await manager.put('/api/v1/understanding/heads/place', { isWanted: false })).status, 400);
    assert.equal((await manager.put(url, { isWanted: false })).status, 200);
    await renewModel(app);
    const label = await sentimentOf('off', 'what a sick ramp, sick!');
    assert.notEqual(label?.source, 'company');
    const log = await app.db.query<{ action: string }>(
      `select action from audit_entries where action like 'label_head%' order by id`,
    );
    assert.deepEqual(
      log.map(({ action }) => action),
      ['label_heads.training_asked', 'label_head.switched_off'],
    );
    await manager.put(url, { isWanted: true });
    await renewModel(app);
    assert.equal((await sentimentOf('on', 'what a sick ramp, sick!'))?.source, 'company');
  });

  it('unlearns what is taken back', async () => {
    const stored = await findPosts(
      app,
      'test',
      Array.from({ length: 96 }, (_, i) => `p${i}`),
    );
    for (const { id } of stored) await withdrawCorrection(app, systemActor, { postId: id, key: 'sentiment' });
    await runTraining(app, signal);
    assert.notEqual((await sentimentOf('after', 'what a sick ramp, sick!'))?.source, 'company');
    const [head] = await app.db.query<{ said: number; is_better: boolean; weights: Buffer | null }>(
      'select said, is_better, weights from company_heads',
    );
    assert.deepEqual(head, { said: 0, is_better: false, weights: null });
  });
});
