import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createStage, type Stage } from '../../topics/testing/stage.ts';
import { findTalk } from './find-talk.ts';
import { mostGrown, talkThatGrew } from './grown.ts';

const MINUTE = 60_000;
const NOW = Date.now();
const at = (minutes: number) => new Date(NOW + minutes * MINUTE);
const OUTAGE = [
  'no signal in leeds since noon',
  'signal gone in leeds again',
  'leeds has lost the signal entirely',
];
const PRICE = [
  'the new price is outrageous',
  'another price rise announced today',
  'who pays such a price anyway',
];

describe('the talk that grew most', () => {
  const texts = (outage: number, price: number) => [
    ...Array.from({ length: price }, (_, i) => `${PRICE[i % 3]} ${i}`),
    ...Array.from({ length: outage }, (_, i) => `${OUTAGE[i % 3]} ${i}`),
  ];

  it('is the one with most posts too many, not the largest', () => {
    const posts = [...texts(0, 60), ...texts(20, 10)].map((text, i) => ({ id: `post_${i}`, text }));
    const grown = mostGrown(findTalk(posts), 60, 1 / 6);
    assert.ok(grown, 'something grew');
    assert.ok(
      grown.talk.words.some(({ word }) => word === 'signal'),
      JSON.stringify(grown.talk.words),
    );
    assert.equal(grown.before, 0);
    assert.ok(grown.now >= 15);
  });

  it('is none where all goes on as before, and none of two posts', () => {
    const posts = [...texts(0, 60), ...texts(0, 10)].map((text, i) => ({ id: `post_${i}`, text }));
    assert.equal(mostGrown(findTalk(posts), 60, 1 / 6), undefined);
    assert.equal(mostGrown([], 0, 1), undefined);
  });
});

describe('the same among stored posts', () => {
  let stage: Stage;
  let topicId: string;
  before(async () => {
    stage = await createStage();
    topicId = (await stage.topic('Nimbus', 'nimbus')).id;
    for (let i = 0; i < 30; i++)
      await stage.keep(stage.post(`nimbus ${PRICE[i % 3]} ${i}`, { createdAt: at(-390 + i * 11) }));
    for (let i = 0; i < 24; i++)
      await stage.keep(stage.post(`nimbus ${OUTAGE[i % 3]} ${i}`, { createdAt: at(-50 + i * 2) }));
    await stage.backfill(topicId);
  });
  after(() => stage.close());

  it('names it, counts it, and shows one of its posts', async () => {
    const talk = await talkThatGrew(stage.app, { topicId, from: at(-420), since: at(-60), to: at(0) });
    assert.ok(talk, 'something grew');
    assert.ok(talk.words.includes('signal'), JSON.stringify(talk));
    assert.deepEqual([talk.posts, talk.before, talk.share], [24, 0, 1]);
    const [post] = await stage.app.db.query<{ text: string }>('select text from posts where id = $1', [
      talk.postId,
    ]);
    assert.match(post!.text, /leeds/);
  });

  it('finds none where nothing was said since', async () => {
    assert.equal(await talkThatGrew(stage.app, { topicId, from: at(-420), since: at(-2), to: at(0) }), null);
    assert.equal(
      await talkThatGrew(stage.app, { topicId: 'topic_none', from: at(-420), since: at(-60), to: at(0) }),
      null,
    );
  });
});
