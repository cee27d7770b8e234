import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { leaveOut, markQuery } from './marks.ts';

const kinds = (query: string) =>
  markQuery(query)
    .filter((mark) => mark.kind !== 'plain')
    .map((mark) => `${mark.kind} ${mark.text}`);

test('operators and fields stand out, words and phrases do not', () => {
  assert.deepEqual(kinds('(refund OR "late AND lost") NEAR/3f x NOT lang:en'), [
    'operator OR',
    'operator NEAR/3f',
    'operator NOT',
    'field lang:',
  ]);
  assert.deepEqual(kinds('and or not orchid'), []);
  assert.deepEqual(kinds('<<< a OR b >>> c ATLEAST/2 d'), ['operator ATLEAST/2']);
});

test('the parts together are the query, whatever is typed and wherever the problem is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), fc.nat(10), (query, start, length) => {
      const marks = markQuery(query, { start, end: start + length });
      assert.equal(marks.map((mark) => mark.text).join(''), query);
    }),
  );
});

test('the problem is underlined where it is', () => {
  const wrong = markQuery('refund OR exchange late', { start: 7, end: 9 }).filter((mark) => mark.isWrong);
  assert.deepEqual(wrong, [{ text: 'OR', kind: 'operator', isWrong: true, isPair: false }]);
});

test('a place without width is shown by the character before it', () => {
  const wrong = (query: string, at: number) =>
    markQuery(query, { start: at, end: at })
      .filter((mark) => mark.isWrong)
      .map((mark) => mark.text)
      .join('');
  assert.equal(wrong('(refund', 7), 'd');
  assert.equal(wrong('x', 0), 'x');
});

test('a problem over several parts is underlined as a whole', () => {
  const marks = markQuery('a OR b c', { start: 0, end: 8 });
  assert.ok(marks.every((mark) => mark.isWrong));
});

test('leaving a word out keeps what the query means', () => {
  assert.equal(leaveOut('refund late', 'tax'), 'refund late -tax');
  assert.equal(leaveOut('refund OR late', 'tax'), '(refund OR late) -tax');
  assert.equal(leaveOut('(refund OR late)', 'tax'), '(refund OR late) -tax');
  assert.equal(leaveOut('"this OR that"', '#tax'), '"this OR that" -#tax');
  assert.equal(leaveOut('refund', "don't"), 'refund -"don\'t"');
});

test('the two brackets beside the cursor stand alone, whatever else is marked', () => {
  const query = 'a (b OR c) d';
  const marks = markQuery(query, { start: 0, end: query.length }, [2, 9]);
  assert.deepEqual(
    marks.filter((mark) => mark.isPair).map((mark) => mark.text),
    ['(', ')'],
  );
  assert.equal(marks.map((mark) => mark.text).join(''), query);
});
