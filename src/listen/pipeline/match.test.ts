import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { InboundItem, InboundPost } from '#connectors/kit/index.ts';
import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import type { Delivery, MessageStream, OutMessage } from '#platform/stream/index.ts';
import { matcherPort, postObserverPort } from '#listen/intake/index.ts';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import { forgetDeliveries, matchHandful } from './match.ts';
import { split } from './split.ts';
import { streamPath } from './stream-path.ts';

const forever = new AbortController().signal;
let test: TestApp;
let app: App;

before(async () => {
  test = await createTestApp();
  app = test.app;
});
after(() => test.close());
beforeEach(async () => {
  app.provide(matcherPort, {
    match: ({ text }) => (text.includes('match') ? [{ topicId: 'topic_a', toInbox: false }] : []),
  });
  app.provide(postObserverPort, {
    onPostsStored: async (_app, posts) => {
      if (posts.some((post) => post.text.includes('poison')))
        throw new Error('the observer cannot take this');
    },
    onPostsDeleted: async () => undefined,
  });
  await app.db.query(
    'truncate posts, post_topics, post_tombstones, accounts, refusals, source_minutes, stream_deliveries',
  );
});

const post = (externalId: string, changes: Partial<InboundPost> = {}): InboundPost => ({
  type: 'post',
  origin: 'test',
  externalId,
  version: 1,
  network: 'test',
  kind: 'post',
  author: { externalId: 'a1' },
  text: `match ${externalId}`,
  createdAt: new Date('2026-03-01T12:00:00Z'),
  ...changes,
});

interface Fate {
  done: number;
  again: number;
}

let serial = 0;

/** A message in hand, and what became of it. */
function deliver(items: readonly InboundItem[] | string, deliveries = 1, sourceId = 'src_1') {
  const fate: Fate = { done: 0, again: 0 };
  const body =
    typeof items === 'string'
      ? Buffer.from(items)
      : split(sourceId, items, { partitions: 1, maxBody: 1e6 }).messages[0]!.body;
  const delivery: Delivery = {
    key: `${++serial}:1`,
    partition: 0,
    body,
    deliveries,
    done: () => void fate.done++,
    again: () => void fate.again++,
  };
  return { delivery, fate };
}

const stored = async () =>
  (await app.db.query<{ external_id: string }>('select external_id from posts order by external_id')).map(
    (row) => row.external_id,
  );
const counts = async () =>
  (
    await app.db.query<{ source_id: string; seen: number; kept: number; refused: number }>(
      'select source_id, sum(seen)::int as seen, sum(kept)::int as kept, sum(refused)::int as refused from source_minutes group by 1 order by 1',
    )
  ).map(({ source_id, seen, kept, refused }) => [source_id, seen, kept, refused]);
const refusals = async () =>
  (
    await app.db.query<{ code: string; reason: string; payload: string }>(
      'select * from refusals order by id',
    )
  ).map(({ code, reason, payload }) => ({ code, reason, payload }));

