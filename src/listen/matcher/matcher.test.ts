import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { array, assert as check, constantFrom, property, record, tuple } from 'fast-check';
import {
  anchors,
  matches,
  parseQuery,
  prepareDocument,
  type Query,
  type QueryDocument,
  toTsquery,
} from '#lib/query/index.ts';
import { satisfies } from '../../lib/query/testing/satisfies.ts';
import { termsOf } from '#lib/tokens/index.ts';
import { createTestApp } from '../../../test/helpers/app.ts';
import { documentOf, Matcher } from './index.ts';

function topic(source: string, id = source): { id: string; query: Query } {
  const parsed = parseQuery(source);
  assert.ok(parsed.isValid, source);
  return { id, query: parsed.query };
}

const part = constantFrom(
  'refund',
  'late',
  'café',
  '#tag',
  '@joe.com',
  '"order lost"',
  'ref*',
  'wo?d',
  '東京',
  '👍',
  '{Late}',
  '$x',
  "it's",
  'author:joe',
  'link:a.example',
  'lang:en',
  'has:link',
  'source:town',
  '(order NEAR/2 lost)',
  '(late OR ref*)',
  'in:bio late',
);
const source = tuple(array(part, { minLength: 1, maxLength: 3 }), constantFrom(' ', ' OR ', ' -'))
  .map(([parts, join]) => parts.join(join))
  .filter((text) => parseQuery(text).isValid);
const words = array(
  constantFrom(
    'refund',
    'Late',
    'cafe',
    'café',
    '#tag',
    'tag',
    '@joe.com',
    'order',
    'lost',
    'refuse',
    'word',
    '東京',
    '👍🏽',
    '$X',
    'it',
    '\u0000',
    'https://a.example/x',
    "'",
    '\\',
    'ſ',
    'ﬁne',
    '#東京',
    'İ',
  ),
  { maxLength: 8 },
).map((all) => all.join(' '));
const document = record(
  {
    text: words,
    title: words,
    bio: words,
    links: constantFrom(['https://a.example'], []),
    langs: constantFrom(['en-GB'], ['de']),
    author: constantFrom({ handle: 'joe' }, { handle: 'ann' }),
    source: constantFrom('town', 'x'),
  },
  { requiredKeys: ['text'] },
);

test('the engine gives what asking every topic for every post gives', () => {
  check(
    property(array(source, { maxLength: 30 }), array(document, { maxLength: 10 }), (sources, posts) => {
      const topics = sources.map((text, at) => topic(text, `${at}`));
      const matcher = new Matcher(topics);
      for (const post of posts) {
        const prepared = prepareDocument(post);
        const expected = topics.filter(({ query }) => matches(query, prepared));
        assert.deepEqual(matcher.match(post), expected);
      }
    }),
    { numRuns: 600 },
  );
});

test('topics are replaced at once and figures count what was asked', () => {
  const matcher = new Matcher([topic('refund late'), topic('tax')]);
  assert.deepEqual(
    matcher.match({ text: 'a late refund' }).map(({ id }) => id),
    ['refund late'],
  );
  matcher.replaceTopics([topic('tax'), topic('refund')]);
  assert.deepEqual(
    matcher.match({ text: 'tax refund' }).map(({ id }) => id),
    ['tax', 'refund'],
  );
  matcher.replaceTopics([]);
  assert.deepEqual(matcher.match({ text: 'tax refund' }), []);
  assert.deepEqual({ ...matcher.figures }, { posts: 3, matches: 3, candidates: 3, programs: 0, rebuilds: 1 });
});

test('topics that a post has no necessary term of are not asked', () => {
  const sources = [
    'zebra',
    '"zebra crossing"',
    'is zebra',
    'zeb*',
    'zebra OR giraffe',
    'author:ann',
    'zebra lang:en',
    '#zebra',
  ];
  const matcher = new Matcher(sources.map((text) => topic(text)));
  matcher.match({ text: 'where is my refund', langs: ['en'], author: { handle: 'joe' } });
  assert.equal(matcher.figures.candidates, 0);
  assert.ok(matcher.tableBytes() > 0);
});

test('a passing and a stored post look the same to the language', () => {
  const inbound = {
    origin: 'feed:https://a.example/feed',
    network: 'feed',
    kind: 'article',
    text: 'Late',
    title: 'Refund',
    author: { externalId: 'Ann', displayName: 'Ann' },
    links: ['https://b.example'],
    media: [{ kind: 'image' }],
    externalId: 'https://a.example/1',
    createdAt: new Date('2026-11-22T09:00Z'),
  };
  const stored = {
    ...inbound,
    rootExternalId: null,
    author: { externalId: 'Ann', handle: null },
    url: null,
    langs: [],
    tags: [],
    mentions: [],
  };
  for (const text of [
    'refund late',
    'author:ann',
    'source:feed',
    'source:"feed:https://a.example/feed"',
    'link:b.example',
    'late has:media',
    'late kind:article',
    'thread:https://a.example/1',
    'late time:[2026-11-22 TO 2026-11-22]',
  ]) {
    for (const post of [inbound, stored])
      assert.ok(matches(topic(text).query, prepareDocument(documentOf(post))), text);
  }
  assert.ok(!matches(topic('late is:own').query, prepareDocument(documentOf(stored))));
  assert.ok(matches(topic('late is:own').query, prepareDocument(documentOf(stored, true))));
});

const database = await createTestApp();
after(() => database.close());

test('PostgreSQL preselects every stored post that matches', async () => {
  const cases: { tsquery: string; terms: string[]; isSatisfied: boolean; isMatch: boolean }[] = [];
  check(
    property(source, words, (text, post) => {
      const made: QueryDocument = { text: post };
      const { query } = topic(text);
      const anchor = anchors(query);
      if (anchor === null) return;
      const terms = termsOf(post);
      const isMatch = matches(query, prepareDocument(made));
      cases.push({
        tsquery: toTsquery(anchor),
        terms,
        isSatisfied: satisfies(anchor, new Set(terms)),
        isMatch,
      });
    }),
    { numRuns: 1500 },
  );
  const { rows } = await database.app.db.pool.query<{ found: boolean }>(
    `SELECT array_to_tsvector(ARRAY(SELECT jsonb_array_elements_text(given -> 'terms'))) @@ (given ->> 'tsquery')::tsquery AS found
       FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS asked (given, n) ORDER BY n`,
    [JSON.stringify(cases)],
  );
  assert.ok(cases.filter(({ isMatch }) => isMatch).length > 50);
  for (const [i, { tsquery, terms, isSatisfied, isMatch }] of cases.entries()) {
    assert.equal(rows[i]!.found, isSatisfied, `${tsquery} on ${terms.join(' ')}`);
    assert.ok(isSatisfied || !isMatch);
  }
});
