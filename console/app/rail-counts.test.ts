import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { destinations } from './navigation.ts';
import { RAIL_COUNTS, shortCount } from './rail-counts.ts';

describe('numbers beside the navigation', () => {
  it('stand at places that there are', () => {
    const places = new Set(destinations.map(({ to }) => to));
    assert.deepEqual(
      Object.keys(RAIL_COUNTS).filter((to) => !places.has(to)),
      [],
    );
  });

  it('count what waits for the reader, and nothing that is only pointed out', () => {
    const sum = (to: string, answer: Record<string, number>) => RAIL_COUNTS[to]!.sum(answer);
    assert.equal(sum('/moderation', { queue: 3, appeals: 2, signs: 40 }), 5);
    assert.equal(sum('/approvals', { decide: 4, mine: 7 }), 4);
    assert.equal(sum('/community-desk', { late: 6 }), 6);
    for (const to of Object.keys(RAIL_COUNTS)) assert.equal(sum(to, {}), 0);
  });

  it('have room for two digits', () => {
    assert.deepEqual([1, 99, 100, 4000].map(shortCount), ['1', '99', '99+', '99+']);
  });
});
