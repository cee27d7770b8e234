import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tilesOf } from './tiles.ts';
import type { Figures, Overview } from './types.ts';

const figures = (some: Partial<Figures>): Figures => ({
  contacts: 0,
  needing: 0,
  answered: 0,
  answeredShare: null,
  medianAnswer: null,
  p90Answer: null,
  solved: 0,
  medianSolve: null,
  rated: 0,
  satisfied: 0,
  satisfiedShare: null,
  ...some,
});
const tiles = (now: Partial<Figures>, before: Partial<Figures> = {}) =>
  new Map(
    tilesOf({ total: { now: figures(now), before: figures(before) } } as Overview).map((tile) => [
      tile.key,
      tile,
    ]),
  );

describe('the figures for one glance', () => {
  it('say what changed, shares in points and counts in percent', () => {
    const shown = tiles(
      { contacts: 120, answeredShare: 0.8, medianAnswer: 3600, solved: 50, satisfiedShare: 0.5 },
      { contacts: 100, answeredShare: 0.9, medianAnswer: 7200, solved: 50, satisfiedShare: 0.25 },
    );
    assert.deepEqual(
      ['contacts', 'answered', 'time', 'solved', 'satisfied'].map((key) => shown.get(key)!.change),
      ['+20 %', '−10', '−50 %', '±0 %', '+25'],
    );
  });

  it('say nothing of what cannot be compared', () => {
    for (const { change } of tiles({ contacts: 3 }).values()) assert.equal(change, null);
  });

  it('open what they say: of the answered share those without an answer', () => {
    const shown = tiles({ contacts: 3 });
    assert.deepEqual(
      [...shown.values()].map(({ behind }) => behind.what),
      ['contacts', 'unanswered', 'answered', 'solved', 'rated'],
    );
  });
});
