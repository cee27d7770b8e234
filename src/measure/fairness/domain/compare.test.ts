import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Cell, compareGroups } from './compare.ts';

/** Repeatable chance. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function drawn(random: () => number, asked: number, chance: number): number {
  let had = 0;
  for (let n = 0; n < asked; n++) if (random() < chance) had += 1;
  return had;
}

const of = (cells: readonly Cell[], group: string) =>
  compareGroups(cells).find((one) => one.group === group)!;

describe('groups', () => {
  it('in one stratum are compared as plain shares', () => {
    const cells = [
      { stratum: 's', group: 'a', asked: 200, had: 60 },
      { stratum: 's', group: 'b', asked: 100, had: 50 },
    ];
    const a = of(cells, 'a');
    assert.ok(Math.abs(a.ratio! - 0.6) < 1e-12);
    assert.ok(Math.abs(a.likeForLike! - 0.3) < 1e-12);
    assert.ok(Math.abs(of(cells, 'b').ratio! - 1 / 0.6) < 1e-12);
    // By hand: the logarithm's variance is 1/60 − 1/200 + 1/50 − 1/100.
    const spread = 2.5758 * Math.sqrt(1 / 60 - 1 / 200 + 1 / 50 - 1 / 100);
    assert.ok(Math.abs(a.low! - 0.6 * Math.exp(-spread)) < 1e-9);
    assert.ok(a.isUnfair);
  });

  it('that are only composed otherwise are treated alike: the shares differ, like for like they do not', () => {
    // Complaints are answered by nine in ten, praise by two in ten. Small accounts praise more.
    const cells = [
      { stratum: 'complaint', group: 'small', asked: 100, had: 90 },
      { stratum: 'complaint', group: 'large', asked: 900, had: 810 },
      { stratum: 'praise', group: 'small', asked: 900, had: 180 },
      { stratum: 'praise', group: 'large', asked: 100, had: 20 },
    ];
    const small = of(cells, 'small');
    assert.equal(small.rate, 0.27);
    assert.equal(of(cells, 'large').rate, 0.83);
    assert.ok(Math.abs(small.ratio! - 1) < 1e-12);
    assert.equal(small.isUnfair, false);
  });

  it('whose shares are alike may be treated unfairly all the same', () => {
    const cells = [
      { stratum: 'complaint', group: 'small', asked: 900, had: 450 },
      { stratum: 'complaint', group: 'large', asked: 100, had: 90 },
      { stratum: 'praise', group: 'small', asked: 100, had: 10 },
      { stratum: 'praise', group: 'large', asked: 900, had: 370 },
    ];
    assert.equal(of(cells, 'small').rate, of(cells, 'large').rate);
    assert.ok(of(cells, 'small').isUnfair);
  });

  it('that are too small, or have nobody like them, are not compared', () => {
    const few = of(
      [
        { stratum: 's', group: 'a', asked: 19, had: 0 },
        { stratum: 's', group: 'b', asked: 500, had: 400 },
      ],
      'a',
    );
    assert.deepEqual([few.ratio, few.isUnfair, few.rate], [null, false, 0]);
    const alone = of(
      [
        { stratum: 's', group: 'a', asked: 500, had: 5 },
        { stratum: 't', group: 'b', asked: 500, had: 400 },
      ],
      'a',
    );
    assert.deepEqual([alone.ratio, alone.isUnfair], [null, false]);
    assert.deepEqual(compareGroups([]), []);
  });

  it('of which nobody had it stand out when there are enough of them', () => {
    const with0 = (asked: number) =>
      of(
        [
          { stratum: 's', group: 'a', asked, had: 0 },
          { stratum: 's', group: 'b', asked: 500, had: 400 },
        ],
        'a',
      );
    assert.deepEqual([with0(100).ratio, with0(100).isUnfair], [0, true]);
    const rare = of(
      [
        { stratum: 's', group: 'a', asked: 30, had: 0 },
        { stratum: 's', group: 'b', asked: 500, had: 5 },
      ],
      'a',
    );
    assert.equal(rare.isUnfair, false, 'of thirty none is no wonder where one in a hundred has it');
  });

  it('stand out by chance hardly ever, and nearly always when they get two thirds of the others’ chance', () => {
    const random = seeded(20261122);
    const draw = (chanceOf: (group: number, stratum: number) => number) =>
      Array.from({ length: 10 }, (_, group) =>
        Array.from({ length: 30 }, (__, stratum): Cell => {
          const asked = Math.floor(random() * 24);
          return {
            stratum: `s${stratum}`,
            group: `g${group}`,
            asked,
            had: drawn(random, asked, chanceOf(group, stratum)),
          };
        }),
      ).flat();
    const base = (stratum: number) => 0.35 + 0.5 * (stratum / 30);
    let [alarms, found, rounds] = [0, 0, 0];
    for (; rounds < 60; rounds++) {
      alarms += compareGroups(draw((_, stratum) => base(stratum))).filter(({ isUnfair }) => isUnfair).length;
      const unfair = draw((group, stratum) => base(stratum) * (group === 0 ? 2 / 3 : 1));
      if (of(unfair, 'g0').isUnfair) found += 1;
    }
    assert.equal(alarms, 0, `of ${rounds * 10} fair groups`);
    assert.ok(found >= 57, `found ${found} of ${rounds}`);
  });
});
