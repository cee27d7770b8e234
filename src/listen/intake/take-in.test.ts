import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { App } from '#platform/app/index.ts';
import { findPosts, listStream, type StoredPost } from '#listen/posts/index.ts';
import { createTestApp, type TestApp, until } from '../../../test/helpers/app.ts';
import { readMinutes, takeIn } from './index.ts';
import { ownAccountsPort, postObserverPort } from './ports.ts';
import { discardRefusal, listRefusals, replayPart, replayRefusal } from './refusals.ts';
import { deletion, post, provideMatcher } from './testing/posts.ts';
import { matcherPort } from './ports.ts';
import { systemActor } from '#platform/app/index.ts';

let test: TestApp;
let app: App;

before(async () => {
  test = await createTestApp();
  app = test.app;
});
after(() => test.close());
beforeEach(async () => {
  provideMatcher(app);
  app.provide(ownAccountsPort, { externalIds: () => new Set() });
  app.provide(postObserverPort, {
    onPostsStored: async () => undefined,
    onPostsDeleted: async () => undefined,
  });
  await app.db.query('truncate posts, post_topics, post_tombstones, accounts, refusals, source_minutes');
});

const take = (...items: Parameters<typeof takeIn>[1]['items']) =>
  takeIn(app, { sourceId: 'src_test', items });
const read = async (externalId: string) => (await findPosts(app, 'test', [externalId]))[0];
const search = async (word: string) =>
  (await listStream(app, { tsquery: `'${word}'`, limit: 50 })).items.map((item) => item.externalId);

describe('identity and versions', () => {
  it('stores a post once with its author and topics, findable by its words', async () => {
    const result = await take(
      post('a', { title: 'Ein Gruß', links: ['https://shop.example.com/x'], tags: ['Café'] }),
      post('a'),
    );
    assert.deepEqual(result, { seen: 2, kept: 1, deleted: 0, refused: 0 });
    const stored = await read('a');
    assert.equal(stored?.author.handle, 'ann.example');
    assert.deepEqual(stored?.topics, [{ id: 'topic_a', name: 'topic_a' }]);
    for (const word of ['match', 'gruß', 'link:shop.example.com', 'link:example.com', '#cafe', 'cafe']) {
      const { fold } = await import('#lib/tokens/index.ts');
      const term = word.startsWith('link:') || word.startsWith('#') ? word : fold(word);
      assert.deepEqual(await search(term), ['a'], word);
    }
    assert.equal((await take(post('a'))).kept, 0);
  });

  it('counts what belongs to no topic and keeps nothing of it', async () => {
    await takeIn(app, { sourceId: 'src_test', items: [post('a', { text: 'nothing' })], skipped: 7 });
    assert.equal(await read('a'), undefined);
    assert.equal((await app.db.query('select 1 from accounts')).length, 0);
    assert.deepEqual(
      (await readMinutes(app, ['src_test'], 2)).get('src_test')?.at(-1) ??
        (await readMinutes(app, ['src_test'], 2)).get('src_test')?.[0],
      {
        seen: 8,
        kept: 0,
        refused: 0,
      },
    );
  });

  it('lets the later version win whatever came first, and finds its topics anew', async () => {
    await take(post('a', { version: 5, text: 'match five' }));
    await take(post('a', { version: 3, text: 'match three' }));
    assert.equal((await read('a'))?.text, 'match five');
    await take(post('a', { version: 9, text: 'other nine', isEdit: true }));
    const edited = await read('a');
    assert.equal(edited?.text, 'other nine');
    assert.notEqual(edited?.editedAt, null);
    assert.deepEqual(
      edited?.topics.map((topic) => topic.id),
      ['topic_b'],
    );
    assert.deepEqual(await search('five'), []);
    assert.deepEqual(await search('nine'), ['a']);
  });

  it('keeps an edit that matches nothing only for a post that is stored', async () => {
    await take(post('a'), post('b', { version: 2, text: 'plain', isEdit: true }));
    await take(post('a', { version: 2, text: 'plain now', isEdit: true }));
    assert.equal((await read('a'))?.text, 'plain now');
    assert.deepEqual((await read('a'))?.topics, []);
    assert.equal(await read('b'), undefined);
  });

  it('shows the later state when the edit came before its post', async () => {
    await take(post('a', { version: 2, text: 'plain', isEdit: true }));
    await take(post('a', { version: 1 }));
    assert.equal((await read('a'))?.text, 'plain');
    assert.equal((await app.db.query('select 1 from post_tombstones where edit is not null')).length, 0);
  });

  it('finds the thread of an answer whose network names only the parent', async () => {
    await take(post('root'), post('mid', { parentExternalId: 'root', rootExternalId: 'root' }));
    await take(post('leaf', { parentExternalId: 'mid' }));
    assert.equal((await read('leaf'))?.rootExternalId, 'root');
  });
});

