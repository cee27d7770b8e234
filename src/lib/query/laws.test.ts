import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as check, constantFrom, letrec, oneof, property, record, tuple } from 'fast-check';
import { anchors, explain, matches, parseQuery, prepareDocument, printQuery, type Query } from './index.ts';
import { indexedTerms, satisfies } from './testing/satisfies.ts';

const words = constantFrom(
  'refund',
  'late',
  "Joe's",
  "don't",
  'café',
  'cafe',
  'ref?nd',
  'ref*',
  'lat*e',
  'e-mail',
  '東京',
  'が',
  'か',
  '👍🏽',
  '👍',
  '#tag',
  '#Ta?',
  '@joe.com',
  '@joe*',
  '$TSLA',
  'É',
  '1,5',
  '"AND"',
  'हिन्दी',
  'not',
  '#東京',
);
const plainWords = constantFrom(
  'refund',
  'late',
  'cafe',
  'café',
  '東京',
  '👍',
  '#tag',
  '@joe.com',
  'ref*',
  'e-mail',
  'b?g',
);
const fields = constantFrom(
  'author:joe',
  'link:a.example',
  'lang:(en|de)',
  'has:link',
  'source:"Town Paper"',
  'followers:[1 TO *]',
  'mention:joe.com',
  'kind:(reply|post)',
  'is:own',
  'site:b.example',
);

const { query } = letrec<{ query: string; places: string; atom: string }>((tie) => ({
  places: oneof(
    words,
    array(plainWords, { minLength: 1, maxLength: 3 }).map((all) => `"${all.join(' ')}"`),
    array(plainWords, { minLength: 2, maxLength: 3 }).map((all) => `"${all.join(' ')}"~2`),
    words.map((word) => `{${word.replaceAll('"', '')}}`),
    tuple(words, words).map(([a, b]) => `(${a} OR ${b})`),
  ),
  atom: oneof(
    { weight: 5, arbitrary: tie('places') },
    { weight: 1, arbitrary: fields },
    tuple(tie('places'), constantFrom('0', '3', '2f'), tie('places')).map(
      ([a, n, b]) => `(${a} NEAR/${n} ${b})`,
    ),
    tie('places').map((a) => `ATLEAST/2 ${a}`),
    tuple(constantFrom('title', 'text', '(title|quote)'), tie('atom')).map(([a, b]) => `in:${a} ${b}`),
    tie('query').map((a) => `(${a})`),
  ),
  query: oneof(
    { maxDepth: 4 },
    tie('atom'),
    array(tie('atom'), { minLength: 2, maxLength: 3 }).map((all) => all.join(' ')),
    array(tie('atom'), { minLength: 2, maxLength: 3 }).map((all) => all.join(' OR ')),
    tuple(tie('atom'), tie('atom')).map(([a, b]) => `${a} -${b}`),
  ),
}));

const sentence = array(
  constantFrom(
    'refund',
    'Late',
    "joe's",
    'dont',
    'Café',
    'cafe',
    'refuse',
    'e-mail',
    '東京',
    '京東',
    'が',
    '👍🏽',
    '👍',
    '#tag',
    'tag',
    '@joe.com',
    '$tsla',
    'é',
    '1 5',
    'and',
    'हिन्दी',
    'हन',
    'big',
    'https://x.a.example/y?z',
    '.',
    '\n',
    '#東京',
    '\u0000',
  ),
  { maxLength: 14 },
).map((all) => all.join(' '));

const document = record(
  {
    text: sentence,
    title: sentence,
    quote: sentence,
    tags: array(constantFrom('tag', 'late', '東京'), { maxLength: 2 }),
    links: array(constantFrom('https://a.example/', 'http://b.example', 'nonsense'), { maxLength: 2 }),
    langs: array(constantFrom('en', 'de-AT', 'fr'), { maxLength: 2 }),
    author: constantFrom({ handle: 'joe' }, { handle: 'jane' }),
    source: constantFrom('Town Paper', 'x'),
    followers: constantFrom(0, 5),
    kind: constantFrom('post', 'reply'),
    isOwn: constantFrom(true, false),
  },
  { requiredKeys: ['text'] },
);

function parsed(source: string): Query | undefined {
  const result = parseQuery(source);
  return result.isValid ? result.query : undefined;
}

