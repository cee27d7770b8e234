import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { InboundPost } from '#connectors/kit/index.ts';
import { parseQuery } from '#lib/query/index.ts';
import { until } from '../../../test/helpers/app.ts';
import { pick, type Random, randomFrom } from '../../../test/helpers/random.ts';
import { matcherPort } from '#listen/intake/index.ts';
import { createStage, type Stage } from './testing/stage.ts';

const WORDS = [
  'refund',
  'Late',
  'café',
  'cafe',
  'order',
  'lost',
  'refused',
  'word',
  'wörd',
  '東京',
  'タワー',
  '👍🏽',
  'don’t',
  "it's",
  'e-mail',
  'İstanbul',
  'ſtraße',
  'ﬁne',
  'apple',
  'Apple',
  '$TSLA',
  '#RefundNow',
  '#東京',
  '@shop.example',
  'https://shop.example/a?refund',
  'www.news.example',
  'no',
  'no',
  '\u0000',
  '\\',
  "'",
  ':',
  '!',
  '&',
  '|',
  '(',
  '*',
  '<->',
  '_x_',
  '١٢',
  'ไทย',
  'a',
  'x'.repeat(400),
];

const TERMS = [
  'refund',
  'late',
  'café',
  'cafe',
  '"order lost"',
  '"lost order"~3',
  'ref*',
  'wo?d',
  '{Apple}',
  '東京',
  '👍',
  '#refundnow',
  '@shop.example',
  '$tsla',
  'order NEAR/2 lost',
  'ATLEAST/2 no',
  'author:joe.example',
  'link:shop.example',
  'site:news.example',
  'lang:en',
  'has:link',
  'kind:reply',
  'in:title late',
  'source:test',
  'mention:shop.example',
  'e-mail',
  'dont',
  'apos*',
  'is:reply',
  'has:media',
  'has:question',
];

function queryOf(random: Random): string {
  for (;;) {
    const some = () => TERMS[pick(random, TERMS.length)]!;
    const parts = Array.from({ length: 1 + pick(random, 3) }, some).map((one) =>
      one.includes(' ') && !one.includes('"') ? `(${one})` : one,
    );
    const query = parts.join([' ', ' OR ', ' -'][pick(random, 3)]);
    if (parseQuery(query).isValid) return query;
  }
}

function textOf(random: Random): string {
  return Array.from({ length: pick(random, 9) }, () => WORDS[pick(random, WORDS.length)]).join(
    [' ', ' ', '\n', ', ', ''][pick(random, 5)],
  );
}

function postOf(random: Random, make: Stage['post']): InboundPost {
  const maybe = <T>(value: T): T | undefined => (random() < 0.3 ? value : undefined);
  const more: Record<string, unknown> = {
    title: maybe(textOf(random)),
    langs: maybe(['en-GB']),
    tags: maybe(['RefundNow', '東京']),
    mentions: maybe(['shop.example']),
    links: maybe(['https://www.shop.example/x']),
    url: maybe('https://news.example/1'),
    media: maybe([{ kind: 'image', url: 'https://img.example/1.png' }]),
    kind: random() < 0.3 ? 'reply' : 'post',
    author:
      random() < 0.3
        ? { externalId: 'joe', handle: 'joe.example' }
        : { externalId: 'ann', handle: 'ann.example' },
    createdAt: new Date(Date.now() - pick(random, 20 * 86_400_000)),
  };
  for (const [key, value] of Object.entries(more)) if (value === undefined) delete more[key];
  return make(textOf(random), more);
}

describe('passing and stored posts', () => {
  let stage: Stage;
  before(async () => {
    stage = await createStage();
  });
  after(() => stage.close());

  it('match alike: what intake finds of random posts and queries is what a back-fill finds', async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    const random = randomFrom(seed);
    const queries = Array.from({ length: 60 }, () => queryOf(random));
    const live = await Promise.all(queries.map((query, at) => stage.topic(`live ${at}`, query)));
    const last = await stage.topic('a last one', 'zyzzyva');
    await until('all are live', () => {
      const probe = stage.post('zyzzyva');
      return stage.app
        .find(matcherPort)!
        .match(probe, false)
        .some((match) => match.topicId === last.id);
    });
    for (let round = 0; round < 8; round++)
      await stage.keep(...Array.from({ length: 100 }, () => postOf(random, stage.post)));
    // A post of 12,000 different terms and more: the index holds only the first of them.
    await stage.keep(stage.post(`${Array.from({ length: 15_000 }, (_, i) => `w${i}`).join(' ')} refund`));
    let found = 0;
    for (const [at, query] of queries.entries()) {
      const stored = await stage.topic(`stored ${at}`, query);
      await stage.backfill(stored.id);
      const expected = await stage.postsOf(live[at]!.id);
      found += expected.length;
      assert.deepEqual(await stage.postsOf(stored.id), expected, `seed ${seed}: ${query}`);
    }
    assert.ok(found > 500, `seed ${seed}: only ${found} matches were compared`);
  });
});
