import assert from 'node:assert/strict';
import { it } from 'node:test';
import { stateCode } from './states.ts';

it('knows the states of America and no others', () => {
  assert.deepEqual(
    [
      'US/Tennessee',
      'US/Illinois',
      'US/Nebraska',
      'US/Rhode Island',
      'US/District of Columbia',
      'US/Wyoming',
    ].map(stateCode),
    ['TN', 'IL', 'NE', 'RI', 'DC', 'WY'],
  );
  assert.deepEqual(['GB/Washington', 'US/Ontario', 'US/', 'few'].map(stateCode), [
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
