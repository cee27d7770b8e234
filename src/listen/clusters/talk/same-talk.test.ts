import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { knownIds } from './same-talk.ts';

const ROAMING = ['roaming', 'abroad', 'surcharge', 'bill'];
const OUTAGE = ['outage', 'router', 'modem', 'evening'];
const known = [
  { id: 'talk_r', terms: ROAMING },
  { id: 'talk_o', terms: OUTAGE },
];

describe('the id of a talk', () => {
  it('stays while words shift, and is new for another matter', () => {
    assert.deepEqual(knownIds([['router', 'outage', 'down', 'evening'], ['queue', 'shop'], ROAMING], known), [
      'talk_o',
      undefined,
      'talk_r',
    ]);
  });

  it('goes to the likest of two, and to one alone', () => {
    assert.deepEqual(knownIds([['roaming', 'abroad', 'data'], ROAMING], known), [undefined, 'talk_r']);
    assert.deepEqual(knownIds([ROAMING, ROAMING], known), ['talk_r', undefined]);
  });

  it('is unknown where nothing is known or said', () => {
    assert.deepEqual(knownIds([ROAMING, []], []), [undefined, undefined]);
    assert.deepEqual(knownIds([[]], [{ id: 'talk_e', terms: [] }]), [undefined]);
    assert.deepEqual(knownIds([], known), []);
  });
});
