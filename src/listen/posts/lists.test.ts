import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { createTestApp } from '../../../test/helpers/app.ts';
import { idAt, type PostDraft } from './domain.ts';
import {
  addTopicMatches,
  findThread,
  forgetPosts,
  listStream,
  lookBack,
  packPosts,
  preselect,
  searchTerms,
  storePosts,
} from './index.ts';

const { app, close } = await createTestApp();
after(close);

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const NOW = Date.now();
const HOUR = 3_600_000;
const WORDS = [
  'Router',
  'ROUTER',
  'ｒouter',
  'straße',
  'STRASSE',
  'café',
  'cafe\u0301',
  '😀',
  '你好',
  '#sale',
  'it’s',
  "it's",
];
const TERMS = [
  'router',
  'strasse',
  'straße',
  'cafe',
  'café',
  'sale',
  '#sale',
  'its',
  '😀',
  'none',
  "o'clock",
  'a\\b',
];
const SOURCES = ['src_1', 'src_2'];

interface Known {
  id: string;
  draft: PostDraft;
  terms: ReadonlySet<string>;
  topics: Set<string>;
  isGone: boolean;
}
const known: Known[] = [];
let count = 0;

const drafts = fc.record({
  words: fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }),
  hours: fc.nat(200),
  sourceId: fc.constantFrom(...SOURCES),
  isPrivate: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  tags: fc.subarray(['Sale', 'Straße']),
});
type Drawn = typeof drafts extends fc.Arbitrary<infer T> ? T : never;

/** A query of the text search and what it means, asked of a set of terms. */
interface Asked {
  tsquery: string;
  fits: (terms: ReadonlySet<string>) => boolean;
}
const term: fc.Arbitrary<Asked> = fc.constantFrom(...TERMS).map((word) => ({
  tsquery: `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`,
  fits: (terms) => terms.has(word),
}));
const { query } = fc.letrec<{ query: Asked }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    term,
    fc.tuple(tie('query'), tie('query')).map(([a, b]) => ({
      tsquery: `(${a.tsquery} & ${b.tsquery})`,
      fits: (terms: ReadonlySet<string>) => a.fits(terms) && b.fits(terms),
    })),
    fc.tuple(tie('query'), tie('query')).map(([a, b]) => ({
      tsquery: `(${a.tsquery} | ${b.tsquery})`,
      fits: (terms: ReadonlySet<string>) => a.fits(terms) || b.fits(terms),
    })),
    tie('query').map((a) => ({
      tsquery: `!(${a.tsquery})`,
      fits: (terms: ReadonlySet<string>) => !a.fits(terms),
    })),
  ),
}));
const filters = fc.record({
  query: fc.option(query, { nil: undefined, freq: 3 }),
  topicId: fc.option(fc.constantFrom('topic_1', 'topic_2', 'topic_none'), { nil: undefined, freq: 1 }),
  sourceId: fc.option(fc.constantFrom(...SOURCES), { nil: undefined, freq: 1 }),
  withPrivate: fc.boolean(),
  limit: fc.integer({ min: 1, max: 7 }),
});
type Filter = typeof filters extends fc.Arbitrary<infer T> ? T : never;

const askedOf = ({ query: wanted, ...rest }: Filter) => ({ ...rest, tsquery: wanted?.tsquery });

/** What a list shows, found the plain way, newest first. */
function expected({ query: wanted, topicId, sourceId, withPrivate }: Filter, among = known): string[] {
  const found = among.filter(
    (post) =>
      !post.isGone &&
      (withPrivate || !post.draft.isPrivate) &&
      (wanted?.fits(post.terms) ?? true) &&
      (topicId === undefined || post.topics.has(topicId)) &&
      (sourceId === undefined || post.draft.sourceId === sourceId),
  );
  return found.map((post) => post.id).sort((a, b) => (a < b ? 1 : -1));
}

async function arrive(drawn: readonly Drawn[]): Promise<void> {
  const made = drawn.map(draftOf);
  const stored = await app.db.transaction(async () =>
    storePosts(
      app,
      await packPosts(made, new Date()),
      made.map((draft) => draft.accountId),
    ),
  );
  for (const { id, externalId } of stored) {
    const draft = made.find((one) => one.externalId === externalId)!;
    known.push({ id, draft, terms: new Set(searchTerms(draft)), topics: new Set(), isGone: false });
  }
}

function draftOf({ words, hours, sourceId, isPrivate, tags }: Drawn): PostDraft {
  const externalId = `x${count++}`;
  return {
    origin: 'test',
    externalId,
    version: 1,
    network: 'test',
    kind: 'post',
    title: null,
    text: words.join(' '),
    html: null,
    langs: [],
    url: null,
    links: [],
    tags,
    mentions: [],
    media: [],
    parentExternalId: null,
    rootExternalId: null,
    quotedExternalId: null,
    revision: null,
    createdAt: new Date(NOW - hours * HOUR),
    accountId: 'acct_a',
    author: { externalId: 'a', handle: 'ann', displayName: null, location: null },
    addresses: [],
    isOwn: false,
    isPrivate,
    sourceId,
    topics: [],
  };
}

