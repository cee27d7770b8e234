import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { App } from '#platform/app/index.ts';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import { pick, randomFrom } from '../../../test/helpers/random.ts';
import { postHoldsPort, topicLabelsPort } from './ports.ts';
import {
  addTopicMatches,
  dropTopicMatches,
  forgetPosts,
  lookBack,
  oldestPostTime,
  countRecentPosts,
  countTopicMatches,
  findThread,
  listStream,
  postsByAuthor,
  preselect,
  readPost,
  readPosts,
  readStoredPosts,
  removePostsOfSource,
  removeTopicMatches,
  searchTerms,
  packPosts,
  type PostDraft,
  storePosts as storePacked,
} from './index.ts';
import { idAt, isSpanTerm, timeOf } from './domain.ts';
import { settleTopicCounts } from './lookups.ts';
import { retirePosts } from './service.ts';

let test: TestApp;
let app: App;
before(async () => {
  test = await createTestApp();
  app = test.app;
});
after(() => test.close());
beforeEach(async () => {
  await app.db.query(
    'truncate posts, post_topics, accounts, topic_totals, topic_recent, topic_count_changes',
  );
  await app.db.query(
    "insert into accounts (id, network, external_id, handle) values ('acct_a', 'test', 'a', 'ann'), ('acct_b', 'test', 'b', 'bob')",
  );
});

function draft(externalId: string, changes: Partial<PostDraft> = {}): PostDraft {
  return {
    origin: 'test',
    externalId,
    version: 1,
    network: 'test',
    kind: 'post',
    title: null,
    text: `text of ${externalId}`,
    html: null,
    langs: ['en'],
    url: null,
    links: [],
    tags: [],
    mentions: [],
    media: [],
    parentExternalId: null,
    rootExternalId: null,
    quotedExternalId: null,
    revision: null,
    createdAt: new Date(),
    accountId: 'acct_a',
    author: { externalId: 'a', handle: 'ann', displayName: null, location: null },
    addresses: [],
    isOwn: false,
    isPrivate: false,
    sourceId: 'src_1',
    topics: [],
    ...changes,
  };
}

const storePosts = async (app: App, drafts: readonly PostDraft[]) =>
  app.db.transaction(async () =>
    storePacked(
      app,
      await packPosts(drafts, new Date()),
      drafts.map((draft) => draft.accountId),
    ),
  );

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
const names = (posts: readonly { externalId: string }[]) => posts.map((post) => post.externalId);

describe('terms', () => {
  it('hold what a post says, its links with their parents and its tags', () => {
    const terms = searchTerms({
      title: 'Café',
      text: 'Don’t #New',
      links: ['https://a.b.example/x'],
      tags: ['Sale'],
      url: 'https://c.example',
    });
    for (const term of [
      'cafe',
      'dont',
      '#new',
      'new',
      'link:a.b.example',
      'link:b.example',
      'link:c.example',
      '#sale',
      'sale',
    ]) {
      assert.ok(terms.includes(term), term);
    }
    assert.equal(new Set(terms).size, terms.length);
  });

  it('stay below what a search vector holds', async () => {
    const text = Array.from({ length: 100_000 }, (_, i) => `wörter${i}`).join(' ');
    assert.equal((await storePosts(app, [draft('long', { text })])).length, 1);
  });
});

