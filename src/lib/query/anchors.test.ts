import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchors, parseQuery, toTsquery } from './index.ts';

const printed: [source: string, text: string | null, links?: string][] = [
  ['refund', `'refund'`],
  ['Café {Apple}', `('cafe' & 'apple')`],
  ['"order not here" -early', `('order' & 'not' & 'here')`],
  ['refund OR (late lang:en)', `('refund' | 'late')`],
  ['refund (late OR lost*) -x', `('refund' & ('late' | 'lost':*))`],
  ['cancel*tion wom?n', `('cancel':* & 'wom':*)`],
  ['a NEAR/3 (b OR "c d")', `('a' & ('b' | ('c' & 'd')))`],
  ['#tag @a.b $tsla 👍🏽', `('#tag' & '@a.b' & '$tsla' & '👍')`],
  ['author:joe', null],
  ['refund OR author:joe', null],
  ['refund author:joe', `'refund'`],
  ['link:a.example', null, `'link:a.example'`],
  ['x link:(a.example|b.example)', `'x'`, `('x' & ('link:a.example' | 'link:b.example'))`],
  ['(a NEAR/1 b) NEAR/2 c', `(('a' & 'b') & 'c')`],
  ['refund -time:today', `'refund'`],
  ['refund (time:today OR near:[0,0,1] OR late)', `'refund'`],
  ['thread:1 OR segment:vip OR label:x', null],
  ['refund case:open country:DE city:Bonn sentiment:mixed', `'refund'`],
  ['in:title refund', `'refund'`],
  ['in:bio refund', null],
  ['in:(title|bio) refund', null],
];

for (const [source, text, links] of printed) {
  test(`${source} is preselected by ${links ?? text ?? 'nothing'}`, () => {
    const parsed = parseQuery(source);
    assert.ok(parsed.isValid);
    const onText = anchors(parsed.query);
    const onLinks = anchors(parsed.query, 'links');
    assert.equal(onText && toTsquery(onText), text);
    assert.equal(onLinks && toTsquery(onLinks), links ?? text);
  });
}

test('terms are quoted whatever they hold', () => {
  assert.equal(toTsquery({ type: 'term', term: `a'b\\c` }), `'a''b\\\\c'`);
  assert.equal(toTsquery({ type: 'prefix', prefix: `'` }), `'''':*`);
});
