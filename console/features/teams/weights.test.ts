import assert from 'node:assert/strict';
import { test } from 'node:test';
import { channelsOf, weightsOf } from './weights.ts';

test('channels of our accounts can be weighed, and those that were', () => {
  const accounts = [{ network: 'mail' }, { network: 'chat' }, { network: 'mail' }];
  assert.deepEqual(channelsOf(accounts, { bluesky: 0.5, chat: 2 }), ['bluesky', 'chat', 'mail']);
  assert.deepEqual(channelsOf([], {}), []);
});

test('what counts as one, and what is no number, is left out', () => {
  assert.deepEqual(weightsOf({ chat: '2', mail: '0.5', bluesky: '1', feed: '', web: 'x' }), {
    chat: 2,
    mail: 0.5,
  });
});
