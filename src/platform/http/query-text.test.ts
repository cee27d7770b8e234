import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queryText } from './query-text.ts';

test('a parameter is one line of writable text, however it was given', () => {
  assert.equal(queryText('  two\r\nlines\0\ud800 '), 'two  lines \ufffd');
  assert.equal(queryText('x'.repeat(400)).length, 300);
  assert.equal(queryText('  abcdef', 3), 'abc');
  assert.equal(queryText('ab  cdef', 4), 'ab', 'cut between words');
  assert.equal(queryText('ab😀', 3), 'ab\ufffd', 'a sign that is cut can still be kept');
  for (const given of [undefined, null, 3, ['a', 'b'], { q: 'a' }]) assert.equal(queryText(given), '');
});