describe('lists', () => {
  it('show the stream by the time of writing, page by page, in all filters', async () => {
    await storePosts(app, [
      draft('c', { createdAt: daysAgo(1) }),
      draft('a', { createdAt: daysAgo(3) }),
      draft('b', { createdAt: daysAgo(2), sourceId: 'src_2' }),
    ]);
    const first = await listStream(app, { limit: 2 });
    assert.deepEqual(names(first.items), ['c', 'b']);
    const second = await listStream(app, { limit: 2, cursor: first.nextCursor });
    assert.deepEqual([names(second.items), second.nextCursor], [['a'], undefined]);
    assert.deepEqual(names((await listStream(app, { limit: 5, sourceId: 'src_2' })).items), ['b']);
    assert.deepEqual(names((await listStream(app, { limit: 5, tsquery: "'text' & !'b'" })).items), [
      'c',
      'a',
    ]);
    await addTopicMatches(app, 'topic_1', [first.items[1]!.id, second.items[0]!.id]);
    const page = await listStream(app, { limit: 1, topicId: 'topic_1' });
    assert.deepEqual(names(page.items), ['b']);
    assert.deepEqual(
      names((await listStream(app, { limit: 1, topicId: 'topic_1', cursor: page.nextCursor })).items),
      ['a'],
    );
  });

  it('do not put posts from the future above everything', async () => {
    await storePosts(app, [draft('future', { createdAt: daysAgo(-300) })]);
    const [post] = (await listStream(app, { limit: 1 })).items;
    assert.ok(post!.id < idAt(new Date(Date.now() + 1000)));
  });

  it('show an author’s posts and the thread of a post, oldest first', async () => {
    const thread = { rootExternalId: 'root', parentExternalId: 'root' };
    await storePosts(app, [
      draft('late', { ...thread, createdAt: daysAgo(1), accountId: 'acct_b' }),
      draft('early', { ...thread, createdAt: daysAgo(2) }),
      draft('root', { createdAt: daysAgo(3), rootExternalId: 'root' }),
      draft('elsewhere', { ...thread, origin: 'other' }),
    ]);
    assert.deepEqual(names(await findThread(app, 'test', 'root')), ['root', 'early', 'late']);
    assert.deepEqual(names((await postsByAuthor(app, 'acct_b', { limit: 5 })).items), ['late']);
    const page = await postsByAuthor(app, 'acct_a', { limit: 1 });
    assert.deepEqual(names(page.items), ['elsewhere']);
    assert.deepEqual(
      names((await postsByAuthor(app, 'acct_a', { limit: 1, cursor: page.nextCursor })).items),
      ['early'],
    );
  });

  it('keep the order asked for and leave out what is not there', async () => {
    const [a, b] = await storePosts(app, [draft('a', { accountId: 'acct_b' }), draft('b')]);
    const posts = await readPosts(app, [b!.id, 'post_none', a!.id]);
    assert.deepEqual(
      posts.map((post) => [post.externalId, post.author.handle]),
      [
        ['b', 'ann'],
        ['a', 'bob'],
      ],
    );
    await assert.rejects(readPost(app, 'post_none'), { code: 'post.not_found' });
  });

  it('name topics and say why they matched when somebody knows', async () => {
    const [stored] = await storePosts(app, [draft('a', { topics: [{ topicId: 'topic_1', toInbox: true }] })]);
    const span = { topicId: 'topic_1', field: 'text' as const, start: 0, end: 4 };
    app.provide(topicLabelsPort, {
      label: async (_app, posts) =>
        new Map(
          posts.map((post) => [
            post.id,
            { topics: post.topicIds.map((id) => ({ id, name: 'One' })), spans: [span] },
          ]),
        ),
    });
    const post = await readPost(app, stored!.id);
    assert.deepEqual([post.topics, post.spans], [[{ id: 'topic_1', name: 'One' }], [span]]);
    app.provide(topicLabelsPort, { label: async () => new Map() });
    assert.deepEqual((await readPost(app, stored!.id)).topics, []);
  });
});

