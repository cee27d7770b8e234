import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cappedNumber, shortNumber, signed } from './number.ts';

test('large numbers are shortened, others grouped', () => {
  assert.equal(shortNumber(9_999), '9,999');
  assert.equal(shortNumber(12_345), '12.3K');
  assert.equal(shortNumber(-2_000_000), '-2M');
});

test('a capped count says that there are more', () => {
  assert.equal(cappedNumber(999, 1000), '999');
  assert.equal(cappedNumber(1000, 1000), '1,000+');
});

test('points carry their sign', () => {
  assert.deepEqual([12.4, -3, 0.2, -0.4].map(signed), ['+12', '−3', '0', '0']);
});
