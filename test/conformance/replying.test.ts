import assert from 'node:assert/strict';
import { it } from 'node:test';
import { connectors } from '../../src/main/connectors.ts';
import { replyRigs } from './reply-rigs.ts';
import { repliesConform } from './replying.ts';

// The chat's is made at start, with its rooms.
it('every connector that answers is tried', () => {
  assert.deepEqual(Object.keys(replyRigs).toSorted(), [...connectors.replies.keys(), 'chat'].toSorted());
});

for (const [network, open] of Object.entries(replyRigs)) repliesConform(network, open);
