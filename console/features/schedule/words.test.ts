import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeWords, wallLater } from './words.ts';

test('a time is told by the clock it was chosen on, and by the reader’s own where that differs', () => {
  const at = '2026-11-24T08:00:00.000Z';
  assert.match(timeWords(at, 'Europe/Berlin', 'Europe/Berlin'), /^Tue,? 24 Nov 2026, 09:00 CET$/);
  assert.match(timeWords(at, 'America/New_York', 'Europe/Berlin'), /03:00.*09:00/);
  assert.doesNotMatch(
    timeWords(at, 'Europe/Paris', 'Europe/Berlin'),
    /yours/,
    'the same clock under another name',
  );
});

test('the field begins at a full hour of the zone', () => {
  assert.equal(wallLater(Date.parse('2026-11-24T08:10:00Z'), 'Asia/Kathmandu', 1), '2026-11-24T15:45');
  assert.equal(wallLater(Date.parse('2026-11-24T23:10:00Z'), 'Europe/Berlin', 0), '2026-11-25T01:00');
});