describe('a matcher', () => {
  it('stores a handful and says done once for each message, whatever the sources', async () => {
    const all = [
      deliver([post('a'), post('b', { text: 'plain' })]),
      deliver([post('c')], 1, 'src_2'),
      deliver([post('d')]),
    ];
    await matchHandful(
      app,
      all.map((one) => one.delivery),
      forever,
    );
    assert.deepEqual(await stored(), ['a', 'c', 'd']);
    assert.deepEqual(await counts(), [
      ['src_1', 3, 2, 0],
      ['src_2', 1, 1, 0],
    ]);
    for (const { fate } of all) assert.deepEqual(fate, { done: 1, again: 0 });
  });

  it('counts nothing twice when a message comes again, alone or among new ones', async () => {
    const first = deliver([post('a'), post('b')]);
    await matchHandful(app, [first.delivery], forever);
    const fresh = deliver([post('c')]);
    await matchHandful(app, [first.delivery, fresh.delivery], forever);
    await matchHandful(app, [first.delivery], forever);
    assert.deepEqual(await counts(), [['src_1', 3, 3, 0]]);
    assert.deepEqual([first.fate.done, fresh.fate.done], [3, 1]);
  });

  it('takes one message once when two matchers have it at the same time', async () => {
    const { delivery } = deliver(Array.from({ length: 50 }, (_, n) => post(`p${n}`)));
    await Promise.all([1, 2, 3].map(() => matchHandful(app, [delivery], forever)));
    assert.deepEqual(await counts(), [['src_1', 50, 50, 0]]);
  });

  it('gives states that come in the wrong order the later version', async () => {
    const late = deliver([post('a', { version: 3, text: 'match third' })]);
    const early = deliver([post('a', { version: 2, text: 'match second' })]);
    await matchHandful(app, [late.delivery], forever);
    await matchHandful(app, [early.delivery], forever);
    const [row] = await app.db.query<{ text: string }>('select text from posts');
    assert.equal(row!.text, 'match third');
  });

  it('keeps a poisonous item aside with the reason, and stores its neighbours', async () => {
    const poison = deliver([post('a'), post('x', { text: 'match poison' }), post('b')]);
    const other = deliver([post('c')]);
    await matchHandful(app, [poison.delivery, other.delivery], forever);
    assert.deepEqual(await stored(), ['a', 'b', 'c']);
    const [refusal, ...more] = await refusals();
    assert.deepEqual(more, []);
    assert.equal(refusal!.code, 'pipeline.item_failed');
    assert.match(refusal!.reason, /the observer cannot take this/);
    assert.equal((JSON.parse(refusal!.payload) as InboundPost).externalId, 'x');
    assert.deepEqual(await counts(), [['src_1', 4, 3, 1]]);
    for (const { fate } of [poison, other]) assert.deepEqual(fate, { done: 1, again: 0 });
  });

  it('keeps what is not understood aside, and what nobody survived', async () => {
    const broken = deliver('{"format":9}');
    const deadly = deliver([post('a')], 9);
    await matchHandful(app, [broken.delivery, deadly.delivery], forever);
    assert.deepEqual(await stored(), []);
    assert.deepEqual((await refusals()).map((one) => one.code).toSorted(), [
      'pipeline.message_invalid',
      'pipeline.unanswered',
    ]);
    assert.deepEqual([broken.fate.done, deadly.fate.done], [1, 1]);
  });

  it('gives up only when it is told to stop while the database is away, and says done for nothing', async () => {
    const stop = new AbortController();
    const { delivery, fate } = deliver([post('a')]);
    const away = { ...app, db: { ...app.db, query: gone, transaction: gone } };
    setImmediate(() => stop.abort(new Error('stopping')));
    await assert.rejects(matchHandful(away, [delivery], stop.signal), /stopping/);
    assert.deepEqual(fate, { done: 0, again: 0 });
    await matchHandful(app, [delivery], forever);
    assert.deepEqual(await stored(), ['a']);
  });

  it('forgets deliveries after hours', async () => {
    const { delivery } = deliver([post('a')]);
    await matchHandful(app, [delivery], forever);
    await forgetDeliveries(app);
    assert.equal((await app.db.query('select from stream_deliveries')).length, 1);
    await app.db.query("update stream_deliveries set at = now() - interval '3 hours'");
    await forgetDeliveries(app);
    assert.equal((await app.db.query('select from stream_deliveries')).length, 0);
  });
});

describe('a reader with a stream', () => {
  const published: OutMessage[][] = [];
  let refusesToPublish = false;
  const stream = {
    maxBody: 20_000,
    publish: async (messages: readonly OutMessage[]) => {
      if (refusesToPublish) throw new AppError('stream.busy', 503, 'not now');
      published.push([...messages]);
    },
  } as Partial<MessageStream> as MessageStream;
  const path = streamPath(stream, 4);
  const refusal = { type: 'refusal' as const, code: 'test.bad', reason: 'bad', payload: '{}' };
  let cursor: string | undefined;
  const batch = (items: InboundItem[], next: string) => ({
    sourceId: 'src_1',
    items: [...items, refusal],
    skipped: 7,
    alsoStore: async () => {
      cursor = next;
    },
  });

  it('keeps its cursor only after the stream has the posts', async () => {
    refusesToPublish = true;
    await assert.rejects(path.handIn(app, batch([post('a')], '1'), forever), { code: 'stream.busy' });
    assert.equal(cursor, undefined);
    assert.deepEqual(await counts(), []);
    refusesToPublish = false;
    await path.handIn(app, batch([post('a'), post('b')], '2'), forever);
    assert.equal(cursor, '2');
    assert.deepEqual(await stored(), [], 'the posts themselves are stored by a matcher');
    assert.deepEqual(await counts(), [['src_1', 8, 0, 1]], 'what was skipped and refused is counted here');
    const messages = published
      .flat()
      .map(({ body }, n) => ({ ...deliver([post('-')]).delivery, key: `m${n}`, body }));
    await matchHandful(app, messages, forever);
    assert.deepEqual(await stored(), ['a', 'b']);
    assert.deepEqual(await counts(), [['src_1', 10, 2, 1]]);
  });

  it('takes in by itself what is too large for a message', async () => {
    published.length = 0;
    const huge = post('huge', { text: `match ${'x'.repeat(30_000)}` });
    await path.handIn(app, batch([huge, post('small')], '3'), forever);
    assert.deepEqual(await stored(), ['huge']);
    assert.equal(published.flat().length, 1);
    assert.equal(cursor, '3');
  });

  it('does not send files that are kept whole through the stream', async () => {
    published.length = 0;
    await path.handIn(app, { ...batch([post('f', { text: 'plain' })], '4'), keepsAll: true }, forever);
    assert.deepEqual(await stored(), ['f']);
    assert.deepEqual(published, []);
  });
});

async function gone(): Promise<never> {
  throw new Error('the database is away');
}
