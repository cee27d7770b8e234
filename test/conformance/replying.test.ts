import assert from 'node:assert/strict';
import { it } from 'node:test';
import { connectors } from '../../src/main/connectors.ts';
import { replyRigs } from './reply-rigs.ts';
import { repliesConform } from './replying.ts';

// The chat's and the community's are made at start, with their rooms and threads.
it('every connector that answers is tried', () => {
  assert.deepEqual(
    [...new Set(Object.keys(replyRigs).map((name) => name.split(':')[0]!))].toSorted(),
    [...connectors.replies.keys(), 'chat', 'community'].toSorted(),
  );
});

for (const [name, open] of Object.entries(replyRigs)) repliesConform(name, open);