describe('deletes', () => {
  it('wipes everything that was said and keeps the identity', async () => {
    await take(
      post('a', {
        title: 'T',
        html: '<p>x</p>',
        url: 'https://e.example/1',
        media: [{ kind: 'image', url: 'https://e.example/i.png' }],
      }),
    );
    const result = await take(deletion('a', 2));
    assert.equal(result.deleted, 1);
    const [row] = await app.db.query<Record<string, unknown>>('select * from posts');
    assert.deepEqual(
      [
        row!['title'],
        row!['text'],
        row!['html'],
        row!['url'],
        row!['media'],
        row!['search'],
        row!['version'],
      ],
      [null, '', null, null, null, '', 2],
    );
    assert.equal((await app.db.query('select 1 from post_topics')).length, 0);
    assert.deepEqual(await search('match'), []);
    await take(post('a'));
    assert.equal((await read('a'))?.text, '');
  });

  it('does not bring a post back that came after its delete, but takes a new one with the same id', async () => {
    await take(deletion('a', 5));
    await take(post('a', { version: 4 }));
    assert.equal(await read('a'), undefined);
    await take(post('a', { version: 6 }));
    assert.equal((await read('a'))?.text, 'this is a match');
  });

  it('ends an account: its posts are wiped, its name goes, late posts stay out', async () => {
    await take(
      post('a', { version: 1 }),
      post('b', { version: 2 }),
      post('c', { author: { externalId: 'somebody else' } }),
    );
    await take(deletion('author-1', 10, { scope: 'author' }));
    assert.equal((await read('a'))?.text, '');
    assert.equal((await read('a'))?.author.displayName, null);
    assert.equal((await read('c'))?.text, 'this is a match');
    await take(post('late', { version: 9 }));
    assert.equal(await read('late'), undefined);
    await take(post('back', { version: 11 }));
    assert.equal((await read('back'))?.text, 'this is a match');
    assert.equal((await read('back'))?.author.handle, 'ann.example');
  });

  it('takes an edit that waits for its post with the account', async () => {
    await take(post('a', { version: 2, text: 'secret', isEdit: true }));
    await take(deletion('author-1', 10, { scope: 'author' }));
    assert.deepEqual(
      await app.db.query("select 1 from post_tombstones where edit::text like '%secret%'"),
      [],
    );
  });

  it('resolves creation and deletion inside one batch', async () => {
    await take(deletion('a', 2), post('a', { version: 1 }), post('b', { version: 3 }), deletion('b', 2));
    assert.equal(await read('a'), undefined);
    assert.equal((await read('b'))?.text, 'this is a match');
  });
});

describe('what the brand is told', () => {
  beforeEach(() =>
    app.provide(ownAccountsPort, {
      externalIds: (network) => new Set(network === 'test' ? ['did:brand'] : []),
    }),
  );

  it('is kept whether a topic matches or not', async () => {
    const plain = { text: 'plain' };
    await take(
      post('mention', { ...plain, mentions: ['did:brand'] }),
      post('reply', {
        ...plain,
        parentExternalId: 'at://did:brand/post/1',
        rootExternalId: 'at://did:brand/post/1',
      }),
      post('quote', { ...plain, quotedExternalId: 'at://did:brand/post/1' }),
      post('similar', { ...plain, parentExternalId: 'at://did:brandnew/post/1' }),
      post('else', plain),
    );
    const { items } = await listStream(app, { limit: 10 });
    assert.deepEqual(items.map((item) => item.externalId).sort(), ['mention', 'quote', 'reply']);
  });

  it('keeps the brand’s own posts in known threads only', async () => {
    const own = { text: 'plain', author: { externalId: 'did:brand' } };
    await take(post('root'));
    await take(
      post('answer', { ...own, parentExternalId: 'root', rootExternalId: 'root' }),
      post('monologue', own),
    );
    assert.equal((await read('answer'))?.isOwn, true);
    assert.equal(await read('monologue'), undefined);
  });
});

