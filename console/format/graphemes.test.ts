import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countGraphemes, offsetOfGrapheme } from './graphemes.ts';

test('counts what a person sees', () => {
  const cases: [string, number][] = [
    ['', 0],
    ['plain text\n', 11],
    ['e\u0301', 1],
    ['👨‍👩‍👧‍👦', 1],
    ['🇩🇪🇫🇷', 2],
    ['👍🏽', 1],
    ['\r\n', 1],
    ['日本語', 3],
    ['नि', 1],
  ];
  for (const [text, count] of cases) assert.equal(countGraphemes(text), count, JSON.stringify(text));
});

test('the limit never cuts a character in two', () => {
  const text = 'ab👨‍👩‍👧‍👦cd';
  assert.equal(offsetOfGrapheme(text, 2), 2);
  assert.equal(offsetOfGrapheme(text, 3), text.indexOf('c'));
  assert.equal(offsetOfGrapheme(text, 99), text.length);
  assert.equal(offsetOfGrapheme('abc', 2), 2);
});
