import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countAgainst, previewParts } from './composer-preview.ts';

test('cuts at facets and at the limit, and loses nothing', () => {
  const text = 'Hi @kim see https://a.example now';
  const parts = previewParts(
    text,
    [
      { start: 3, end: 7 },
      { start: 12, end: 29 },
    ],
    20,
  );
  assert.equal(parts.map((part) => part.text).join(''), text);
  assert.deepEqual(
    parts.filter((part) => part.isFacet).map((part) => part.text),
    ['@kim', 'https://', 'a.example'],
  );
  assert.equal(
    parts
      .filter((part) => part.isOver)
      .map((part) => part.text)
      .join(''),
    'a.example now',
  );
});

test('an empty text has no parts, a short one is one part', () => {
  assert.deepEqual(previewParts('', [], 300), []);
  assert.deepEqual(previewParts('Hi', [], 300), [{ start: 0, text: 'Hi', isFacet: false, isOver: false }]);
});

test('facets of an older text do no harm', () => {
  assert.deepEqual(
    previewParts(
      'Hi',
      [
        { start: 1, end: 40 },
        { start: -2, end: 1 },
        { start: 2, end: 2 },
      ],
      300,
    ).map((part) => part.text),
    ['Hi'],
  );
});

test('counting says when room gets scarce and when it is gone', () => {
  assert.deepEqual(countAgainst(100, 300), {
    length: 100,
    max: 300,
    left: 200,
    isTight: false,
    isOver: false,
  });
  assert.equal(countAgainst(270, 300).isTight, true);
  assert.equal(countAgainst(300, 300).isOver, false);
  assert.deepEqual(countAgainst(301, 300), { length: 301, max: 300, left: -1, isTight: true, isOver: true });
});
