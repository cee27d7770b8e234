import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_BRAKE, heldThreads } from './domain.ts';

const NOON = Date.parse('2026-11-23T12:00:00Z');
const at = (minutes: number) => new Date(NOON + minutes * 60_000);
const threads = (...minutes: number[]) => minutes.map((minute) => ({ saidAt: at(minute), minute }));
const brake = { isOn: true, threads: 3, minutes: 10 };
const quiet = { waiting: [], floodUntil: null };
const held = (...args: Parameters<typeof heldThreads<{ saidAt: Date; minute: number }>>) =>
  heldThreads(...args).map(({ minute }) => minute);

test('as many as are allowed get a row each, what is beyond is held, whatever order they came in', () => {
  assert.deepEqual(held(threads(0, 1, 2), quiet, brake), []);
  assert.deepEqual(held(threads(4, 0, 2, 1, 3), quiet, brake), [3, 4]);
});

test('what waits already counts, if it was said at the same time', () => {
  assert.deepEqual(held(threads(5), { waiting: [at(0), at(1), at(2)], floodUntil: null }, brake), [5]);
  assert.deepEqual(held(threads(30), { waiting: [at(0), at(1), at(2)], floodUntil: null }, brake), []);
});

test('a mailbox read for the first time is no flood: it counts when things were said', () => {
  const week = Array.from({ length: 50 }, (_, day) => day * 200);
  assert.deepEqual(held(threads(...week), quiet, brake), []);
});

test('a flood goes on until it was quiet for as long as the window is', () => {
  const pace = { waiting: [], floodUntil: at(0) };
  assert.deepEqual(held(threads(9, 18, 27, 40, 41), pace, brake), [9, 18, 27]);
});

test('a brake that is off holds nothing, and the usual one lets ten through', () => {
  const minute = threads(...Array.from({ length: 500 }, () => 0));
  assert.equal(heldThreads(minute, quiet, { ...brake, isOn: false }).length, 0);
  assert.equal(heldThreads(minute, quiet, DEFAULT_BRAKE).length, 490);
});
