import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkLabel, textParts } from './text-parts.ts';

const kinds = (text: string) =>
  textParts(text)
    .filter((part) => part.kind !== 'text')
    .map((part) => `${part.kind}:${part.text}`);

test('finds links, mentions and tags, and leaves the sentence its punctuation', () => {
  assert.deepEqual(
    kinds('See https://a.example/x_(y). @ana.bell.example, #Fail! (https://b.example/c) and #2024 or #café2'),
    [
      'link:https://a.example/x_(y)',
      'mention:@ana.bell.example',
      'tag:#Fail',
      'link:https://b.example/c',
      'tag:#café2',
    ],
  );
});

test('mail addresses, anchors and bare signs are plain words', () => {
  assert.deepEqual(kinds('mail me@x.example or C# # @ a#b &#39; https://x.example/#top'), [
    'link:https://x.example/#top',
  ]);
});

test('only web addresses become links', () => {
  assert.deepEqual(kinds('javascript:alert(1) data:text/html,x ftp://x'), []);
});

test('nothing of the text is lost', () => {
  for (const text of ['', 'a @b #c https://d.example e', '👨‍👩‍👧 #tag 🇩🇪', 'https://x.example).', '@@a ##b']) {
    assert.equal(
      textParts(text, [
        { start: 1, end: 9 },
        { start: 3, end: 4 },
        { start: -4, end: 1 },
        { start: 90, end: 99 },
      ])
        .map((part) => part.text)
        .join(''),
      text,
    );
  }
});

test('marks run across parts and are joined where they overlap', () => {
  const parts = textParts('late bill #fail', [
    { start: 5, end: 15 },
    { start: 0, end: 4 },
    { start: 7, end: 9 },
  ]);
  assert.deepEqual(
    parts.map((part) => [part.kind, part.text, part.isMark]),
    [
      ['text', 'late', true],
      ['text', ' ', false],
      ['text', 'bill ', true],
      ['tag', '#fail', true],
    ],
  );
});

test('a marked link still leads to the whole address', () => {
  const parts = textParts('https://lumora.example/help', [{ start: 8, end: 14 }]);
  assert.ok(parts.length === 3 && parts.every((part) => part.href === 'https://lumora.example/help'));
});

test('labels of links are short', () => {
  assert.equal(linkLabel('https://www.example.org/'), 'example.org');
  assert.equal(linkLabel(`https://example.org/${'x'.repeat(80)}`).length, 40);
});