/** The query without the places of its parts in the text. */
function shape(query: Query | undefined): unknown {
  return JSON.parse(JSON.stringify(query, (key, value: unknown) => (key === 'span' ? undefined : value)));
}

test('printing and parsing again gives the same query', () => {
  let valid = 0;
  check(
    property(query, (source) => {
      const first = parsed(source);
      if (first === undefined) return;
      valid++;
      const printed = printQuery(first);
      assert.deepEqual(shape(parsed(printed)), shape(first), printed);
      assert.equal(printQuery(parsed(printed)!), printed);
    }),
    { numRuns: 3000 },
  );
  assert.ok(valid > 1500, `${valid} of the queries were valid`);
});

test('AND, OR and NOT obey their laws', () => {
  check(
    property(query, query, document, (a, b, post) => {
      const [first, second] = [parsed(a), parsed(b)];
      if (first === undefined || second === undefined) return;
      const prepared = prepareDocument(post);
      const [isA, isB] = [matches(first, prepared), matches(second, prepared)];
      const holds = (source: string) => matches(parsed(source)!, prepared);
      assert.equal(holds(`(${a}) (${b})`), isA && isB);
      assert.equal(holds(`(${b}) AND (${a})`), isA && isB);
      assert.equal(holds(`(${a}) OR (${b})`), isA || isB);
      assert.equal(holds(`(${a}) -(${b})`), isA && !isB);
      assert.equal(holds(`(${a}) NOT (NOT (${b}))`), isA && isB);
      assert.equal(holds(`(${a}) -((${a}) OR (${b}))`), false);
      assert.equal(holds(`(${a}) OR ((${a}) (${b}))`), isA);
    }),
    { numRuns: 2000 },
  );
});

test('whatever matches satisfies its anchor', () => {
  let matched = 0;
  check(
    property(query, document, (source, post) => {
      const asked = parsed(source);
      if (asked === undefined || !matches(asked, prepareDocument(post))) return;
      matched++;
      const { text, links } = indexedTerms(post);
      const onText = anchors(asked);
      const onLinks = anchors(asked, 'links');
      assert.ok(onText === null || satisfies(onText, text), JSON.stringify(onText));
      assert.ok(onLinks === null || satisfies(onLinks, links), JSON.stringify(onLinks));
    }),
    { numRuns: 8000 },
  );
  assert.ok(matched > 300, `${matched} posts matched`);
});

test('spans lie inside their texts and only matches have them', () => {
  check(
    property(query, document, (source, post) => {
      const asked = parsed(source);
      if (asked === undefined) return;
      const prepared = prepareDocument(post);
      const spans = explain(asked, prepared);
      if (!matches(asked, prepared)) assert.deepEqual(spans, []);
      for (const { field, start, end } of spans) {
        assert.ok(
          start < end &&
            end <= post[field as 'text']!.length &&
            post[field as 'text']!.slice(start, end).trim() !== '',
        );
      }
    }),
    { numRuns: 3000 },
  );
});

test('words, phrases and NEAR agree with counting on plain words', () => {
  const letter = constantFrom('a', 'b', 'c', 'd');
  check(
    property(array(letter, { maxLength: 12 }), letter, letter, constantFrom(0, 1, 2, 3), (text, a, b, n) => {
      const prepared = prepareDocument({ text: text.join(' ') });
      const holds = (source: string) => matches(parsed(source)!, prepared);
      const pairs = text
        .flatMap((x, i) => text.map((y, j) => (x === a && y === b ? j - i : 0)))
        .filter((gap) => gap !== 0);
      assert.equal(holds(a), text.includes(a));
      assert.equal(holds(`"${a} ${b}"`), pairs.includes(1));
      assert.equal(
        holds(`${a} NEAR/${n} ${b}`),
        pairs.some((gap) => Math.abs(gap) <= n + 1),
      );
      assert.equal(
        holds(`${a} NEAR/${n}f ${b}`),
        pairs.some((gap) => gap > 0 && gap <= n + 1),
      );
      assert.equal(
        holds(`"${a} ${b}"~${n}`),
        pairs.some((gap) => Math.abs(gap) <= n + 1),
      );
      assert.equal(holds(`ATLEAST/2 ${a}`), text.filter((x) => x === a).length >= 2);
    }),
    { numRuns: 3000 },
  );
});
