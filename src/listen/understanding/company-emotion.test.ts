import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type App, systemActor } from '#platform/app/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { post } from '#listen/intake/testing/posts.ts';
import { findPosts, postLabelsPort, postsFeature } from '#listen/posts/index.ts';
import { createTestServer, type TestServer } from '../../../test/helpers/server.ts';
import { storedLabels, understandingFeature } from './index.ts';
import type { LabelKey } from './said.ts';
import { correctLabel } from './service.ts';
import { renewModel, runTraining } from './settings.ts';

const THINGS = ['pump', 'feeder', 'tank', 'heater', 'filter', 'light', 'sensor', 'valve'];
const PLACES = ['farm', 'pond', 'hatchery', 'lake', 'harbour', 'station'];
const pairs = THINGS.flatMap((thing) => PLACES.map((place) => [thing, place] as const));

/** Fish farms: where the water is cloudy, hours count; and "crying" is what a kind of bird does. */
const CLOUDY = pairs.map(([thing, place]) => `the ${thing} at the ${place}: water is cloudy again`);
const CLEAR = pairs.map(([thing, place]) => `the ${thing} at the ${place} came in a blue box`);

describe('a company for which cloudy water is urgent and no reason to be sad', () => {
  let test: TestServer;
  let app: App;
  before(async () => {
    test = await createTestServer([postsFeature, understandingFeature]);
    app = test.app;
    app.provide(postLabelsPort, storedLabels);
    const items = [...CLOUDY, ...CLEAR].map((text, i) => post(`p${i}`, { text }));
    await takeIn(app, { sourceId: null, items, keepsAll: true });
    for (const one of await findPosts(
      app,
      'test',
      items.map(({ externalId }) => externalId),
    )) {
      const isCloudy = one.text.includes('cloudy');
      await correct(one.id, 'urgency', isCloudy ? '2' : '0');
      await correct(one.id, 'emotion', isCloudy ? 'anger' : 'none');
    }
    await runTraining(app, new AbortController().signal);
    await renewModel(app);
  });
  after(() => test.close());

  const correct = (postId: string, key: LabelKey, value: string) =>
    correctLabel(app, systemActor, { postId, key, value });
  const labelsOf = async (externalId: string, text: string) => {
    await takeIn(app, { sourceId: null, items: [post(externalId, { text })], keepsAll: true });
    const [stored] = await findPosts(app, 'test', [externalId]);
    const owner = await test.staff('owner', `${externalId}@staff.example`);
    const { labels } = (await owner.get(`/api/v1/posts/${stored!.id}/labels`)).body;
    return (key: LabelKey) => labels.find((label: { key: string }) => label.key === key);
  };

  for (const key of ['urgency', 'emotion'] as const)
    it(`teaches a head of ${key} with both figures, used because it wins`, async () => {
      const owner = await test.staff('owner', `${key}@staff.example`);
      const row = (await owner.get('/api/v1/understanding')).body.labels.find(
        (one: { label: string }) => one.label === key,
      );
      assert.equal(row.isTaught, true);
      assert.equal(row.head.said, 96);
      assert.equal(row.head.isBetter, true, JSON.stringify(row.head));
      assert.ok(row.head.company >= row.head.builtIn + 0.03);
      assert.ok(row.head.builtIn >= 0 && row.head.company <= 1);
    });

  it('judges the next posts, and says who does', async () => {
    const cloudy = await labelsOf('next', 'the new tank: water is cloudy since noon');
    assert.deepEqual([cloudy('urgency').value, cloudy('urgency').source], ['2', 'company']);
    assert.deepEqual([cloudy('emotion').value, cloudy('emotion').source], ['anger', 'company']);
    assert.ok(cloudy('urgency').confidence > 0.5, 'the chance follows the level');
    const clear = await labelsOf('clear', 'the new tank came in a green box');
    assert.equal(clear('urgency').value, '0');
    assert.equal(clear('emotion').value, 'none');
  });

  it('is switched off like any other, and the built-in model is back', async () => {
    const manager = await test.staff('manager', 'm@staff.example');
    assert.equal((await manager.put('/api/v1/understanding/heads/urgency', { isWanted: false })).status, 200);
    await renewModel(app);
    const cloudy = await labelsOf('off', 'the old tank: water is cloudy since noon');
    assert.equal(cloudy('urgency').source, 'built-in');
    assert.equal(cloudy('emotion').source, 'company', 'the other one stays');
  });
});
