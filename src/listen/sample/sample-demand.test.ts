import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type App, systemActor } from '#platform/app/index.ts';
import { connectorsPort, type InboundPost } from '#connectors/kit/index.ts';
import { sampleReplies, sampleSource } from '#connectors/sample/index.ts';
import { removeSample, samplePort, startSample } from '#people/brand/index.ts';
import { countDueNeeds, demandObserver, listNeeds, readPicture } from '#listen/demand/index.ts';
import { matcherPort } from '#listen/intake/index.ts';
import { postsFeature, topicPostsPort } from '#listen/posts/index.ts';
import { createStage } from '#listen/topics/testing/stage.ts';
import { until } from '../../../test/helpers/app.ts';
import { sampleStream } from './index.ts';

/** What those who say where they live have written so far. */
async function readIll(app: App): Promise<InboundPost[]> {
  const stop = new AbortController();
  const ill: InboundPost[] = [];
  const context = {
    sourceId: 'src_1',
    cursor: undefined,
    outward: app.outward,
    clock: app.clock,
    log: app.log,
    signal: stop.signal,
    ownAccounts: [],
  };
  for await (const { items } of sampleSource.read(sampleSource.parseConfig({}), context)) {
    for (const item of items) if (item.type === 'post' && item.author.location !== undefined) ill.push(item);
    if (items.length < 500) stop.abort();
  }
  return ill;
}

test('the wave of flu in the sample is found around Nashville, with the pharmacies that run short', async () => {
  const stage = await createStage();
  const { app } = stage;
  try {
    app.provide(connectorsPort, {
      sources: new Map([[sampleSource.kind, sampleSource]]),
      replies: new Map([[sampleReplies.network, sampleReplies]]),
      profiles: new Map(),
      lineParsers: new Map(),
    });
    app.provide(samplePort, sampleStream);
    app.provide(topicPostsPort, demandObserver);
    await startSample(app, systemActor);
    const ill = await readIll(app);
    await until('topics are live', () => app.find(matcherPort)!.match(ill[0]!, false).length > 0);
    await stage.pass(...ill);
    await postsFeature.jobs!(app)['posts.count']!({}, new AbortController().signal);
    await countDueNeeds(app, new AbortController().signal);
    const [need] = await listNeeds(app);
    const { areas, transfers } = await readPicture(app, need!.id, 3);
    assert.deepEqual([areas[0]?.region, areas[0]?.area], ['Tennessee', 'Nashville']);
    assert.ok(areas[0]!.sigma! >= 4, JSON.stringify(areas.map(({ area, sigma }) => [area, sigma])));
    for (const { area, sigma } of areas.slice(1)) assert.ok(sigma! < 3, `${area} ${sigma}`);
    assert.ok(areas[0]!.outlets.some(({ isShort }) => isShort));
    assert.ok(transfers.length > 0);
    await removeSample(app, systemActor);
    assert.deepEqual(await listNeeds(app), []);
    assert.deepEqual(await app.db.query('select from outlets'), []);
  } finally {
    await stage.close();
  }
});
