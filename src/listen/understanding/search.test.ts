import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { matches, parseQuery, prepareDocument } from '#lib/query/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { post } from '#listen/intake/testing/posts.ts';
import { findPosts, postLabelsPort } from '#listen/posts/index.ts';
import { searchStream } from '#listen/topics/search.ts';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import { pick, randomFrom } from '../../../test/helpers/random.ts';
import { readLabelFacts, storedLabels } from './index.ts';
import { CHANCE_COLUMNS } from './rows.ts';
import { correctLabel } from './service.ts';

const TEXTS = [
  'refund: this is awful, worst company ever',
  'refund: wonderful, I love it, thank you!!',
  'the refund arrived on Tuesday',
  'awful awful broken thing',
  'lovely day',
  'refund',
  'https://shop.example/a',
  'Ich bin so wütend, refund!',
];

const FIELDS = [
  'sentiment:negative',
  'sentiment:(negative|positive)',
  'sentiment:neutral',
  'sentiment:mixed',
  'label:complaint',
  'label:"needs reply"',
  'label:(complaint|question)',
  'label:urgent',
  'label:emergency',
  'label:anger',
  'label:joy',
  'label:money',
  'label:refund-status',
  'label:spam',
  'country:US',
  'country:(GB|DE)',
  'region:Tennessee',
  'city:Nashville',
  'lang:de',
  'lang:en',
  'near:[36.2,-86.8,50]',
  'label:nothing-of-this-name',
  'label:"Purchase Intent"',
];

describe('searches that ask what was understood', () => {
  let test: TestApp;
  before(async () => {
    test = await createTestApp();
    test.app.provide(postLabelsPort, storedLabels);
  });
  after(() => test.close());

  it('find exactly the posts whose labels say so, corrections included, page by page', async () => {
    const { app } = test;
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    const random = randomFrom(seed);
    const some = <T>(list: readonly T[]) => list[pick(random, list.length)]!;
    const items = Array.from({ length: 300 }, (_, i) =>
      post(`p${i}`, {
        text: some(TEXTS),
        createdAt: new Date(Date.now() - pick(random, 86_400_000)),
      }),
    );
    await takeIn(app, { sourceId: null, items, keepsAll: true });
    const posts = await findPosts(
      app,
      'test',
      items.map((item) => item.externalId),
    );
    // Whatever models come to say one day: anything that the table can hold.
    for (const { id } of posts) {
      const chances = CHANCE_COLUMNS.map((column) => `${column} = ${pick(random, 1001)}`).join(', ');
      const [country, region, city] = some([
        ['US', 'Tennessee', 'Nashville'],
        ['GB', null, null],
        ['de', null, 'Köln'],
        [null, null, null],
      ]);
      await app.db.query(
        `update post_labels set ${chances}, sentiment = $2, emotion = $3, urgency = $4, reasons = $5, intents = $6::jsonb, country = $7, region = $8,
           city = $9, latitude = 3616, longitude = -8678, place_p = 900 where post_id = $1`,
        [
          id,
          some([null, -1, 0, 1]),
          some([null, 0, 1, 2, 3]),
          pick(random, 4),
          pick(random, 64),
          some([null, '[["Refund-Status",900]]', '[["spam",800]]']),
          country,
          region,
          city,
        ],
      );
    }
    const corrections = [
      ['complaint', 'yes'],
      ['complaint', 'no'],
      ['sentiment', 'negative'],
      ['urgency', '3'],
      ['urgency', '0'],
      ['emotion', 'none'],
      ['intent', 'money'],
      ['place', 'US/Tennessee/Nashville'],
      ['place', 'none'],
    ] as const;
    for (let n = 0; n < 60; n++) {
      const [key, value] = some(corrections);
      await correctLabel(app, systemActor, { postId: some(posts).id, key, value });
    }
    const facts = await readLabelFacts(app, posts);
    let found = 0;
    for (let n = 0; n < 60; n++) {
      const parts = [
        some(FIELDS),
        ...(random() < 0.5 ? [some([...FIELDS, 'refund', '-refund', 'awful'])] : []),
      ];
      if (random() < 0.3) parts.push(`-${some(FIELDS)}`);
      const q = parts.join(random() < 0.8 ? ' ' : ' OR ');
      const parsed = parseQuery(q);
      if (!parsed.isValid) continue;
      const expected = posts
        .filter((one) =>
          matches(
            parsed.query,
            prepareDocument({
              title: one.title ?? undefined,
              text: one.text,
              langs: one.langs,
              ...facts.get(one.id),
            }),
          ),
        )
        .map(({ id }) => id)
        .sort();
      const got: string[] = [];
      for (let cursor: string | undefined, pages = 0; pages === 0 || cursor; pages++) {
        assert.ok(pages < 100);
        const page = await searchStream(app, { q, cursor, limit: 7 });
        got.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      assert.deepEqual(got, got.toSorted().toReversed(), `seed ${seed}: ${q}: newest first`);
      assert.deepEqual(got.toReversed(), expected, `seed ${seed}: ${q}`);
      found += expected.length;
    }
    assert.ok(found > 500, `${found}`);
  });
});
