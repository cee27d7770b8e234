import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { InboundItem, InboundPost } from '#connectors/kit/index.ts';
import type { App } from '#platform/app/index.ts';
import type { StoredPost } from '#listen/posts/index.ts';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import { pick, type Random, randomFrom, shuffled } from '../../../test/helpers/random.ts';
import { takeIn } from './index.ts';
import { ownAccountsPort, postObserverPort } from './ports.ts';
import { deletion, post, provideMatcher } from './testing/posts.ts';

/** Batches large enough to be copied: they must end as the same posts do one by one. */
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

let test: TestApp;
let app: App;
let heard: StoredPost[];

before(async () => {
  test = await createTestApp();
  app = test.app;
});
after(() => test.close());
beforeEach(async () => {
  heard = [];
  provideMatcher(app);
  app.provide(ownAccountsPort, { externalIds: () => new Set() });
  app.provide(postObserverPort, {
    async onPostsStored(_, posts) {
      heard.push(...posts);
    },
    onPostsDeleted: async () => undefined,
  });
  await clear();
});

const clear = () =>
  app.db.query('truncate posts, post_topics, post_tombstones, accounts, refusals, source_minutes');
const take = (items: readonly InboundItem[]) => takeIn(app, { sourceId: 'src_test', items });
const many = (count: number, changes: (number: number) => Partial<InboundPost> = () => ({})) =>
  Array.from({ length: count }, (_, number) =>
    post(`post-${number}`, { author: { externalId: `author-${number % 90}` }, ...changes(number) }),
  );
const countRows = async (table: string) =>
  (await app.db.query<{ count: number }>(`select count(*) as count from ${table}`))[0]!.count;

/** All that is stored, but for ids and times of arrival. */
async function everything(): Promise<unknown> {
  const posts = await app.db.query(
    `select to_jsonb(p) - 'id' - 'received_at' - 'account_id' - 'edited_at' - 'deleted_at' as row, deleted_at is null as stands,
       (select jsonb_build_object('network', a.network, 'name', a.external_id, 'handle', a.handle, 'followers', a.followers)
          from accounts a where a.id = p.account_id) as account,
       (select array_agg(topic_id order by topic_id) from post_topics t where t.post_id = p.id) as topics
       from posts p order by origin, external_id`,
  );
  return { posts, refusals: await app.db.query('select code, post_key from refusals order by post_key') };
}

/** Texts as people and machines write them. */
const TEXTS = [
  'match',
  'match \0 nothing \0',
  'match \ud800 half \udc00',
  'match 😀 日本語 ünï "quotes" \\N \\. \t\r\n',
  `match ${'long '.repeat(30_000)}`,
  `match ${'\u2603'.repeat(100_000)}`,
  'match other #Tag @name@server.example https://shop.example.com/x',
  '\u001f match \u001f',
  'match {"a":1} {} NULL null',
];

function one<T>(random: Random, values: readonly T[]): T {
  return values[pick(random, values.length)]!;
}

function anyPost(random: Random, number: number): InboundPost {
  const maybe = <T>(value: T): T | undefined => (random() < 0.5 ? value : undefined);
  const optional = {
    title: maybe(one(random, ['', 'T\0itle', 'Ein Gruß'])),
    html: maybe('<p>\0 \ud83d</p>'),
    url: maybe('https://e.example/1'),
    langs: maybe(['en', 'de']),
    links: maybe(['https://a.example/{},"', 'https://b.example']),
    tags: maybe(['Café', 'a,b"\\', '']),
    mentions: maybe(['m1', 'm2']),
    media: maybe([{ kind: 'image' as const, url: 'https://e.example/i.png', alt: 'ä\0"' }]),
    parentExternalId: maybe('root'),
    rootExternalId: maybe('root'),
    quotedExternalId: maybe('quoted'),
    revision: maybe('rev'),
    isEdit: maybe(true),
  };
  return post(`post-${number}`, {
    ...(Object.fromEntries(
      Object.entries(optional).filter(([, value]) => value !== undefined),
    ) as Partial<InboundPost>),
    text: one(random, TEXTS),
    version: Math.floor(random() * Number.MAX_SAFE_INTEGER),
    author: {
      externalId: `author-${Math.floor(random() * 80)}`,
      handle: 'ann.example',
      followers: Math.floor(random() * 2 ** 50),
    },
    createdAt: new Date(Math.floor(random() * 2 ** 41)),
  });
}

