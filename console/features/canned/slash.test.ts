import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offeredFor, slashAt, withWords } from './slash.ts';

test('a slash at the beginning of a word asks for canned replies', () => {
  assert.deepEqual(slashAt('Hi\n/ref', 7), { start: 3, words: 'ref' });
  assert.deepEqual(slashAt('/', 1), { start: 0, words: '' });
  for (const text of ['a/ref', 'https://x', '/ref und', '//', 'and/or'])
    assert.equal(slashAt(text, text.length), null, text);
});

test('shortcuts count more than names, and names more than folders', () => {
  const entries = [
    { name: 'Where the refund is', folder: '', shortcut: 'where' },
    { name: 'Refund under way', folder: '', shortcut: null },
    { name: 'Sorry', folder: 'Refunds', shortcut: 'sorry' },
    { name: 'Money back', folder: '', shortcut: 'refund-now' },
    { name: 'Ü-Karte', folder: '', shortcut: 'refund' },
  ];
  assert.deepEqual(
    offeredFor(entries, 'refund', 8).map(({ name }) => name),
    ['Ü-Karte', 'Money back', 'Refund under way', 'Where the refund is', 'Sorry'],
  );
  assert.deepEqual(offeredFor(entries, 'u-k', 8).length, 1);
  assert.deepEqual(offeredFor(entries, 'nothing', 8), []);
});

test('the words take the place of the shortcut', () => {
  const asked = slashAt('Hi /re there', 6)!;
  assert.deepEqual(withWords('Hi /re there', 6, asked, 'the money'), {
    text: 'Hi the money there',
    caret: 12,
  });
});
