import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { InboundPost } from '#connectors/kit/index.ts';
import { createTestServer, type TestServer } from '../../../test/helpers/server.ts';
import { takeIn } from '#listen/intake/index.ts';
import { addTopicMatches, postsFeature } from '#listen/posts/index.ts';
import { topicsFeature } from '#listen/topics/index.ts';
import { labelsToCountPort } from '#listen/trends/index.ts';
import { clustersFeature } from './feature.ts';
import { clustersOf } from './talk/read.ts';
import { type ClusterStage, createClusterStage } from './testing/stage.ts';

const NOON = Date.UTC(2026, 9, 5, 12);
const at = (minutes: number) => new Date(NOON + minutes * 60_000);
const GONE = { type: 'delete', origin: 'test', version: 2 } as const;
const OUTAGE = [
  'outage router blinking red',
  'router blinking since the outage',
  'outage again, modem and router',
  'modem blinking, outage',
];
const ROAMING = [
  'roaming surcharge abroad',
  'surcharge for roaming on the bill',
  'abroad, roaming bill',
  'bill: roaming surcharge',
];

describe('clusters over HTTP', () => {
  let test: TestServer;
  let stage: ClusterStage;
  let viewer: Awaited<ReturnType<TestServer['staff']>>;
  let topicId: string;
  const asked = (more: Record<string, string> = {}) =>
    new URLSearchParams({ topic: topicId, from: at(-60).toISOString(), to: at(60).toISOString(), ...more });
  /** Stores posts of the topic. */
  const bring = async (...posts: InboundPost[]) => {
    await stage.keep(...posts);
    const ids = await stage.idsOf();
    await addTopicMatches(
      stage.app,
      topicId,
      posts.map(({ externalId }) => ids.get(externalId)!),
    );
  };
  /** Asks until the work is done. */
  const talk = async () => {
    for (;;) {
      const answer = await viewer.get(`/api/v1/talk?${asked()}`);
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      if (answer.body.state === 'ready') return answer.body;
    }
  };

  before(async () => {
    test = await createTestServer([postsFeature, topicsFeature, clustersFeature]);
    stage = await createClusterStage(test);
    viewer = await test.staff('viewer');
    topicId = (await stage.topic('Orbit', 'orbit')).id;
    const posts = [...OUTAGE, ...OUTAGE, ...ROAMING].map((text, i) =>
      stage.post(`Orbit: ${text}`, { createdAt: at(i * 2 - 30), author: { externalId: `a${i % 5}` } }),
    );
    await bring(...posts, stage.post('Orbit zebra giraffe', { createdAt: at(40) }));
    stage.app.provide(labelsToCountPort, {
      read: async (_, ids) =>
        new Map(
          ids
            .slice(1)
            .map((id) => [
              id,
              { language: null, sentiment: 'negative', labels: [], country: null, region: null },
            ]),
        ),
    });
    await stage.look();
  });
  after(() => stage.close());

  it('tell what people talk about, with counts that add up', async () => {
    const body = await talk();
    assert.deepEqual([body.total, body.looked, body.progress], [13, 13, 1]);
    assert.deepEqual(
      body.talks.map(({ posts }: { posts: number }) => posts),
      [8, 4],
    );
    assert.equal(body.rest.posts, 1);
    const [outage, roaming] = body.talks;
    assert.ok(
      outage.words.includes('outage') && roaming.words.includes('roaming'),
      JSON.stringify(body.talks.map((t: { words: string[] }) => t.words)),
    );
    assert.equal(
      outage.trend.reduce((sum: number, posts: number) => sum + posts),
      8,
    );
    assert.equal(outage.trend.length, body.steps.length);
    assert.deepEqual(outage.sentiment, { negative: 7, neutral: 0, positive: 0, unknown: 1 });
    assert.match(outage.representative.text, /outage/);
    assert.ok(Math.abs(outage.share + roaming.share + body.rest.share - 1) < 1e-9);
  });

  it('open the posts behind every number', async () => {
    const { talks, rest } = await talk();
    for (const { id, posts } of [...talks, { id: 'rest', posts: rest.posts }]) {
      const ids: string[] = [];
      for (let cursor = ''; ;) {
        const page = await viewer.get(
          `/api/v1/talk/${id}/posts?${asked({ limit: '3', ...(cursor && { cursor }) })}`,
        );
        assert.equal(page.status, 200, JSON.stringify(page.body));
        ids.push(...page.body.items.map((post: { id: string }) => post.id));
        if (!page.body.nextCursor) break;
        cursor = page.body.nextCursor;
      }
      assert.equal(ids.length, posts);
      assert.deepEqual(ids, ids.toSorted().toReversed(), 'newest first, none twice');
    }
    const gone = await viewer.get(`/api/v1/talk/talk_00000000000000000000000000/posts?${asked()}`);
    assert.equal(gone.status, 404);
  });

  it('keep the ids of talks while posts come and go, and see deletes at once', async () => {
    const before = await talk();
    await bring(
      stage.post('Orbit: another outage, router blinking', { createdAt: at(50), externalId: 'late' }),
    );
    const grown = await talk();
    const ids = (body: { talks: { id: string }[] }) => body.talks.map(({ id }) => id);
    assert.deepEqual(ids(grown), ids(before));
    assert.equal(grown.talks[0].posts, 9);
    await takeIn(stage.app, { sourceId: 'src_test', items: [{ ...GONE, externalId: 'late' }] });
    const after = await clustersOf(stage.app, topicId, at(-60), at(60));
    assert.deepEqual([ids(after), after.talks[0]!.posts], [ids(before), 8]);
  });

  it('say when there is nothing, no such topic, or no such period', async () => {
    const empty = await viewer.get(
      `/api/v1/talk?${asked({ from: at(-600).toISOString(), to: at(-500).toISOString() })}`,
    );
    assert.deepEqual([empty.status, empty.body.talks, empty.body.looked], [200, [], 0]);
    const status = async (more: Record<string, string>) =>
      (await viewer.get(`/api/v1/talk?${asked(more)}`)).status;
    assert.equal(await status({ topic: 'topic_00000000000000000000000000' }), 404);
    assert.equal(await status({ to: at(-60).toISOString() }), 400);
    assert.equal(await status({ from: '2001-01-01T00:00:00Z' }), 400);
    assert.equal(await status({ from: 'yesterday' }), 400);
  });

  it('fold posts that say the same', async () => {
    const { items } = (await viewer.get(`/api/v1/talk/rest/posts?${asked()}`)).body;
    const text = 'Please share: a small grey cat was lost near Harbour Street on Sunday evening';
    await stage.keep(
      ...[1, 2, 3].map((n) => stage.post(text, { author: { externalId: `cat${n}` }, createdAt: at(n) })),
    );
    await stage.look();
    const ids = [...(await stage.idsOf()).values()];
    const { body } = await viewer.get(`/api/v1/copies?posts=${ids.join(',')}`);
    const cats = body.items.filter(({ posts }: { posts: number }) => posts === 3);
    assert.equal(cats.length, 3);
    assert.ok(
      body.items.every(({ posts }: { posts: number }) => posts > 1),
      'who stands alone is left out',
    );
    const one = await viewer.get(`/api/v1/copies/${cats[0].postId}`);
    assert.deepEqual([one.status, one.body.posts, one.body.authors, one.body.items.length], [200, 3, 3, 3]);
    const alone = await viewer.get(`/api/v1/copies/${items[0].id}`);
    assert.deepEqual([alone.body.group, alone.body.posts], [null, 1]);
    assert.equal((await viewer.get('/api/v1/copies?posts=nonsense')).status, 400);
    assert.equal((await viewer.get('/api/v1/copies/post_00000000000000000000000000')).status, 404);
  });

  it('are for signed-in staff alone', async () => {
    const stranger = test.browser();
    for (const path of [`talk?${asked()}`, `talk/rest/posts?${asked()}`, 'copies?posts=x', 'copies/x'])
      assert.equal((await stranger.get(`/api/v1/${path}`)).status, 401, path);
  });
});
