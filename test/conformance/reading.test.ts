import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { connectors } from '../../src/main/connectors.ts';
import { readingConforms } from './reading.ts';
import { readingRigs } from './reading-rigs.ts';

it('every connector that reads is tried', () => {
  assert.deepEqual(Object.keys(readingRigs).toSorted(), [...connectors.sources.keys()].toSorted());
});

// They wait for their networks most of the time, each for its own.
describe('connectors that read', { concurrency: true }, () => {
  for (const [kind, open] of Object.entries(readingRigs)) readingConforms(kind, open);
});