describe('looking through stored posts', () => {
  it('walks over what a query lets through, newest first, within the days', async () => {
    await storePosts(
      app,
      Array.from({ length: 7 }, (_, i) =>
        draft(`p${i}`, { createdAt: daysAgo(i), text: i % 2 ? 'odd one' : 'even one' }),
      ),
    );
    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const step = await preselect(app, { tsquery: "'even'", days: 5, limit: 2, cursor });
      seen.push(...names(step.posts));
      cursor = step.nextCursor;
    }
    assert.deepEqual(seen, ['p0', 'p2', 'p4']);
    assert.equal((await preselect(app, { days: 30, limit: 50 })).posts.length, 7);
    assert.equal(await countRecentPosts(app, 3), 3);
  });

  it('finds a post that came again with another time where its id stands', async () => {
    await storePosts(app, [draft('a', { createdAt: daysAgo(90), text: 'first words' }), draft('new')]);
    await storePosts(app, [draft('a', { version: 2, createdAt: daysAgo(1), text: 'other words' })]);
    for (const days of [undefined, 100])
      assert.deepEqual(names((await preselect(app, { tsquery: "'other'", days, limit: 5 })).posts), ['a']);
    assert.deepEqual((await preselect(app, { tsquery: "'other'", days: 30, limit: 5 })).posts, []);
    const rows = await app.db.query<{ terms: string[] }>(
      `select tsvector_to_array(search) as terms from posts where external_id = 'a'`,
    );
    assert.equal(rows[0]?.terms.filter(isSpanTerm).length, 1);
  });

  it('gives posts back as intake gave them', async () => {
    const [stored] = await storePosts(app, [
      draft('a', { title: 'T', links: ['https://x.example'], media: [{ kind: 'image' }] }),
    ]);
    const [read] = await readStoredPosts(app, [stored!.id]);
    assert.deepEqual({ ...read, receivedAt: null, isNew: true }, { ...stored, receivedAt: null });
  });

  it('counts and removes the posts of topics', async () => {
    const stored = await storePosts(app, [draft('a'), draft('old', { createdAt: daysAgo(9) })]);
    const ids = stored.map((post) => post.id);
    assert.equal((await addTopicMatches(app, 'topic_1', ids)).length, 2);
    assert.equal((await addTopicMatches(app, 'topic_1', ids)).length, 0);
    const [count] = await countTopicMatches(app, ['topic_1', 'topic_none']);
    assert.deepEqual([count?.topicId, count?.total, count?.lastDay], ['topic_1', 2, 1]);
    await removeTopicMatches(app, 'topic_1');
    assert.deepEqual((await countTopicMatches(app, ['topic_1']))[0]?.total, 0);
  });

  it('counts the same before and after the changes are folded, whatever happens to posts and topics', async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    const random = randomFrom(seed);
    const topics = ['topic_1', 'topic_2', 'topic_3'];
    const count = 60;
    const stored = await storePosts(
      app,
      Array.from({ length: count }, (_, i) => draft(`r${i}`, { createdAt: daysAgo(pick(random, 40) / 13) })),
    );
    const ids = stored.map((post) => post.id);
    const some = () => ids.filter(() => random() < 0.3);
    const deeds: (() => Promise<unknown>)[] = [
      () => addTopicMatches(app, topics[pick(random, 3)]!, some()),
      () => dropTopicMatches(app, topics[pick(random, 3)]!, some()),
      () => removeTopicMatches(app, topics[pick(random, 3)]!),
      () => forgetPosts(app, [{ origin: 'test', externalId: `r${pick(random, count)}`, version: 9 }]),
      () => settleTopicCounts(app),
    ];
    for (let i = 0; i < 60; i++) await deeds[pick(random, deeds.length)]!();
    for (const isFolded of [false, true]) {
      if (isFolded) await settleTopicCounts(app);
      const counted = await countTopicMatches(app, topics);
      for (const { topicId, total, lastDay } of counted) {
        const [real] = await app.db.query<{ total: number; day: number }>(
          `select count(*) as total, count(*) filter (where left(post_id, 11) >= $2) as day from post_topics where topic_id = $1`,
          [topicId, idAt(daysAgo(1)).slice(0, 11)],
        );
        assert.deepEqual({ total, day: lastDay }, real, `seed ${seed}, ${topicId}, folded: ${isFolded}`);
      }
    }
    assert.equal((await app.db.query('select from topic_count_changes')).length, 0);
  });

  it('counts what is copied in as what is inserted', async () => {
    for (const [at, size] of [3, 300].entries()) {
      const topicId = `topic_${size}`;
      await storePosts(
        app,
        Array.from({ length: size }, (_, i) =>
          draft(`c${at}-${i}`, {
            createdAt: daysAgo(i / 100),
            topics: i % 3 === 0 ? [{ topicId, toInbox: false }] : [],
          }),
        ),
      );
      const [count] = await countTopicMatches(app, [topicId]);
      assert.deepEqual([count?.total, count?.lastDay], [size / 3, Math.min(34, size / 3)]);
    }
  });

  it('does not make those wait who change the same topic', async () => {
    const stored = await storePosts(app, [draft('a'), draft('b')]);
    const isAdded = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    const slow = app.db.transaction(async () => {
      await addTopicMatches(app, 'topic_1', [stored[0]!.id]);
      isAdded.resolve();
      await mayEnd.promise;
    });
    await isAdded.promise;
    await addTopicMatches(app, 'topic_1', [stored[1]!.id]);
    await settleTopicCounts(app);
    assert.equal((await countTopicMatches(app, ['topic_1']))[0]?.total, 1);
    mayEnd.resolve();
    await slow;
    assert.equal((await countTopicMatches(app, ['topic_1']))[0]?.total, 2);
  });

  it('walks through everything in parts, and tells how much it passed', async () => {
    await storePosts(
      app,
      Array.from({ length: 25 }, (_, i) =>
        draft(`w${i}`, { text: i % 5 === 0 ? 'wanted' : 'other', createdAt: daysAgo(i / 10) }),
      ),
    );
    const passed: number[] = [];
    const found: string[] = [];
    for (let cursor: string | undefined, isFirst = true; isFirst || cursor; isFirst = false) {
      const part = await lookBack(app, { tsquery: "'wanted'", days: 2, size: 7, cursor });
      passed.push(part.looked);
      found.push(...part.posts.map((post) => post.externalId));
      cursor = part.nextCursor;
    }
    assert.deepEqual(passed, [7, 7, 6], 'five are older than two days');
    assert.deepEqual(found, ['w0', 'w5', 'w10', 'w15']);
    const oldest = await oldestPostTime(app);
    assert.ok(Math.abs(oldest!.getTime() - daysAgo(2.4).getTime()) < 5000);
  });
});

