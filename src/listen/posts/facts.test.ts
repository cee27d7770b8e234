import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createStage, type Stage } from '../topics/testing/stage.ts';
import { firstIdAt, readPostFacts, readTopicSpans, spanOfSlot, timeOfPost } from './facts.ts';
import { isSpanTerm } from './domain.ts';

const START = new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000 - 2 * 86_400_000);
const at = (minutes: number) => new Date(START.getTime() + minutes * 60_000);

describe('facts of posts', () => {
  let stage: Stage;
  let [herons, storks] = ['', ''];
  const read = (more: object = {}) =>
    readPostFacts(stage.app, { topicIds: [herons], from: at(0), to: at(60), limit: 100, ...more });

  before(async () => {
    stage = await createStage();
    await stage.keep(
      ...Array.from({ length: 10 }, (_, n) =>
        stage.post(`heron ${n}${n % 2 ? ' stork' : ''}`, {
          createdAt: at(n * 10),
          author: { externalId: n < 4 ? 'ann' : 'bob' },
          tags: ['Zoo'],
          links: ['https://a.test/1', 'https://b.test/2'],
        }),
      ),
    );
    herons = (await stage.topic('Herons', 'heron')).id;
    storks = (await stage.topic('Storks', 'stork')).id;
    for (const id of [herons, storks]) await stage.backfill(id);
  });
  after(() => stage.close());

  it('come in the order of time, from a moment on and up to another without it', async () => {
    const posts = await read();
    assert.deepEqual(
      posts.map(({ id }) => (timeOfPost(id).getTime() - START.getTime()) / 60_000),
      [0, 10, 20, 30, 40, 50],
    );
    assert.deepEqual(
      (await read({ isNewestFirst: true })).map(({ id }) => id),
      posts.map(({ id }) => id).toReversed(),
    );
    const [first] = posts;
    assert.deepEqual(
      [first!.tags, first!.links, first!.langs, first!.isOwn],
      [['Zoo'], ['https://a.test/1', 'https://b.test/2'], [], false],
    );
    assert.ok(
      first!.terms.includes('heron') && first!.terms.includes('#zoo') && first!.terms.includes('link:a.test'),
    );
    assert.ok(!first!.terms.some(isSpanTerm), 'what the index alone needs');
  });

  it('go on behind any post in either direction, and leave none out', async () => {
    for (const isNewestFirst of [false, true]) {
      const seen: string[] = [];
      for (let after: string | undefined; ;) {
        const part = await read({ isNewestFirst, limit: 2, after });
        seen.push(...part.map(({ id }) => id));
        if (part.length < 2) break;
        after = part.at(-1)!.id;
      }
      assert.equal(new Set(seen).size, 6);
      assert.equal(seen.length, 6);
    }
  });

  it('of several topics have each post once', async () => {
    assert.equal((await read({ topicIds: [herons, storks] })).length, 6);
    assert.equal((await read({ topicIds: [storks] })).length, 3);
    assert.deepEqual(await read({ topicIds: [] }), []);
  });

  it('are narrowed by author and words', async () => {
    const [ann] = await read();
    assert.equal((await read({ accountId: ann!.accountId })).length, 4);
    assert.equal((await read({ tsquery: `'stork'` })).length, 3);
  });

  it('lie within the spans that their topic names', async () => {
    const spans = await readTopicSpans(stage.app, storks);
    for (const { id } of await read({ topicIds: [storks], to: at(1000) })) {
      const time = timeOfPost(id);
      assert.ok(
        spans.some(({ from, to }) => from <= time && time < to),
        id,
      );
      assert.deepEqual(spans.filter(({ from, to }) => from <= time && time < to).length, 1);
    }
    const id = firstIdAt(START);
    const { from, to } = spanOfSlot(id.slice(0, 11));
    assert.ok(from <= START && START < to);
    assert.equal(to.getTime() - from.getTime(), 2 ** 20);
  });
});
