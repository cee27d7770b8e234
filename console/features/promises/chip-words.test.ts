import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chipWords, type PromiseChip } from './chip-words.ts';

const now = Date.parse('2026-11-23T10:00:00Z');
const chip = (more: Partial<PromiseChip>): PromiseChip => ({
  kind: 'first',
  dueAt: '2026-11-23T10:12:00Z',
  isSoon: false,
  isMissed: false,
  isPaused: false,
  ...more,
});

test('a chip says what is due and when, louder as it comes near', () => {
  assert.deepEqual(chipWords(chip({}), now), { text: 'First answer due in 12m', tone: 'neutral' });
  assert.equal(chipWords(chip({ isSoon: true }), now).tone, 'warn');
  assert.deepEqual(chipWords(chip({ kind: 'next', isMissed: true, dueAt: '2026-11-23T08:00:00Z' }), now), {
    text: 'Next answer late by 2h',
    tone: 'bad',
  });
});

test('a chip knows that time has passed before the server says so, and what stands still', () => {
  assert.equal(chipWords(chip({ dueAt: '2026-11-23T09:59:00Z', isSoon: true }), now).tone, 'bad');
  assert.deepEqual(chipWords(chip({ kind: 'resolution', dueAt: null, isPaused: true }), now), {
    text: 'Solution: the clock stands still',
    tone: 'neutral',
  });
});