describe('removing', () => {
  it('retires what came long ago and is not held', async () => {
    const stored = await storePosts(app, [draft('old'), draft('held'), draft('new')]);
    await app.db.query(
      "update posts set received_at = now() - interval '500 days' where external_id <> 'new'",
    );
    const held = stored.find((post) => post.externalId === 'held')!.id;
    const released: string[] = [];
    app.provide(postHoldsPort, {
      held: async () => new Set([held]),
      letGo: async (_app, ids) => void released.push(...ids),
    });
    assert.equal(await retirePosts(app, 400, new AbortController().signal), 1);
    assert.deepEqual(
      released,
      stored.filter((post) => post.externalId === 'old').map((post) => post.id),
    );
    assert.deepEqual(names((await listStream(app, { limit: 9 })).items).sort(), ['held', 'new']);
  });

  it('takes everything that a source brought', async () => {
    await storePosts(app, [
      ...Array.from({ length: 1200 }, (_, i) => draft(`p${i}`)),
      draft('other', { sourceId: 'src_2' }),
    ]);
    const told: number[] = [];
    assert.equal(await removePostsOfSource(app, 'src_1', async (ids) => void told.push(ids.length)), 1200);
    assert.deepEqual(told, [1000, 200]);
    assert.deepEqual(names((await listStream(app, { limit: 9 })).items), ['other']);
  });
});

it('reads the time back that an id begins with', () => {
  for (const time of [0, 1, 1_763_800_000_000, 2 ** 45]) assert.equal(timeOf(idAt(new Date(time))), time);
});
