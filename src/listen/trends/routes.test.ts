import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createTestServer, type TestServer } from '../../../test/helpers/server.ts';
import { topicsFeature } from '#listen/topics/index.ts';
import { createTrendStage, type TrendStage } from './testing/stage.ts';
import { trendsFeature } from './feature.ts';

const HOUR = 3_600_000;
/** A full hour some days ago, so that nothing depends on when the test runs. */
const NOON = new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000 - 3 * 86_400_000 + 12 * HOUR);
const at = (hours: number) => new Date(NOON.getTime() + hours * HOUR);

describe('trends over HTTP', () => {
  let test: TestServer;
  let stage: TrendStage;
  let viewer: Awaited<ReturnType<TestServer['staff']>>;
  let ids: Record<'Herons' | 'Storks', string>;
  const get = async (path: string, asked: Record<string, string>) =>
    viewer.get(`/api/v1/trends/${path}?${new URLSearchParams(asked)}`);
  const day = { from: at(-12).toISOString(), to: at(12).toISOString() };

  before(async () => {
    test = await createTestServer([topicsFeature, trendsFeature]);
    stage = await createTrendStage(test);
    viewer = await test.staff('viewer');
    const herons = await stage.topic('Herons', 'heron', { kind: 'brand' });
    const storks = await stage.topic('Storks', 'stork', { kind: 'competitor' });
    ids = { Herons: herons.id, Storks: storks.id };
    const fan = { externalId: 'fan', handle: 'fan.example', followers: 200 };
    await stage.keep(
      stage.post('a heron by the water', { createdAt: at(0), author: fan, tags: ['Bird'], langs: ['en'] }),
      stage.post('another heron by the water', {
        createdAt: at(0.5),
        author: fan,
        links: ['https://news.test/a'],
      }),
      stage.post('ein heron im Wasser', { createdAt: at(3), langs: ['de'] }),
      stage.post('heron yesterday', { createdAt: at(-20) }),
      stage.post('heron meets stork', { createdAt: at(5) }),
      ...Array.from({ length: 6 }, (_, i) => stage.post(`stork ${i}`, { createdAt: at(6) })),
    );
    for (const id of Object.values(ids)) await stage.backfill(id);
    const rows = await stage.app.db.query<{ id: string; text: string }>('select id, text from posts');
    for (const { id, text } of rows) {
      const isStork = text.startsWith('stork');
      stage.labels.set(id, {
        language: null,
        sentiment: text.includes('water') ? 'positive' : 'neutral',
        labels: text.includes('another') ? ['question'] : [],
        country: isStork ? 'US' : 'DE',
        region: null,
      });
    }
    await stage.count();
  });
  after(() => stage.close());

  it('tell volume, sentiment, reach and breakdowns beside the period before', async () => {
    const { status, body } = await get('overview', { subject: ids.Herons, ...day });
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual(body.total, {
      posts: 4,
      negative: 0,
      neutral: 2,
      positive: 2,
      reach: 200,
      reachKnown: 2,
    });
    assert.equal(body.totalBefore.posts, 1);
    assert.equal(body.step, 'hour');
    const line = body.series.map(
      (point: { figures: { posts: number } | null }) => point.figures?.posts ?? null,
    );
    assert.deepEqual([line[12], line[13], line[15], line[17], line.length], [2, 0, 1, 1, 24]);
    assert.deepEqual(body.by.language, [
      { value: 'unknown', posts: 2, before: 1 },
      { value: 'de', posts: 1, before: 0 },
      { value: 'en', posts: 1, before: 0 },
    ]);
    assert.deepEqual(body.by.label, [{ value: 'question', posts: 1, before: 0 }]);
    assert.equal(
      body.heat.posts.reduce((a: number, b: number) => a + b),
      4,
    );
  });

  it('do not tell places with fewer than five posts apart', async () => {
    const herons = (await get('overview', { subject: ids.Herons, ...day })).body;
    assert.deepEqual(herons.by.country, [{ value: 'few', posts: 4, before: 1 }]);
    const storks = (await get('overview', { subject: ids.Storks, ...day })).body;
    assert.deepEqual(storks.by.country, [
      { value: 'US', posts: 6, before: 0 },
      { value: 'few', posts: 1, before: 0 },
    ]);
  });

  it('begin the day where the reader is', async () => {
    const asked = {
      subject: ids.Herons,
      from: at(-36).toISOString(),
      to: at(60).toISOString(),
      zone: 'Asia/Tokyo',
    };
    const { body } = await get('overview', asked);
    assert.equal(body.step, 'day');
    const shown = body.series.filter(
      (point: { figures: { posts: number } | null }) => (point.figures?.posts ?? 0) > 0,
    );
    // Noon in UTC is nine in the evening there; three hours later the next day begins.
    assert.deepEqual(
      shown.map((point: { at: string; figures: { posts: number } }) => [point.at, point.figures.posts]),
      [
        [at(-21).toISOString(), 3],
        [at(3).toISOString(), 2],
      ],
    );
  });

  it('open the posts behind every number', async () => {
    const { body } = await get('overview', { subject: ids.Herons, ...day });
    for (const by of ['network', 'language', 'sentiment', 'label', 'author', 'kind']) {
      for (const { value, posts } of body.by[by]) {
        const behind = await get('posts', { subject: ids.Herons, ...day, by, value });
        assert.equal(behind.body.items.length, posts, `${by} ${value}`);
      }
    }
    for (const list of ['authors', 'sites', 'links', 'tags', 'words']) {
      const top = (await get(`top/${list}`, { subject: ids.Herons, ...day })).body;
      assert.ok(top.items.length > 0, list);
      for (const { name, posts, atMost } of top.items) {
        const behind = await get('posts', { subject: ids.Herons, ...day, by: list, value: name });
        assert.deepEqual([behind.body.items.length, atMost], [posts, posts], `${list} ${name}`);
      }
    }
  });

  it('page through the posts behind a number without a gap', async () => {
    for (const filter of [{}, { by: 'sentiment', value: 'neutral' }] as Record<string, string>[]) {
      const seen: string[] = [];
      for (let cursor: string | undefined; ;) {
        const asked = { subject: ids.Storks, ...day, ...filter, limit: '2', ...(cursor ? { cursor } : {}) };
        const { body } = await get('posts', asked);
        seen.push(...body.items.map((post: { text: string }) => post.text));
        if (!(cursor = body.nextCursor)) break;
      }
      assert.equal(seen.length, 7);
      assert.equal(new Set(seen).size, 7);
    }
  });

  it('name the authors, and set topics beside each other', async () => {
    const top = (await get('top/authors', { subject: 'brand', ...day })).body;
    assert.deepEqual(
      top.items.map((item: { author: { handle: string }; posts: number }) => [
        item.author.handle,
        item.posts,
      ]),
      [
        ['fan.example', 2],
        ['maya.example', 2],
      ],
    );
    const share = (await get('share', day)).body;
    assert.deepEqual(
      share.topics.map((topic: { name: string; posts: number; share: number }) => [
        topic.name,
        topic.posts,
        topic.share,
      ]),
      [
        ['Storks', 7, 7 / 11],
        ['Herons', 4, 4 / 11],
      ],
    );
    const chosen = (await get('share', { ...day, topics: ids.Herons })).body;
    assert.deepEqual(
      chosen.topics.map((topic: { share: number }) => topic.share),
      [1],
    );
  });

  it('refuse what makes no sense, and strangers', async () => {
    const wrong = [
      [{ subject: ids.Herons, from: day.to, to: day.from }, 400, 'trend.period_wrong'],
      [{ subject: ids.Herons, ...day, zone: 'Mars/Olympus' }, 400, 'trend.zone_unknown'],
      [{ subject: `topic_${'0'.repeat(26)}`, ...day }, 404, 'trend.no_subject'],
      [{ subject: ids.Herons, from: '1990-01-01T00:00:00Z', to: day.to }, 400, 'trend.period_wrong'],
    ] as const;
    for (const [asked, status, code] of wrong) {
      const answer = await get('overview', asked);
      assert.deepEqual([answer.status, answer.body.error?.code ?? answer.body.code], [status, code]);
    }
    assert.equal((await get('posts', { subject: ids.Herons, ...day, by: 'network' })).status, 400);
    assert.equal((await test.browser().get(`/api/v1/trends/share?${new URLSearchParams(day)}`)).status, 401);
  });
});
