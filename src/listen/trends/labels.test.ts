import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { understandingFeature } from '#listen/understanding/index.ts';
import { correctLabel } from '../understanding/service.ts';
import { countedLabels, readCountedLabels } from './labels.ts';
import { labelsToCountPort } from './ports.ts';
import { createTrendStage, type TrendStage } from './testing/stage.ts';

let stage: TrendStage;
before(async () => {
  stage = await createTrendStage();
  stage.app.provide(labelsToCountPort, { read: readCountedLabels });
});
after(() => stage.close());

it('counts what was understood, and what a person says instead', async () => {
  assert.ok(understandingFeature);
  const { id } = await stage.topic('Herons', 'heron');
  await stage.keep(stage.post('I love this heron, what a wonderful day!'));
  await stage.backfill(id);
  await stage.count();
  const sentiment = async () =>
    stage.app.db.query('select negative, positive from trend_hours where subject = $1', [id]);
  assert.deepEqual(await sentiment(), [{ negative: 0, positive: 1 }]);
  const [post] = await stage.app.db.query<{ id: string }>('select id from posts');
  await correctLabel(stage.app, systemActor, { postId: post!.id, key: 'sentiment', value: 'negative' });
  await stage.count();
  assert.deepEqual(await sentiment(), [{ negative: 1, positive: 0 }]);
});

it('leaves unknown what nobody knows', () => {
  const label = (key: string, value: string) =>
    ({ key, value, confidence: 1, source: 'built-in', model: '' }) as Parameters<
      typeof countedLabels
    >[0][number];
  assert.deepEqual(countedLabels([]), {
    language: null,
    sentiment: null,
    labels: [],
    country: null,
    region: null,
  });
  assert.deepEqual(
    countedLabels([
      label('language', 'de'),
      label('sentiment', 'unknown'),
      label('complaint', 'yes'),
      label('praise', 'no'),
      label('urgency', '2'),
      label('place', 'US/Tennessee/Nashville/'),
    ]),
    { language: 'de', sentiment: null, labels: ['complaint', 'urgent'], country: 'US', region: 'Tennessee' },
  );
});
