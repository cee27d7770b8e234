import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cappedNumber, changeOf, percent, pointsOf, shortNumber, signed } from './number.ts';
import { span } from './span.ts';

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

test('changes carry their sign, and there is none from nothing', () => {
  assert.deepEqual(
    [changeOf(12, 10), changeOf(5, 10), changeOf(10, 10), changeOf(3, 0)],
    ['+20 %', '−50 %', '±0 %', null],
  );
  assert.deepEqual([pointsOf(0.5, 0.42), pointsOf(0.1, 0.3), pointsOf(null, 0.3)], ['+8', '−20', null]);
});

test('shares are whole per cent, and none is a dash', () => {
  assert.deepEqual([0.924, 0, null, undefined].map(percent), ['92 %', '0 %', '–', '–']);
});

test('times are told in the unit that says enough', () => {
  assert.deepEqual([null, 20, 240, 7200, 36_000, 300_000].map(span), [
    '–',
    '1 min',
    '4 min',
    '2.0 h',
    '10 h',
    '3.5 d',
  ]);
});

test('a share that hardly moved has no sign, as a count has none', () => {
  assert.deepEqual([pointsOf(0.5, 0.502), pointsOf(0.502, 0.5), pointsOf(0.3, 0.3)], ['±0', '±0', '±0']);
  assert.deepEqual([pointsOf(0.515, 0.5), pointsOf(0.48, 0.5)], ['+2', '−2']);
});

test('times keep two digits where units meet', () => {
  const hours = (count: number) => span(count * 3600);
  assert.deepEqual([9.94, 9.96, 10].map(hours), ['9.9 h', '10 h', '10 h']);
  assert.deepEqual([5399, 5400, 48 * 3600 - 1, 48 * 3600].map(span), ['90 min', '1.5 h', '48 h', '2.0 d']);
});
