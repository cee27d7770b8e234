import assert from 'node:assert/strict';
import os from 'node:os';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { App } from '#platform/app/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { post, provideMatcher } from '#listen/intake/testing/posts.ts';
import { createTestApp, type TestApp } from '../../../../test/helpers/app.ts';
import { concernOf } from '../concern.ts';
import { keepModelLive } from '../live.ts';
import { labellerOf, renewLabeller } from '../labeller.ts';
import { endThread, FEWEST_APART, startThread, threadFor } from './threads.ts';

const isAlone = os.availableParallelism() < 2 && 'needs two processors';
const script = (how: string) => new URL(`./testing/${how}.ts`, import.meta.url);

describe('the thread of a process', { skip: isAlone }, () => {
  let test: TestApp;
  let app: App;
  before(async () => {
    test = await createTestApp();
    app = test.app;
    provideMatcher(app);
  });
  after(async () => {
    await endThread(app);
    await test.close();
  });
  beforeEach(() => app.db.query('truncate posts, post_topics, post_tombstones, accounts, post_labels'));
  afterEach(() => renewLabeller(app));

  const SAID = ['I love it, thank you!', 'awful, stranded in Boston since Monday', 'when do you open?', 'ok'];
  const items = (count: number) =>
    Array.from({ length: count }, (_, i) =>
      post(`p${i}`, { text: `match ${i}: ${SAID[i % SAID.length]}`, author: { externalId: `a${i % 70}` } }),
    );
  const take = (count: number) => takeIn(app, { sourceId: 'src_test', items: items(count) });
  const rows = () =>
    app.db.query<{ external_id: string; labels: { sentiment: number } }>(
      `select p.external_id, to_jsonb(l) - 'post_id' as labels from post_labels l join posts p on p.id = l.post_id order by 1`,
    );
  const started = async (how?: string, patienceMs?: number) => {
    const thread = startThread(app, (await labellerOf(app))!, {
      ...(how !== undefined && { script: script(how) }),
      ...(patienceMs !== undefined && { patienceMs }),
    })!;
    await thread.whenReady;
    return thread;
  };
  let toldHere: Awaited<ReturnType<typeof rows>> | undefined;
  /** Rows that 1,300 posts get without any thread; found once. */
  const expected = async () => (toldHere ??= await findExpected());
  const findExpected = async () => {
    for (let from = 0; from < 1300; from += 50)
      await takeIn(app, { sourceId: 'src_test', items: items(1300).slice(from, from + 50) });
    const all = await rows();
    await app.db.query('truncate posts, post_topics, post_tombstones, accounts, post_labels');
    return all;
  };

  it('stores the same labels as without it, and leaves the inbox the same to know', async () => {
    const here = await expected();
    const concerns = items(1300).map(({ text }) => concernOf(text));
    const thread = await started();
    let pieces = 0;
    const { label } = thread;
    thread.label = (posts) => {
      pieces++;
      return label.call(thread, posts);
    };
    await take(1300);
    assert.ok(pieces >= 2, `${pieces} pieces`);
    assert.deepEqual(await rows(), here);
    assert.deepEqual(
      items(1300).map(({ text }) => concernOf(text)),
      concerns,
    );
  });

  for (const how of ['dies', 'exits', 'hangs'])
    it(`loses nothing where it ${how} in the middle of a batch, and takes a rest`, async () => {
      const here = await expected();
      const thread = await started(how, how === 'hangs' ? 1500 : undefined);
      await take(1300);
      assert.deepEqual(await rows(), here);
      const labeller = (await labellerOf(app))!;
      assert.equal(thread.isReady, false);
      assert.equal(startThread(app, labeller), undefined, 'not at once again');
    });

  it('stores nothing of a batch that is undone, and everything once when it comes again', async () => {
    const here = await expected();
    await started();
    const failing = takeIn(app, {
      sourceId: 'src_test',
      items: items(1300),
      alsoStore: () => Promise.reject(new Error('no cursor')),
    });
    await assert.rejects(failing, /no cursor/);
    assert.deepEqual(await rows(), []);
    await take(1300);
    assert.deepEqual(await rows(), here);
    await take(1300);
    assert.deepEqual(await rows(), here, 'what is known already changes nothing');
  });

  it('gives each post its own labels where the database refuses some of them', async () => {
    const here = await expected();
    await started();
    await app.db.query("alter table posts add constraint no_poison check (text not like '%poison%')");
    try {
      const given = items(1300).map((one, i) => (i % 400 === 7 ? { ...one, text: 'match poison' } : one));
      const { kept, refused } = await takeIn(app, { sourceId: 'src_test', items: given });
      assert.deepEqual([kept, refused], [1296, 4]);
    } finally {
      await app.db.query('alter table posts drop constraint no_poison');
    }
    const poisoned = new Set(['p7', 'p407', 'p807', 'p1207']);
    assert.deepEqual(
      await rows(),
      here.filter((row) => !poisoned.has(row.external_id)),
    );
  });

  it('follows edits that come with new posts in one batch', async () => {
    await started();
    await take(300);
    const edits = items(300).map((one) => ({
      ...one,
      version: 2,
      isEdit: true,
      text: 'match: awful, broken, worst ever',
    }));
    const more = items(600).slice(300);
    await takeIn(app, { sourceId: 'src_test', items: [...edits, ...more] });
    const found = await rows();
    assert.equal(found.length, 600);
    const sentiment = (name: string) => found.find((row) => row.external_id === name)!.labels.sentiment;
    assert.deepEqual(['p0', 'p4', 'p299'].map(sentiment), [-1, -1, -1]);
    assert.equal(sentiment('p300'), 1);
  });

  it('is not started for the few posts of live traffic', async () => {
    await take(FEWEST_APART - 1);
    assert.equal((await rows()).length, FEWEST_APART - 1);
    const thread = startThread(app, (await labellerOf(app))!)!;
    assert.equal(thread.isReady, false, 'it begins only now');
    await thread.end();
  });

  it('is another one for another model, and the old one answers what it was asked', async () => {
    const old = await started();
    const answer = old.label([{ text: 'hello', lang: 'en', location: undefined, isOwn: false }]);
    renewLabeller(app);
    const next = await started();
    assert.notEqual(next, old);
    assert.equal((await answer).count, 1);
    assert.equal(threadFor(app, (await labellerOf(app))!), next);
  });

  it('ends with its process in the middle of a batch, which is stored all the same, and none is started again', async () => {
    const here = await expected();
    const stop = new AbortController();
    await keepModelLive(app, stop.signal);
    const thread = await started();
    const { label } = thread;
    thread.label = (posts) => {
      const answer = label.call(thread, posts);
      stop.abort();
      return answer;
    };
    await take(1300);
    assert.deepEqual(await rows(), here);
    assert.equal(threadFor(app, (await labellerOf(app))!), undefined);
    assert.equal(startThread(app, (await labellerOf(app))!), undefined);
  });
});
