import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneDigit, stars, toggled } from './words.ts';

test('ratings are drawn and reckoned, and nothing is told of none', () => {
  assert.deepEqual(
    [stars(4), stars(1), stars(5), stars(9), stars(-1)],
    ['★★★★☆', '★☆☆☆☆', '★★★★★', '★★★★★', '☆☆☆☆☆'],
  );
  assert.deepEqual([oneDigit(4.26), oneDigit(null)], ['4.3', '–']);
});

test('a network is switched on and off, and others stay', () => {
  const all = ['mail', 'chat', 'bluesky'];
  assert.deepEqual(toggled(all, ['mail'], 'bluesky', true), ['mail', 'bluesky']);
  assert.deepEqual(toggled(all, ['bluesky', 'mail'], 'chat', true), all);
  assert.deepEqual(toggled(all, all, 'chat', false), ['mail', 'bluesky']);
  assert.deepEqual(toggled(all, ['fax', 'mail'], 'mail', false), ['fax'], 'one that is not shown is kept');
});
