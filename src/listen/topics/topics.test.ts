import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { InboundPost } from '#connectors/kit/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { ownAccountsPort, postObserverPort, takeIn } from '#listen/intake/index.ts';
import { createTestApp, type TestApp, until } from '../../../test/helpers/app.ts';
import { askForBackfill, runBackfill, steerBackfill } from './backfill.ts';
import { keepTopicsLive } from './live.ts';
import { previewQuery } from './preview.ts';
import { forgetTopic, removeTopic, restoreTopic } from './removal.ts';
import { searchStream } from './search.ts';
import { changeTopic, createTopic, listTopics, readTopic, setTopicState } from './service.ts';

describe('topics', () => {
  let test: TestApp;
  const stop = new AbortController();
  const opened: string[] = [];
  let count = 0;

  const post = (text: string, more: Partial<InboundPost> = {}): InboundPost => ({
    type: 'post',
    origin: 'test',
    externalId: `p${(count += 1)}`,
    version: 1,
    network: 'test',
    kind: 'post',
    author: { externalId: 'maya', handle: 'maya.example' },
    text,
    createdAt: new Date(),
    ...more,
  });
  const take = (...items: InboundPost[]) => takeIn(test.app, { sourceId: null, items });
  const topic = (name: string, query: string, toInbox = true) =>
    createTopic(test.app, systemActor, { name, query, kind: 'subject', toInbox });
  const found = async (q: string) =>
    (await searchStream(test.app, { q, limit: 50 })).items.map((item) => item.text);
  const isSomebodyWaiting = async () =>
    (
      await test.app.db.query(
        `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      )
    ).length > 0;
  const backfill = (id: string) => runBackfill(test.app, id, new AbortController().signal);

  before(async () => {
    test = await createTestApp();
    await keepTopicsLive(test.app, stop.signal);
    test.app.provide(postObserverPort, {
      onPostsStored: async (_app, posts) =>
        void opened.push(...posts.filter((one) => one.topics.some((t) => t.toInbox)).map((one) => one.text)),
      onPostsDeleted: async () => undefined,
    });
  });
  after(async () => {
    stop.abort();
    await test.close();
  });

  it('takes a live post in as soon as it is saved, and not while it is paused', async () => {
    const { id } = await topic('Kestrel', 'kestrel');
    await until(
      'the topic is live',
      async () => (await take(post('a kestrel')), (await found('kestrel')).length > 0),
    );
    await setTopicState(test.app, systemActor, id, 'paused');
    await until('the topic is paused', async () => {
      const before = (await readTopic(test.app, id)).matches;
      await take(post('another kestrel'));
      return (await readTopic(test.app, id)).matches === before;
    });
  });

  it('gives stored posts the same answer as live ones, and opens conversations for fresh finds only', async () => {
    const keep = await topic('Everything about trains', 'train*');
    await until(
      'the topic is live',
      async () => (await take(post('train one is late')), (await found('late')).length > 0),
    );
    await take(
      post('trains and a "heron" too'),
      post('train, old heron', { createdAt: new Date(Date.now() - 20 * 86_400_000) }),
    );
    const heron = await topic('Herons', 'heron -late');
    opened.length = 0;
    await backfill(heron.id);
    const view = await readTopic(test.app, heron.id);
    assert.equal(view.matches, 2);
    const stored = (view.backfill?.total ?? 0) as number;
    assert.ok(stored >= 3, 'everything stored was looked through');
    assert.deepEqual(view.backfill, { state: 'done', done: stored, total: stored, found: 2 });
    assert.deepEqual(opened, ['trains and a "heron" too']);
    const preview = await previewQuery(test.app, 'heron -late', 30);
    assert.equal(preview.matched, 2);
    assert.equal(preview.latest[0]?.spans.length, 1);
    await removeTopic(test.app, systemActor, keep.id);
  });

  it('knows the posts of the brand itself, live as well as stored', async () => {
    test.app.provide(ownAccountsPort, { externalIds: () => new Set(['brand']) });
    const { id } = await topic('What we say ourselves', 'egret is:own');
    const author = { externalId: 'brand', handle: 'brand.example' };
    await until(
      'the topic is live',
      async () => (await take(post('our egret', { author })), (await readTopic(test.app, id)).matches > 0),
      3000,
    );
    const { matches } = await readTopic(test.app, id);
    await take(post('egret of somebody else'));
    assert.equal((await readTopic(test.app, id)).matches, matches);
    await backfill(id);
    assert.equal((await readTopic(test.app, id)).matches, matches);
  });

  it('does not bring back the words of a post that its author deletes while stored posts are looked through', async () => {
    const gone = post('a bittern');
    await takeIn(test.app, { sourceId: null, items: [gone], keepsAll: true });
    assert.equal((await previewQuery(test.app, 'bittern', 30)).matched, 1);
    const { id } = await topic('Bitterns', 'bittern');
    opened.length = 0;
    const isDeleted = Promise.withResolvers<void>();
    const mayCommit = Promise.withResolvers<void>();
    const deleting = test.app.db.transaction(async () => {
      const item = { type: 'delete', origin: 'test', externalId: gone.externalId, version: 2 } as const;
      await takeIn(test.app, { sourceId: null, items: [item] });
      isDeleted.resolve();
      await mayCommit.promise;
    });
    await isDeleted.promise;
    let isOver = false;
    const looking = backfill(id).then(() => (isOver = true));
    await until('the back-fill waits or is over', async () => isOver || (await isSomebodyWaiting()));
    mayCommit.resolve();
    await Promise.all([deleting, looking]);
    assert.deepEqual(opened, []);
    assert.equal((await readTopic(test.app, id)).matches, 0);
  });

  it('searches tags and mentions as topics do, and gives no more than was asked for', async () => {
    const items = [
      post('first of three', { tags: ['plover'], mentions: ['brand.example'] }),
      post('second of three', { tags: ['plover'] }),
      post('third of three', { tags: ['plover'] }),
    ];
    await takeIn(test.app, { sourceId: null, items, keepsAll: true });
    assert.deepEqual(await found('mention:brand.example plover'), ['first of three']);
    const texts: string[] = [];
    for (let cursor: string | undefined, isFirst = true; isFirst || cursor; isFirst = false) {
      const page = await searchStream(test.app, { q: '#plover', limit: 2, cursor });
      assert.ok(page.items.length <= 2);
      texts.push(...page.items.map((item) => item.text));
      cursor = page.nextCursor;
    }
    assert.deepEqual(texts.toSorted(), ['first of three', 'second of three', 'third of three']);
  });

  it('searches by language and place as they were understood, and keeps what the network states', async () => {
    const items = [post('sandpiper Ausfall in Bonn'), post('sandpiper outage', { langs: ['en'] })];
    await takeIn(test.app, { sourceId: null, items, keepsAll: true });
    for (const field of ['lang:de', 'country:DE', 'city:Bonn', 'near:[50.7,7.1,20]'])
      assert.deepEqual(await found(`sandpiper ${field}`), ['sandpiper Ausfall in Bonn'], field);
    assert.deepEqual(await found('sandpiper lang:en'), ['sandpiper outage']);
    assert.deepEqual(await found('sandpiper -country:DE'), ['sandpiper outage']);
  });

  it('finds its matches anew when the query changes', async () => {
    const { id } = await topic('Colours', 'colour*');
    await until(
      'the topic is live',
      async () => (await take(post('colour green')), (await found('colour')).length > 0),
    );
    await take(post('colour blue'));
    await changeTopic(test.app, systemActor, id, { query: 'blue' });
    assert.equal((await readTopic(test.app, id)).matches, 2, 'what it has stays until it was checked');
    await backfill(id);
    assert.equal((await readTopic(test.app, id)).matches, 1);
  });

  it('refuses what is not usable, and a second topic of the same name', async () => {
    await topic('Only once', 'once');
    await assert.rejects(topic('only ONCE', 'twice'), { code: 'topic.name_taken' });
    await assert.rejects(topic('Bad', 'a AND b OR c'), { code: 'topic.query_invalid' });
    await assert.rejects(topic('Bad', '-only'), { code: 'topic.query_invalid' });
    assert.equal((await listTopics(test.app)).filter((one) => one.name === 'Bad').length, 0);
    await assert.rejects(readTopic(test.app, 'topic_00000000000000000000000000'), {
      code: 'topic.not_found',
    });
  });

  it('brings a removed topic back with its posts, until it is forgotten', async () => {
    const { id } = await topic('Birds', 'wren');
    await until(
      'the topic is live',
      async () => (await take(post('a wren')), (await readTopic(test.app, id)).matches > 0),
    );
    const { undo } = await removeTopic(test.app, systemActor, id);
    await assert.rejects(readTopic(test.app, id), { code: 'topic.not_found' });
    assert.ok((await restoreTopic(test.app, systemActor, undo)).matches > 0);
    await forgetTopic(test.app, id);
    assert.ok((await readTopic(test.app, id)).matches > 0, 'a restored topic is not forgotten');
    await removeTopic(test.app, systemActor, id);
    await forgetTopic(test.app, id);
    await assert.rejects(restoreTopic(test.app, systemActor, undo), { code: 'topic.not_restorable' });
  });

  it('does not let a topic that a colleague removes come back by a change at the same time', async () => {
    const { id } = await topic('Contested', 'contested');
    const isRemoved = Promise.withResolvers<void>();
    const mayCommit = Promise.withResolvers<void>();
    const removing = test.app.db.transaction(async () => {
      await removeTopic(test.app, systemActor, id);
      isRemoved.resolve();
      await mayCommit.promise;
    });
    await isRemoved.promise;
    const pausing = assert.rejects(setTopicState(test.app, systemActor, id, 'paused'), {
      code: 'topic.not_found',
    });
    await until('the change waits', isSomebodyWaiting);
    mayCommit.resolve();
    await Promise.all([removing, pausing]);
    await assert.rejects(readTopic(test.app, id), { code: 'topic.not_found' });
  });

  it('lets a back-fill be paused, resumed and cancelled', async () => {
    const { id } = await topic('Steered', 'steer');
    await askForBackfill(test.app, systemActor, id, 30);
    await steerBackfill(test.app, systemActor, id, 'pause');
    await backfill(id);
    assert.equal((await readTopic(test.app, id)).backfill?.state, 'paused');
    await steerBackfill(test.app, systemActor, id, 'resume');
    await steerBackfill(test.app, systemActor, id, 'cancel');
    await backfill(id);
    assert.equal((await readTopic(test.app, id)).backfill?.state, 'cancelled');
    await assert.rejects(steerBackfill(test.app, systemActor, id, 'resume'), {
      code: 'topic.no_backfill',
    });
    const entries = await test.app.db.query<{ action: string }>(
      `select action from audit_entries where subject = $1 and action like 'topic.backfill%' order by id`,
      [id],
    );
    assert.deepEqual(
      entries.map((entry) => entry.action.slice('topic.backfill_'.length)),
      ['started', 'paused', 'resumed', 'cancelled'],
    );
  });
});
