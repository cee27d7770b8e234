import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { heard, LOST_AFTER_MS, lostSince, waitText } from './connection.ts';
import type { Wall } from './types.ts';

const wall = { at: '2026-11-22T12:00:00.000Z' } as Wall;

describe('the connection of a wallboard', () => {
  it('is lost when nothing was heard for too long, and says since when', () => {
    const state = heard(wall, 1000);
    assert.equal(lostSince(state, 1000 + LOST_AFTER_MS), null);
    assert.equal(lostSince(state, 1001 + LOST_AFTER_MS), 1000);
    assert.equal(lostSince({ kind: 'connecting' }, 9e9), null);
  });

  it('reckons with the clock of the server', () => {
    const state = heard(wall, Date.parse(wall.at) - 3_600_000);
    assert.ok(state.kind === 'shown' && state.skew === 3_600_000);
  });

  it('says waits in the unit that says enough', () => {
    const at = Date.parse(wall.at);
    const texts = [-1, 0, 59, 60, 125, 2880].map((minutes) =>
      waitText(new Date(at - minutes * 60_000).toISOString(), at),
    );
    assert.deepEqual(texts, ['0 min', '0 min', '59 min', '1:00 h', '2:05 h', '2 d']);
  });
});