await app.db.query("insert into accounts (id, network, external_id) values ('acct_a', 'test', 'a')");
await arrive(fc.sample(drafts, { numRuns: 60, seed: SEED }));
for (const [place, topicId] of ['topic_1', 'topic_2'].entries()) {
  const some = known.filter((_, index) => index % (place + 2) === 0);
  await addTopicMatches(
    app,
    topicId,
    some.map((post) => post.id),
  );
  for (const post of some) if (!post.draft.isPrivate) post.topics.add(topicId);
}
for (const post of known.filter((_, index) => index % 7 === 0)) {
  await forgetPosts(app, [{ origin: 'test', externalId: post.draft.externalId, version: 2 }]);
  post.isGone = true;
}

describe(`stored posts against a plain search (seed ${SEED})`, () => {
  it('are listed by any words, topic and source, page by page, private ones only to who asks for them', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const [listed, selected]: string[][] = [[], []];
        for (let cursor: string | undefined, isFirst = true; isFirst || cursor; isFirst = false) {
          const page = await listStream(app, { ...askedOf(filter), cursor });
          listed!.push(...page.items.map((post) => post.id));
          cursor = page.nextCursor;
        }
        for (let cursor: string | undefined, isFirst = true; isFirst || cursor; isFirst = false) {
          const page = await preselect(app, { ...askedOf(filter), cursor });
          selected!.push(...page.posts.map((post) => post.id));
          cursor = page.nextCursor;
        }
        assert.deepEqual(listed, expected(filter));
        assert.deepEqual(selected, expected(filter));
        found += listed!.length;
      }),
      { numRuns: 40, seed: SEED },
    );
    assert.ok(found > 20, String(found));
  });

  it('that were there are each seen once while others arrive and go between the pages', async () => {
    const filter: Filter = {
      query: undefined,
      topicId: undefined,
      sourceId: 'src_1',
      withPrivate: true,
      limit: 3,
    };
    const before = [...known];
    const seen: string[] = [];
    for (let cursor: string | undefined, isFirst = true; isFirst || cursor; isFirst = false) {
      const page = await listStream(app, { ...askedOf(filter), cursor });
      seen.push(...page.items.map((post) => post.id));
      cursor = page.nextCursor;
      await arrive(fc.sample(drafts, { numRuns: 4, seed: SEED + seen.length }));
      const last = known.find((post) => post.id === cursor);
      if (last && seen.length % 2 === 1) {
        await forgetPosts(app, [{ origin: 'test', externalId: last.draft.externalId, version: 2 }]);
        last.isGone = true;
      }
    }
    assert.equal(new Set(seen).size, seen.length, 'nothing twice');
    const missed = expected(filter, before).filter((id) => !seen.includes(id));
    assert.deepEqual(missed, [], 'the page goes on behind a post that was deleted since');
    assert.deepEqual(seen, seen.toSorted().toReversed());
  });

  it('are all passed by a look back, in parts of any size, and counted as what they are', async () => {
    await fc.assert(
      fc.asyncProperty(
        query,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 10 }),
        async (wanted, size, days) => {
          const from = idAt(new Date(app.clock.now().getTime() - days * 24 * HOUR));
          const within = known.filter((post) => post.id >= from);
          const seen: string[] = [];
          let looked = 0;
          for (let cursor: string | undefined, isFirst = true; isFirst || cursor; isFirst = false) {
            const part = await lookBack(app, { tsquery: wanted.tsquery, days, size, cursor });
            seen.push(...part.posts.map((post) => post.id));
            looked += part.looked;
            cursor = part.nextCursor;
          }
          const filter: Filter = {
            query: wanted,
            topicId: undefined,
            sourceId: undefined,
            withPrivate: false,
            limit: 1,
          };
          assert.deepEqual(seen, expected(filter, within));
          assert.equal(looked, within.length);
        },
      ),
      { numRuns: 15, seed: SEED },
    );
  });
});

describe('a deleted post', () => {
  it('says nothing any more in its thread, and is found by none of its words', async () => {
    await arrive([
      { words: ['router', 'café'], hours: 1, sourceId: 'src_1', isPrivate: false, tags: ['Sale'] },
    ]);
    const { id, draft } = known.at(-1)!;
    await forgetPosts(app, [{ origin: 'test', externalId: draft.externalId, version: 2 }]);
    const [gap] = await findThread(app, 'test', draft.externalId);
    assert.deepEqual([gap!.id, gap!.text, gap!.html, gap!.links, gap!.media], [id, '', null, [], []]);
    assert.ok(gap!.deletedAt);
    for (const word of searchTerms(draft)) {
      const rows = await app.db.query('select from posts where id = $1 and search @@ $2::tsquery', [
        id,
        `'${word}'`,
      ]);
      assert.equal(rows.length, 0, word);
    }
    const [row] = await app.db.query(`select * from posts where id = $1`, [id]);
    assert.ok(!/router|caf|sale/i.test(JSON.stringify(row)), JSON.stringify(row));
  });
});
