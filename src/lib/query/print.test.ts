import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuery, printQuery } from './index.ts';

/** What was written, and the plainest way to write it. */
const printed: [source: string, plain: string][] = [
  ['  Refund   late ', 'Refund late'],
  ['refund AND late', 'refund late'],
  ['refund (late AND lost)', 'refund late lost'],
  ['(a OR (b OR c))', 'a OR b OR c'],
  ['a OR (b c)', 'a OR (b c)'],
  ['(a OR b) c', '(a OR b) c'],
  ['a NOT b', 'a -b'],
  ['a NOT (b OR c)', 'a -(b OR c)'],
  ['a NOT NOT b', 'a -(-b)'],
  ['a -(b NEAR/2 c)', 'a -(b NEAR/2 c)'],
  ['((a)) NEAR/0007F (b OR c)', 'a NEAR/7f (b OR c)'],
  ['“order  lost!”', '"order lost"'],
  ['"order"', 'order'],
  ['"OR"', '"OR"'],
  ['{ Orange   Shop }', '{Orange Shop}'],
  ['{OR}', '{OR}'],
  ['e-mail', '"e mail"'],
  ["Joe's", 'Joe'],
  ['"a b"~03', '"a b"~3'],
  ['LANG:EN_gb a', 'lang:en-gb a'],
  ['a lang:(en OR de, fr|en)', 'a lang:(en|de|fr)'],
  ['author:@Joe', 'author:joe'],
  ['author:"Jane  Doe"', 'author:"jane doe"'],
  ['source:("a b"|c)', 'source:("a b"|c)'],
  ['link:https://WWW.Example.com/', 'link:www.example.com'],
  ['link:münchen.de', 'link:xn--mnchen-3ya.de'],
  ['a followers:[ 010  to * ]', 'a followers:[10 TO *]'],
  ['in:(text|title) (a OR b)', 'in:(title|text) (a OR b)'],
  ['in:title in:text a', 'in:title in:text a'],
  ['ATLEAST/2 (a OR "b c")', 'ATLEAST/2 (a OR "b c")'],
  ['a <<<why>>> b', 'a b'],
  ['a"b c"d', 'a "b c" d'],
  ['a(b)-c', 'a b -c'],
];

for (const [source, plain] of printed) {
  test(`${source} is printed as ${plain}`, () => {
    const parsed = parseQuery(source);
    assert.ok(parsed.isValid, JSON.stringify(parsed));
    assert.equal(printQuery(parsed.query), plain);
  });
}

test('the places of the parts are where they were written', () => {
  const valid = parseQuery(' refund ("order lost" OR {Late}) -x');
  assert.ok(valid.isValid && valid.query.type === 'and');
  const text = ' refund ("order lost" OR {Late}) -x';
  const parts = valid.query.children.map(({ span }) => text.slice(span.start, span.end));
  assert.deepEqual(parts, ['refund', '("order lost" OR {Late})', '-x']);
});
