import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain, explainWords, matches, parseQuery, prepareDocument, type QueryDocument } from './index.ts';

function queryOf(source: string) {
  const parsed = parseQuery(source);
  assert.ok(parsed.isValid, `${source}: ${JSON.stringify(parsed)}`);
  return parsed.query;
}

function isMatch(source: string, document: string | QueryDocument): boolean {
  const made = typeof document === 'string' ? { text: document } : document;
  return matches(queryOf(source), prepareDocument(made));
}

/** The pieces of text shown as the reason. */
function shown(source: string, document: QueryDocument): string[] {
  return explain(queryOf(source), prepareDocument(document)).map(
    ({ field, start, end }) => `${field}: ${document[field]!.slice(start, end)}`,
  );
}

test('spans show every word that counts, in reading order, and nothing twice', () => {
  const document = { title: 'Refund, please', text: "Joe's refund: LATE, late. #Refund https://a.example/x" };
  assert.deepEqual(shown('late refund', document), [
    'title: Refund',
    'text: refund',
    'text: LATE',
    'text: late',
    'text: Refund',
  ]);
  assert.deepEqual(shown('joe -early', document), ['text: Joe']);
  assert.deepEqual(shown('#refund', document), ['text: #Refund']);
  assert.deepEqual(shown('link:example OR link:a.example', document), ['text: https://a.example/x']);
  assert.deepEqual(shown('"refund late" OR missing', document), ['text: refund: LATE']);
  assert.deepEqual(shown('refund missing', document), []);
});

test('where only the texts are known, fields count as given and words are shown all the same', () => {
  const document = { text: 'My refund is late, @brand.example' };
  const words = (source: string) =>
    explainWords(queryOf(source), prepareDocument(document)).map(({ start, end }) =>
      document.text.slice(start, end),
    );
  assert.deepEqual(words('refund lang:de'), ['refund']);
  assert.deepEqual(words('refund -author:joe'), ['refund']);
  assert.deepEqual(words('late (lang:de OR is:reply) -(lang:fr joe)'), ['late']);
  assert.deepEqual(words('(lang:de missing) OR refund'), ['refund']);
  assert.deepEqual(words('refund mention:brand.example'), ['refund', '@brand.example']);
  assert.deepEqual(words('refund -(late -lang:de)'), ['refund']);
  assert.deepEqual(words('missing lang:de'), []);
});

test('spans of loose phrases, NEAR and handles show the words that were near', () => {
  const document = { text: 'late? my order is late, so my @brand.example order is not here' };
  assert.deepEqual(shown('"order late"~1', document), ['text: late', 'text: order', 'text: late']);
  assert.deepEqual(shown('order NEAR/1f late', document), ['text: order', 'text: late']);
  assert.deepEqual(shown('mention:brand.example', document), ['text: @brand.example']);
  assert.deepEqual(shown('ATLEAST/2 late', document), ['text: late', 'text: late']);
});

test('nothing is adjacent or near across title, text and tags', () => {
  const document = { title: 'order', text: 'lost', tags: ['parcel', 'gone'] };
  assert.ok(isMatch('order lost parcel #gone', document));
  for (const source of [
    '"order lost"',
    'order NEAR/100 lost',
    '"order lost"~100',
    '"lost parcel"',
    '"parcel gone"',
  ]) {
    assert.ok(!isMatch(source, document), source);
  }
});

test('a loose phrase needs a word of its own for each of its words', () => {
  assert.ok(!isMatch('"no no"~5', 'no thanks'));
  assert.ok(isMatch('"no no"~5', 'no thanks, no'));
  assert.ok(!isMatch('"refund* refunds"~5', 'the refunds'));
  assert.ok(isMatch('"refund* refunds"~5', 'refunds and refund'));
  assert.ok(isMatch('"a b c"~1', 'c x b a') && !isMatch('"a b c"~1', 'c x y b a'));
});

test('NEAR does not let a word be near itself', () => {
  assert.ok(!isMatch('no NEAR/5 no', 'no thanks'));
  assert.ok(isMatch('no NEAR/5 no', 'no, no'));
  assert.ok(isMatch('a NEAR/0 b', 'b a') && !isMatch('a NEAR/0f b', 'b a'));
  assert.ok(isMatch('"a b" NEAR/1 "c d"', 'c d x a b') && !isMatch('"a b" NEAR/1 "b c"', 'a b c'));
});

