import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as check, constantFrom, oneof, property, string } from 'fast-check';
import {
  importQuery,
  matches,
  parseTopic,
  prepareDocument,
  QUERY_DIALECTS,
  type QueryDialect,
} from '../index.ts';
import { MAX_IMPORT } from './index.ts';
import { anyText } from '../../../../test/helpers/texts.ts';

function told(dialect: QueryDialect, text: string): (readonly [string, string | undefined])[] {
  return importQuery(dialect, text).dropped.map(({ what, instead }) => [what, instead] as const);
}

test('what is only known later is left out of the topic and offered for searches', () => {
  const { query, dropped } = importQuery('x', 'acme min_faves:100');
  assert.equal(query, 'acme');
  assert.match(dropped[0]!.why, /likes: changes after a post has arrived/);
  assert.equal(dropped[0]!.instead, 'likes:[100 TO *]');
});

test('places are turned to our order and unit', () => {
  assert.deepEqual(told('x', 'a point_radius:[2.355128 48.861118 25mi]'), [
    ['point_radius:[2.355128 48.861118 25mi]', 'near:[48.861118,2.355128,40.234]'],
  ]);
  assert.deepEqual(told('x', 'a geocode:37.78,-122.4,10km'), [
    ['geocode:37.78,-122.4,10km', 'near:[37.78,-122.4,10]'],
  ]);
  // A degree is 111.2 km, so half the diagonal of this box is 78.6 km.
  assert.deepEqual(told('x', 'a bounding_box:[-0.5 -0.5 0.5 0.5]'), [
    ['bounding_box:[-0.5 -0.5 0.5 0.5]', 'near:[0,0,79]'],
  ]);
  assert.deepEqual(told('x', 'a point_radius:[here]'), [['point_radius:[here]', undefined]]);
});

test('the place of what is told is in the text as it was given', () => {
  const text = '“acme phone” \u200f AND\ud800 site:nowhere OR  context:1.2';
  for (const { span, what } of importQuery('brandwatch', text).dropped) {
    assert.equal(text.slice(span.start, span.end).replaceAll('\ud800', ' '), what);
  }
  assert.equal(importQuery('brandwatch', text).query, '"acme phone"');
});

test('AND goes before OR, and the minus before both, as X reads it', () => {
  const term = constantFrom('a', 'b', 'c', '-a', '-b');
  check(
    property(array(array(term, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }), (groups) => {
      const text = groups.map((group) => `z ${group.join(' ')}`).join(' OR ');
      const parsed = parseTopic(importQuery('x', text).query);
      assert.ok(parsed.isValid, text);
      for (const post of ['z', 'z a', 'z b', 'z c', 'z a b', 'z b c', 'z a b c', 'a b c']) {
        const words = new Set(post.split(' '));
        const holds = (sign: string) => (sign.startsWith('-') ? !words.has(sign.slice(1)) : words.has(sign));
        const expected = words.has('z') && groups.some((group) => group.every(holds));
        assert.equal(matches(parsed.query, prepareDocument({ text: post })), expected, `${text}: ${post}`);
      }
    }),
    { numRuns: 500 },
  );
});

const PIECES =
  `( ) " { } [ ] - AND OR NOT and or NEAR NEAR/3 NEAR/5f ONEAR/2 ~3 ^9 <<< >>> title: title:( site:a.example site:x has:links lang:en lang:xx1 from:joe raw:"A b"
  point_radius:[1 2 3km] followers_count:1..2 acme refund* re* *x "a b" #tag @joe $a 👍🏽 東京 https://a.example/x : :: ~ ^ * ? & | ! \\ \u200f « » 「 ATLEAST/2 \ud800 \u0000`.split(
    /\s+/,
  );

test('any text is carried over to a query of ours, or to nothing', () => {
  const glued = (glue: string) =>
    array(constantFrom(...PIECES), { maxLength: 25 }).map((all) => all.join(glue));
  const text = oneof(glued(' '), glued(' '), glued(''), anyText(), string({ unit: 'grapheme' }));
  check(
    property(constantFrom(...QUERY_DIALECTS), text, (dialect, written) => {
      const { query, dropped } = importQuery(dialect, written);
      for (const { span } of dropped)
        assert.ok(span.start >= 0 && span.start <= span.end && span.end <= written.length);
      const parsed = parseTopic(query);
      const may = ['empty', 'only_broad', 'only_negation', 'too_deep'];
      assert.ok(parsed.isValid || may.includes(parsed.problem.code), `${query}: ${JSON.stringify(parsed)}`);
      if (query === '' && /[a-z]{3}/.test(written.replaceAll(/<<<[^]*?>>>/g, '')))
        assert.ok(dropped.length > 0 || /^[\W]*(?:and[\W]*)+$/i.test(written), written);
    }),
    { numRuns: 5000 },
  );
});

test('a minus behind the colon of an operator stays a minus', () => {
  for (const [written, query] of [
    ['acme title:-refund', 'acme in:title (-refund)'],
    ['acme title:--refund', 'acme in:title refund'],
    ['acme NEAR/2 title:-👍🏽', 'acme in:title (-👍🏽)'],
  ] as const) {
    assert.equal(importQuery('brandwatch', written).query, query);
    assert.ok(parseTopic(query).isValid, query);
  }
});

test('an operator whose brackets are empty is told, like one without a value', () => {
  const told = ['title:', 'title:( )'].map((written) => importQuery('meltwater', written));
  for (const { query, dropped } of told)
    assert.deepEqual([query, dropped.map(({ why }) => why)], ['', ['It has no value.']]);
});

test('monsters are answered at once', () => {
  for (const monster of [
    '(',
    ')',
    '-',
    '"',
    '{',
    '[',
    'a OR b ',
    'a ',
    '<<<',
    'x:',
    'title:(',
    'a~5 ',
    'a NEAR/3 ',
    '\ud800',
  ])
    for (const dialect of QUERY_DIALECTS) {
      const started = performance.now();
      const { query, dropped } = importQuery(
        dialect,
        monster.repeat(Math.floor(MAX_IMPORT / monster.length)),
      );
      assert.ok(query.length <= MAX_IMPORT * 2 && dropped.length <= 200);
      assert.ok(performance.now() - started < 10_000, `${dialect} ${monster}`);
      const long = importQuery(dialect, monster.repeat(1_000_000));
      assert.equal(long.query, '');
      assert.match(long.dropped[0]!.why, /16384 are taken/);
    }
});
