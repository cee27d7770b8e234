import assert from 'node:assert/strict';
import { it } from 'node:test';
import { oneIn } from './chance.ts';

it('says how often chance alone would sound the alarm', () => {
  // Tables of the normal distribution: 0.02275, 0.001350, 0.00003167, 0.0000002867.
  assert.deepEqual([2, 3, 4, 5].map(oneIn), [44, 740, 32_000, 3_500_000]);
});