test('a NEAR inside a NEAR stands for the words that it found', () => {
  assert.ok(isMatch('(a NEAR/1 b) NEAR/1 c', 'a x b y c'));
  assert.ok(isMatch('c NEAR/1 (a NEAR/1 b)', 'a x b y c'));
  assert.ok(!isMatch('(a NEAR/1 b) NEAR/1 c', 'a x b y y c'));
  assert.ok(!isMatch('(a NEAR/1 b) NEAR/1 c', 'a x x b c'));
  assert.ok(isMatch('(a NEAR/0f b) NEAR/0f (c NEAR/0f d)', 'a b c d'));
  assert.ok(!isMatch('(a NEAR/0f b) NEAR/0f (c NEAR/0f d)', 'c d a b'));
  assert.ok(
    isMatch('(x OR (a NEAR/0 b)) NEAR/2 c', 'c - b a') && !isMatch('(x OR (a NEAR/0 b)) NEAR/2 c', 'c a'),
  );
});

test('accents and exact case are looked at in the text itself', () => {
  assert.ok(isMatch('résumé*', 'my RÉSUMÉS') && !isMatch('résumé*', 'resumes'));
  assert.ok(isMatch('ещё', 'ЕЩЁ') && !isMatch('ещё', 'еще') && isMatch('еще', 'ещё'));
  assert.ok(isMatch('が', 'が') && !isMatch('が', 'か') && isMatch('か', 'が'));
  assert.ok(isMatch('हिन्दी', 'हिन्दी है') && !isMatch('हिन्दी', 'हन्द'));
  assert.ok(isMatch('👍🏽', 'ok 👍🏽') && !isMatch('👍🏽', 'ok 👍') && isMatch('👍', '👍🏿') && isMatch('❤️', '❤'));
  assert.ok(isMatch('{iPho*}', 'an iPhone') && !isMatch('{iPho*}', 'an IPHONE'));
  assert.ok(isMatch('{#Now}', '#Now') && !isMatch('{#Now}', '#now'));
  assert.ok(isMatch('"le café noir"', 'Le Café noir') && !isMatch('"le café noir"', 'le cafe noir'));
  assert.ok(isMatch('cafe\u0301', 'café'));
});

test('a wildcard stays within its kind of term', () => {
  assert.ok(!isMatch('lin*k', 'https://a.example'));
  assert.ok(!isMatch('bra*d OR brand*', '@brand.example'));
  assert.ok(isMatch('#bra*', '#Brand') && !isMatch('#bra*', 'brand'));
  assert.ok(isMatch('@bra*.example', '@brand.example'));
});

test('a field without a value in the document does not match', () => {
  const bare = { text: 'x' };
  for (const field of [
    'lang:en',
    'kind:post',
    'is:own',
    'has:media',
    'followers:[* TO *]',
    'author:x',
    'site:x.y',
  ]) {
    assert.ok(!isMatch(`x ${field}`, bare), field);
  }
  assert.ok(
    isMatch('x followers:[* TO 5] likes:[2 TO 2] rating:[1 TO 2.5]', {
      ...bare,
      followers: -1,
      likes: 2,
      rating: 2.5,
    }),
  );
});

test('what is asked a thousand times is looked for once', () => {
  const document = { text: 'a '.repeat(16_000) };
  let reads = 0;
  const prepared = prepareDocument(document);
  const places = new Map(prepared.places);
  const get = places.get.bind(places);
  places.get = (term) => (reads++, get(term));
  const counted = { ...prepared, places };
  for (const source of [
    'a '.repeat(2000),
    `${'a OR '.repeat(800)}a`,
    `"${'a '.repeat(1500)}b"`,
    `(${'a OR '.repeat(390)}b) NEAR/100 (${'a OR '.repeat(390)}b)`,
    '"a a b" OR '.repeat(300) + '"b a"',
  ]) {
    matches(queryOf(source), counted);
    explain(queryOf(source), counted);
  }
  assert.equal(reads, 2, 'the places of a and of b are read once each');
});

test('broken documents do no harm', () => {
  const texts = ['', '\u0000', '\ud800 x', '('.repeat(50_000), 'a '.repeat(16_000), '👨\u200d'.repeat(9000)];
  const sources = [
    'a',
    '"a a a"',
    '"a a a a"~100',
    'a NEAR/100 a',
    'ATLEAST/100 a',
    'aaa*b*c*d*e*',
    '(a OR "a a") NEAR/50 a',
  ];
  for (const text of texts) {
    const document = prepareDocument({
      text,
      links: ['::', 'http://', '\ud800'],
      langs: ['', 'x'],
      mentions: ['@', ' '],
    });
    for (const source of sources) {
      const started = performance.now();
      assert.equal(matches(queryOf(source), document), text.startsWith('a ') && !source.includes('b*'));
      assert.ok(performance.now() - started < 20_000, source);
    }
  }
});
