import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { App } from '#platform/app/index.ts';
import type { InboundItem, InboundPost } from '#connectors/kit/index.ts';
import { matcherPort, passingPort, takeIn } from '#listen/intake/index.ts';
import { createTestApp, type TestApp, until } from '../../../test/helpers/app.ts';
import { randomFrom } from '../../../test/helpers/random.ts';
import { findPassing, readSample } from './service.ts';
import { Sampler, samplePassing } from './sampler.ts';

let test: TestApp;
let app: App;
before(async () => {
  test = await createTestApp();
  app = test.app;
  app.provide(matcherPort, {
    match: ({ text }) => (text.includes('wanted') ? [{ topicId: 'topic_a', toInbox: false }] : []),
  });
});
after(() => test.close());
beforeEach(async () => {
  await app.db.query('truncate passing_posts, posts, post_topics, post_tombstones, accounts');
  await app.db.query(`update passing_state set share = 1, balanced_at = now()`);
  await sampler({});
});

async function sampler(options: { most?: number; random?: () => number }): Promise<Sampler> {
  const made = new Sampler(options);
  await made.balance(app);
  app.provide(passingPort, made);
  return made;
}

function post(externalId: string, more: Partial<InboundPost> = {}): InboundPost {
  return {
    type: 'post',
    origin: 'test',
    externalId,
    version: 1,
    network: 'test',
    kind: 'post',
    text: `post ${externalId}`,
    author: {
      externalId: 'ann',
      handle: 'ann.example',
      displayName: 'Ann',
      avatarUrl: 'https://img.example/ann.png',
    },
    createdAt: new Date(),
    ...more,
  };
}
const take = (...items: InboundItem[]) => takeIn(app, { sourceId: 'src_1', items });
const gone = (externalId: string, version = 2, scope?: 'author'): InboundItem => ({
  type: 'delete',
  origin: 'test',
  externalId,
  version,
  ...(scope ? { scope } : {}),
});
const kept = async () =>
  (await findPassing(app, undefined, () => true)).found.map(({ post }) => post.text).toSorted();

describe('the sample of what passes', () => {
  it('holds what no topic wants, and of it only what a query can ask about', async () => {
    await take(
      post('a', {
        url: 'https://test.example/ann/a',
        links: ['https://x.example/1'],
        media: [{ kind: 'image', url: 'https://img.example/1.png' }],
      }),
      post('b', { text: 'wanted' }),
    );
    const { found } = await findPassing(app, undefined, () => true);
    assert.deepEqual(
      found.map(({ post }) => ({ ...post, createdAt: '' })),
      [
        {
          origin: 'test',
          rootExternalId: 'a',
          network: 'test',
          kind: 'post',
          title: null,
          text: 'post a',
          author: { externalId: 'ann', handle: 'ann.example' },
          langs: [],
          url: 'https://test.example/',
          links: ['https://x.example/1'],
          tags: [],
          mentions: [],
          media: [true],
          createdAt: '',
        },
      ],
    );
  });

  it('loses a post with its author’s delete, whichever comes first, and with the end of the account', async () => {
    await take(post('a'), post('b'), post('c', { author: { externalId: 'bob' } }));
    await take(gone('a'));
    assert.deepEqual(await kept(), ['post b', 'post c']);
    await take(gone('early'));
    await take(post('early'));
    assert.deepEqual(await kept(), ['post b', 'post c']);
    await take(gone('bob', 5, 'author'));
    assert.deepEqual(await kept(), ['post b']);
    await take(post('later', { author: { externalId: 'bob' } }));
    assert.deepEqual(await kept(), ['post b'], 'nothing of an account that ended comes in');
  });

  it('forgets the delete together with everything else of a batch that fails', async () => {
    await take(post('a'));
    const failing = takeIn(app, {
      sourceId: 'src_1',
      items: [gone('a'), post('b')],
      alsoStore: async () => {
        throw new Error('the cursor could not be stored');
      },
    });
    await assert.rejects(failing, /cursor/);
    assert.deepEqual(await kept(), ['post a']);
  });

  it('lets go what was edited or belongs to a topic now', async () => {
    await take(post('a'), post('b'));
    await take(
      post('a', { version: 2, isEdit: true, text: 'other words' }),
      post('b', { version: 2, isEdit: true, text: 'wanted' }),
    );
    assert.deepEqual(await kept(), []);
  });

  it('leaves out files, and what was written long before it came', async () => {
    await takeIn(app, { sourceId: 'imp_1', items: [post('a')] });
    await takeIn(app, { sourceId: null, items: [post('b')] });
    await take(post('c', { createdAt: new Date(Date.now() - 3 * 3_600_000) }));
    assert.deepEqual(await kept(), []);
  });

  it('finds by words as stored posts are found', async () => {
    await take(post('a', { text: 'Café in Leeds' }), post('b', { text: 'tea' }));
    const asked: string[] = [];
    const { found } = await findPassing(app, `'cafe'`, ({ text }) => asked.push(text) > 0);
    assert.deepEqual([asked, found.length], [['Café in Leeds'], 1]);
  });

  it('keeps to its size, and what it stands for stays right', async () => {
    const made = await sampler({ most: 200, random: randomFrom(7) });
    let passed = 0;
    for (let batch = 0; batch < 40; batch++) {
      await take(...Array.from({ length: 100 }, (_, i) => post(`${batch}-${i}`)));
      passed += 100;
      await made.balance(app);
      assert.ok((await readSample(app)).count <= 200);
    }
    const { count, represents, share } = await readSample(app);
    assert.ok(count > 50, `${count}`);
    assert.ok(share < 0.2, `${share}`);
    // Half of the sample is drawn by the database's own chance, so this is a range of many standard deviations.
    assert.ok(represents > passed * 0.55 && represents < passed * 1.6, `${represents} for ${passed}`);
  });

  it('is thinned out while a flood comes in, without waiting for the minute', async () => {
    await sampler({ most: 300 });
    await take(...Array.from({ length: 900 }, (_, i) => post(`f${i}`)));
    await until('it is thinned out', async () => (await readSample(app)).count <= 300);
  });

  it('chooses more when little passes, but not faster than by the minute', async () => {
    await app.db.query(`update passing_state set share = 0.25, balanced_at = now() - interval '1 hour'`);
    const made = new Sampler();
    await made.balance(app);
    assert.equal((await readSample(app)).share, 0.5);
    await made.balance(app);
    assert.equal((await readSample(app)).share, 0.5, 'a second process does not double it again');
  });

  it('holds nothing longer than a day', async () => {
    const made = await sampler({});
    await take(post('a'), post('b'));
    await app.db.query(
      `update passing_posts set at = now() - interval '25 hours' where post ->> 'text' = 'post a'`,
    );
    await made.balance(app);
    assert.deepEqual(await kept(), ['post b']);
  });

  it('is looked after by a service that ends when it is told to', async () => {
    const stop = new AbortController();
    const service = await samplePassing(app, stop.signal);
    await take(post('a'));
    assert.deepEqual(await kept(), ['post a']);
    stop.abort();
    await service.stopped();
  });
});
