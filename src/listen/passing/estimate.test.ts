import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { randomFrom } from '../../../test/helpers/random.ts';
import { estimatePerDay } from './estimate.ts';

describe('the number a day, from a sample', () => {
  it('is what was found, times what each find stands for, for a whole day', () => {
    assert.equal(Math.round(estimatePerDay([0.1, 0.1, 0.1], 24, 0.1).perDay), 30);
    assert.equal(Math.round(estimatePerDay([0.1, 0.05], 12, 0.05).perDay), 60);
    assert.deepEqual(estimatePerDay([1, 1], 24, 1).perDay, 2);
  });

  it('has the range of a Poisson count', () => {
    // Exact limits of 10 by Garwood (1936): 4.80 and 18.39; of none 0 and 3.69.
    const ten = estimatePerDay(Array(10).fill(1), 24, 1);
    assert.ok(Math.abs(ten.low - 4.8) < 0.05 && Math.abs(ten.high - 18.39) < 0.05, JSON.stringify(ten));
    const none = estimatePerDay([], 24, 0.001);
    assert.equal(none.low, 0);
    assert.ok(Math.abs(none.high - 3690) < 100, `${none.high}`);
  });

  it('does not divide by nothing in the first minute', () => {
    assert.ok(Number.isFinite(estimatePerDay([0.02], 0, 0.02).high));
  });

  it('holds the truth between its ends nineteen times in twenty', () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    const random = randomFrom(seed);
    const [truth, share, rounds] = [4000, 0.003, 2000];
    let held = 0;
    let sum = 0;
    for (let round = 0; round < rounds; round++) {
      let finds = 0;
      for (let i = 0; i < truth; i++) if (random() < share) finds += 1;
      const { perDay, low, high } = estimatePerDay(Array(finds).fill(share), 24, share);
      sum += perDay;
      if (low <= truth && truth <= high) held += 1;
    }
    assert.ok(held / rounds > 0.93, `seed ${seed}: ${held} of ${rounds}`);
    assert.ok(Math.abs(sum / rounds / truth - 1) < 0.03, `seed ${seed}: unbiased, ${sum / rounds}`);
  });
});