describe(`a large batch (SEED=${SEED})`, () => {
  it('is stored as its posts are one by one', async () => {
    const random = randomFrom(SEED);
    const items = Array.from({ length: 200 }, (_, number) => anyPost(random, number));
    for (const item of items) await take([item]);
    const oneByOne = await everything();
    await clear();
    heard = [];
    const result = await take(items);
    assert.deepEqual([result.kept, result.refused], [200, 0]);
    // Followers of one author differ from post to post; what the last one says is kept in both.
    const strip = (state: unknown) => JSON.stringify(state).replaceAll(/"followers": ?\d+/g, '');
    assert.equal(strip(await everything()), strip(oneByOne));
    assert.equal(new Set(heard.map((post) => post.id)).size, 200);
    assert.ok(heard.every((post) => post.isNew && post.accountId.startsWith('acct_')));
  });

  it('may hold posts, edits and deletes of what is known, in any order and any number of times', async () => {
    const random = randomFrom(SEED + 1);
    const history: InboundItem[] = [];
    for (let number = 0; number < 150; number++) {
      const author = { externalId: `author-${number % 7}` };
      const edited = { version: 20, text: `match edited ${number}`, isEdit: true };
      history.push(post(`post-${number}`, { version: 10, author }));
      if (number % 3 === 0) history.push(post(`post-${number}`, { author, ...edited }));
      if (number % 10 === 0) history.push(deletion(`post-${number}`, 30));
    }
    history.push(deletion('author-6', 40, { scope: 'author' }));
    for (const item of history) await take([item]);
    const inOrder = await everything();
    for (let round = 0; round < 4; round++) {
      await clear();
      const told = shuffled(random, [...history, ...history.filter(() => random() < 0.5)]);
      for (let from = 0; from < told.length;) {
        const size = 70 + Math.floor(random() * 150);
        await take(told.slice(from, from + size));
        from += size;
      }
      assert.deepEqual(standing(await everything()), standing(inOrder), `round ${round}`);
    }
  });

  it('changes nothing when it comes again, and takes the later states when some are later', async () => {
    await take(many(200));
    const first = await everything();
    heard = [];
    assert.equal((await take(many(200))).kept, 0);
    assert.deepEqual([await everything(), heard], [first, []]);
    const result = await take(
      many(300, (number) => ({ version: number % 2 ? 2 : 1, text: `match again ${number}` })),
    );
    assert.equal(result.kept, 100 + 100);
    assert.equal(heard.filter((post) => post.isNew).length, 100);
    assert.equal(await countRows('posts'), 300);
    assert.equal(await countRows('post_topics'), 300);
    const [changed] = await app.db.query<{ count: number }>(
      "select count(*) as count from posts where text like 'match again %' and version = 2",
    );
    assert.equal(changed!.count, 150);
  });

  it('goes on storing new posts after any number of repetitions', async () => {
    await take(many(100));
    for (let round = 0; round < 5; round++) await take(many(100));
    for (let round = 1; round < 5; round++)
      assert.equal((await take(many(100, (n) => ({ externalId: `${round}-${n}` })))).kept, 100);
    assert.equal(await countRows('posts'), 500);
    assert.equal(await countRows('accounts'), 90);
  });

  it('is searchable at once', async () => {
    await take(many(200, (number) => ({ text: `match needle${number}` })));
    const found = await app.db.query("select 1 from posts where search @@ '''needle137'''::tsquery");
    assert.equal(found.length, 1);
  });
});

describe('of a large batch that cannot be stored', () => {
  it('only what the database refuses is kept aside, and no trace of it is left', async () => {
    await app.db.query("alter table posts add constraint no_poison check (text not like '%poison%')");
    try {
      const result = await take(
        many(400, (number) =>
          number % 150 === 7 ? { text: 'match poison', author: { externalId: `bad-${number}` } } : {},
        ),
      );
      assert.deepEqual([result.kept, result.refused], [397, 3]);
      assert.deepEqual([await countRows('posts'), await countRows('refusals')], [397, 3]);
      assert.equal((await app.db.query("select 1 from accounts where external_id like 'bad-%'")).length, 0);
    } finally {
      await app.db.query('alter table posts drop constraint no_poison');
    }
  });

  it('nothing stays when the cursor cannot be written', async () => {
    const batch = { sourceId: 'src_test', items: many(300) };
    const alsoStore = () => Promise.reject(new Error('no cursor'));
    await assert.rejects(takeIn(app, { ...batch, alsoStore }), /no cursor/);
    for (const table of ['posts', 'post_topics', 'accounts', 'source_minutes'])
      assert.equal(await countRows(table), 0, table);
    assert.equal((await takeIn(app, batch)).kept, 300);
  });

  it('nothing stays when an observer fails, nor is anything refused', async () => {
    app.provide(postObserverPort, {
      onPostsStored: () => Promise.reject(new Error('the inbox is closed')),
      onPostsDeleted: async () => undefined,
    });
    await assert.rejects(take(many(300)), /the inbox is closed/);
    assert.deepEqual([await countRows('posts'), await countRows('refusals')], [0, 0]);
  });
});

it('large batches of several origins at the same time share the accounts of their authors', async () => {
  const batches = Array.from({ length: 4 }, (_, origin) =>
    many(250, () => ({ origin: `origin-${origin}` })).map((item) => ({
      ...item,
      author: { externalId: `${item.externalId}-author` },
    })),
  );
  const results = await Promise.all(batches.map((items) => take(items)));
  assert.deepEqual(
    results.map((result) => result.kept),
    [250, 250, 250, 250],
  );
  assert.equal(await countRows('posts'), 1000);
  assert.equal(await countRows('accounts'), 250);
  const orphans = await app.db.query('select 1 from posts where account_id not in (select id from accounts)');
  assert.equal(orphans.length, 0);
});

/** Without the shells of deleted posts, which depend on whether the post was ever seen. */
function standing(state: unknown): unknown {
  return (state as { posts: { stands: boolean; row: object }[] }).posts
    .filter((row) => row.stands)
    .map((row) => JSON.stringify(row))
    .join('\n');
}