describe('the observer and the bus', () => {
  it('is told inside the transaction, and can undo the batch with its cursor', async () => {
    const seen: StoredPost[] = [];
    app.provide(postObserverPort, {
      onPostsStored: async (_app, posts) => void seen.push(...posts),
      onPostsDeleted: async () => {
        throw new Error('not now');
      },
    });
    await take(post('a'));
    assert.deepEqual(
      seen.map(({ externalId, isNew, topics }) => ({ externalId, isNew, topics })),
      [{ externalId: 'a', isNew: true, topics: [{ topicId: 'topic_a', toInbox: true }] }],
    );
    let cursor = 0;
    await assert.rejects(
      takeIn(app, {
        sourceId: 'src_test',
        items: [deletion('a', 2), post('b')],
        alsoStore: async () => void cursor++,
      }),
      /not now/,
    );
    assert.equal((await read('a'))?.text, 'this is a match');
    assert.equal(await read('b'), undefined);
    assert.equal(cursor, 0);
  });

  it('undoes the rows when the cursor cannot be kept', async () => {
    const failing = async () => {
      throw new Error('the cursor is lost');
    };
    await assert.rejects(
      takeIn(app, { sourceId: 'src_test', items: [post('a')], alsoStore: failing }),
      /the cursor is lost/,
    );
    assert.equal(await read('a'), undefined);
  });

  it('publishes one event for a batch', async () => {
    const batches: number[][] = [];
    // Events of the posts before, one each, may still arrive.
    const stop = app.bus.on('posts.stored', ({ postIds, count }) => {
      if (count > 1) batches.push([postIds.length, count]);
    });
    await take(...Array.from({ length: 150 }, (_, i) => post(`p${i}`)));
    await until('the event arrives', () => batches.length > 0);
    stop();
    assert.deepEqual(batches, [[100, 150]]);
  });
});

describe('poison', () => {
  it('keeps refusals of the connector aside and takes the rest', async () => {
    const result = await take(
      { type: 'refusal', code: 'x.y', reason: 'odd', payload: '{"odd":1}' },
      post('a'),
    );
    assert.deepEqual([result.kept, result.refused], [1, 1]);
    const { items } = await listRefusals(app, { limit: 10 });
    assert.deepEqual(
      items.map(({ code, payload }) => ({ code, payload })),
      [{ code: 'x.y', payload: '{"odd":1}' }],
    );
  });

  it('finds the posts that the database does not take and stores all others', async () => {
    await app.db.query("alter table posts add constraint no_poison check (text not like '%poison%')");
    const items = Array.from({ length: 60 }, (_, i) =>
      post(`p${i}`, { text: i % 17 === 3 ? 'match poison' : 'match fine' }),
    );
    const result = await take(...items);
    assert.deepEqual([result.kept, result.refused], [56, 4]);
    const refusals = await listRefusals(app, { limit: 10 });
    assert.ok(refusals.items.every((item) => item.code === 'intake.not_storable'));
    await app.db.query('alter table posts drop constraint no_poison');
    assert.equal(await replayRefusal(app, systemActor, refusals.items[0]!.id), true);
    assert.equal((await replayPart(app, systemActor)).understood, 3);
    assert.equal((await listRefusals(app, { limit: 10 })).items.length, 0);
    assert.equal((await listStream(app, { limit: 200 })).items.length, 60);
  });

  it('does not lose a batch to a post that the matcher fails on, and takes it when the matcher is mended', async () => {
    await take(post('bad', { text: 'explode match' }), post('a'));
    const [refusal] = (await listRefusals(app, { limit: 10 })).items;
    assert.equal(refusal?.code, 'intake.match_failed');
    assert.equal(await replayRefusal(app, systemActor, refusal!.id), true);
    const [again] = (await listRefusals(app, { limit: 10 })).items;
    assert.equal(again?.code, 'intake.match_failed');
    app.provide(matcherPort, { match: () => [{ topicId: 'topic_a', toInbox: false }] });
    await replayRefusal(app, systemActor, again!.id);
    assert.equal((await read('bad'))?.text, 'explode match');
    await assert.rejects(discardRefusal(app, systemActor, again!.id), { code: 'refusal.not_found' });
  });

  it('takes odd values and refuses unusable ones with the reason', async () => {
    const result = await take(
      post('nul', {
        text: 'match \0 \ud800',
        title: '\udfff',
        tags: ['a\u001fb', 'ok'],
        author: { externalId: 'x', displayName: 'A\0\ud800' },
      }),
      post('', {}),
      post('x'.repeat(1001)),
      post('date', { createdAt: new Date(Number.NaN) }),
      post('version', { version: 1.5 }),
      post('future', { createdAt: new Date('9998-01-01T00:00:00Z') }),
      post('old', { createdAt: new Date('0099-01-01T00:00:00Z') }),
      post('long', { text: `match ${'wörd'.repeat(60_000)}` }),
      post('many', {
        text: `match ${Array.from({ length: 30_000 }, (_, i) => `t${i}`).join(' ')}`.slice(0, 300_000),
      }),
      deletion('', 1),
    );
    assert.deepEqual([result.kept, result.refused], [5, 5]);
    assert.equal((await read('nul'))?.text, 'match \ufffd \ufffd');
    assert.equal((await read('future'))?.createdAt, '9998-01-01T00:00:00.000Z');
    assert.equal((await listStream(app, { limit: 1 })).items[0]?.externalId !== undefined, true);
  });
});
