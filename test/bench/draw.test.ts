import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logUniform, weighted, zipf } from '../../tools/bench/match/draw.ts';
import { format } from '../../tools/bench/match/report.ts';
import { interleave, median, medianOf } from '../../tools/bench/match/rounds.ts';
import { randomFrom } from '../helpers/random.ts';

const DRAWS = 200_000;

function sharesOf(draw: (random: () => number) => number, count: number, seed: number): number[] {
  const random = randomFrom(seed);
  const shares = Array.from({ length: count }, () => 0);
  for (let i = 0; i < DRAWS; i++) shares[draw(random)]! += 1 / DRAWS;
  return shares;
}

test('drawing by weight gives every index its share, also where most weights are nothing', () => {
  for (const weights of [[1], [1, 1], [5, 0, 3, 2], [0, 0, 1], [94, 6, 0, 0, 0], [0.2, 0.3, 0.5, 7]]) {
    const sum = weights.reduce((a, b) => a + b);
    for (const [at, share] of sharesOf(weighted(weights), weights.length, 7).entries()) {
      const expected = weights[at]! / sum;
      assert.ok(Math.abs(share - expected) < 0.006, `${weights.join()} at ${at}: ${share}`);
      if (weights[at] === 0) assert.equal(share, 0);
    }
  }
});

test('ranks follow the law of Zipf', () => {
  const shares = sharesOf(zipf(1000, 2), 1000, 3);
  assert.ok(Math.abs(shares[0]! / shares[2]! - 2) < 0.15);
  assert.ok(Math.abs(shares[0]! / shares[18]! - 10) < 1.5);
});

test('log-uniform numbers stay in their range and fill each power of ten alike', () => {
  const random = randomFrom(5);
  const numbers = Array.from({ length: 30_000 }, () => logUniform(random, 10, 10_000));
  assert.ok(Math.min(...numbers) >= 10 && Math.max(...numbers) < 10_000);
  const low = numbers.filter((number) => number < 100).length / numbers.length;
  assert.ok(Math.abs(low - 1 / 3) < 0.02, String(low));
});

test('rounds run in turn after a warm-up that does not count', async () => {
  const order: string[] = [];
  const taken = await interleave(
    [
      { name: 'a', items: 1, run: () => void order.push('a') },
      { name: 'b', items: 1, run: () => void order.push('b') },
    ],
    2,
  );
  assert.equal(order.join(''), 'ababab');
  assert.deepEqual([taken.a.length, taken.b.length], [2, 2]);
});

test('medians are of rounds, and of what two contenders of the same round say together', () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([4, 1, 2, 9]), 3);
  const slow = [2, 20, 6].map((cpu) => ({ cpu, wall: 0 }));
  const fast = [1, 10, 1].map((cpu) => ({ cpu, wall: 0 }));
  assert.equal(
    medianOf(slow, fast, (a, b) => a.cpu / b.cpu),
    2,
  );
});

test('figures are short', () => {
  assert.deepEqual([123_456.7, 12.345, 0.12345, Number.NaN].map(format), ['123,457', '12.3', '0.123', '–']);
});
