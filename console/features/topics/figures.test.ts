import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outlookOf, roughly, spanOf } from './figures.ts';
import type { Expected } from './types.ts';

const expected = (perDay: number, low: number, high: number, posts: number, matched: number): Expected => ({
  perDay,
  low,
  high,
  storedPerDay: 0,
  storedDays: 1,
  passingPerDay: 0,
  sample: { posts, matched, hours: 3, represents: 100 },
});

test('tells two digits of a number and no more', () => {
  assert.deepEqual([0.4, 3.6, 10, 1234, 98_765, 155].map(roughly), [0, 4, 10, 1200, 99_000, 160]);
});

test('promises no more than the sample does', () => {
  assert.deepEqual(outlookOf(expected(1000, 320, 2340, 200, 5)), {
    kind: 'about',
    count: '1,000',
    range: ['320', '2,300'],
  });
  assert.deepEqual(outlookOf(expected(3, 3, 3, 0, 0)), { kind: 'about', count: '3', range: null });
  assert.deepEqual(outlookOf(expected(3, 3, 900, 100, 0)), {
    kind: 'about',
    count: '3',
    range: ['3', '900'],
  });
  assert.deepEqual(outlookOf(expected(0, 0, 25_000, 20_000, 0)), { kind: 'fewer', than: '25K' });
  assert.deepEqual(outlookOf(expected(0.01, 0.01, 0.01, 0, 0)), { kind: 'rare' });
  assert.deepEqual(outlookOf(expected(0.01, 0.01, 0.3, 9, 0)), { kind: 'rare' });
});

test('says minutes while hours would say nothing', () => {
  assert.deepEqual([0, 0.5, 1.9, 2.4, 24].map(spanOf), [
    { count: 1, unit: 'minutes' },
    { count: 30, unit: 'minutes' },
    { count: 114, unit: 'minutes' },
    { count: 2, unit: 'hours' },
    { count: 24, unit: 'hours' },
  ]);
});
