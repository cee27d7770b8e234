import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuery, type Query } from '#lib/query/index.ts';
import { atOnce } from '../compartment.ts';
import { DocumentFacts } from '../document-facts.ts';
import { DocumentTokens } from '../document-tokens.ts';
import { Engine } from './engine.ts';
import { LearnedFrequencies } from './frequencies.ts';
import { TablesBuilder } from './tables.ts';

function engine(sources: readonly string[], post?: number) {
  const queries = sources.map((source): Query => {
    const parsed = parseQuery(source);
    assert.ok(parsed.isValid, source);
    return parsed.query;
  });
  const builder = new TablesBuilder(new LearnedFrequencies());
  for (const query of queries) builder.add(query);
  const made = new Engine(atOnce(builder.finish()), (topic) => queries[topic]!, post);
  const [tokens, facts] = [new DocumentTokens(), new DocumentFacts()];
  const match = (text: string) => {
    facts.set({ text });
    made.match(tokens.read({ text }), facts);
    return [...made.found.subarray(0, made.foundCount)].sort((a, b) => a - b);
  };
  return { made, match };
}

test('after four billion posts the count begins again, and topics that went stay away', () => {
  const { made, match } = engine(['late', 'late tram', 'tram NEAR/1 late', 'bill'], 0xfffffffb);
  assert.ok(made.remove(3));
  assert.ok(!made.remove(3));
  for (let i = 0; i < 10; i++) {
    assert.deepEqual(match('late tram bill'), [0, 1, 2], `post ${i}`);
    assert.deepEqual(match('bill'), []);
  }
});

test('each topic is found once, however often it is met', () => {
  const { made, match } = engine([
    'late OR tram OR lat*',
    '"late late"',
    'late NEAR/3 late',
    'ATLEAST/3 late',
  ]);
  assert.deepEqual(match('late late tram later late'), [0, 1, 2, 3]);
  assert.equal(made.figures.posts, 1);
  assert.equal(made.figures.candidates, 4);
  assert.deepEqual(match('late'), [0]);
});

test('programs go on at the right place behind parts that were decided early', () => {
  const cases: [query: string, texts: Record<string, boolean>][] = [
    [
      'a1 ((b1 c1) OR (d1 -e1)) f1',
      {
        'a1 b1 c1 f1': true,
        'a1 b1 d1 f1': true,
        'a1 d1 e1 f1': false,
        'a1 b1 c1 d1 e1 f1': true,
        'a1 b1 c1': false,
      },
    ],
    [
      '(a1 OR (b1 (c1 OR d1))) -(e1 (f1 OR g1))',
      { a1: true, 'b1 d1': true, b1: false, 'a1 e1 g1': false, 'a1 e1': true, 'b1 c1 e1 f1': false },
    ],
    [
      '((a1 NEAR/1 b1) OR "c1 d1") -(f1 NEAR/0 g1) h1',
      {
        'a1 x b1 h1': true,
        'a1 x x b1 h1': false,
        'c1 d1 h1': true,
        'd1 c1 h1': false,
        'c1 d1 f1 g1 h1': false,
        'c1 d1 f1 x g1 h1': true,
        'c1 d1': false,
      },
    ],
    [
      '(ATLEAST/2 a1 OR {Bb}) -(c1 -d1) e1',
      {
        'a1 a1 e1': true,
        'a1 e1': false,
        'Bb e1': true,
        'bb e1': false,
        'Bb c1 e1': false,
        'Bb c1 d1 e1': true,
      },
    ],
    [
      '("a1 b1 a1" OR "b1 b1 a1") c1',
      {
        'a1 b1 a1 c1': true,
        'b1 b1 a1 c1': true,
        'a1 b1 b1 c1': false,
        'b1 a1 b1 b1 a1 c1': true,
        'a1 b1 c1 a1': false,
      },
    ],
    ['"a1 a1"', { 'a1 a1': true, a1: false, 'a1 b1 a1': false }],
    ['"a1 b?c a1"', { 'a1 bxc a1': true, 'a1 bc a1': false, 'a1 bxc': false }],
    ['#a1 @b1.c1 $dd', { '#a1 @b1.c1 $dd': true, 'a1 @b1.c1 $dd': false, '#a1 @b1.c1 dd': false }],
    [
      'abc* x?y',
      { 'abcd xzy': true, 'abc xy': false, '#abcd xzy': true, '@abcd xzy': false, "a'bcd x'zy": true },
    ],
  ];
  for (const [query, texts] of cases) {
    const { match } = engine([query]);
    for (const [text, isMatch] of Object.entries(texts)) {
      assert.deepEqual(match(text), isMatch ? [0] : [], `${query} on ${text}`);
    }
  }
});
