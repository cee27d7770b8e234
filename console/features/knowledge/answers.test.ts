import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareOf, subjectName } from './answers.ts';

test('shares say nothing of nothing', () => {
  assert.deepEqual(
    [shareOf(0, 0), shareOf(0, 4), shareOf(1, 3), shareOf(4, 4)],
    ['–', '0 %', '33 %', '100 %'],
  );
});

test('what was found is named, also when it is gone or of a kind to come', () => {
  assert.equal(subjectName({ kind: 'thread', title: 'Blinks red' }), 'Blinks red · Solved question');
  assert.equal(subjectName({ kind: 'article', title: null }), 'Article that is gone');
  assert.equal(subjectName({ kind: 'status', title: 'Outage' }), 'Outage · status');
});
