import assert from 'node:assert/strict';
import { it } from 'node:test';
import { removedInput } from '#embrace/reviews/schema.ts';
import { REASONS } from './reasons.ts';

it('offers every reason for which a review can be removed, and no other', () => {
  assert.deepEqual([...REASONS], removedInput.shape.reason.options);
});
