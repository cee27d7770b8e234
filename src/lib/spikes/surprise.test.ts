import assert from 'node:assert/strict';
import { test } from 'node:test';
import { surprise } from './surprise.ts';

/** log P(X >= count) of a negative binomial, summed term by term. */
function tail(count: number, mean: number, spread: number): number {
  const shape = 1 / spread;
  let term = Math.exp(shape * Math.log(shape / (shape + mean)));
  let below = 0;
  for (let k = 0; k < count; k++) {
    below += term;
    term *= ((shape + k) / (k + 1)) * (mean / (shape + mean));
  }
  return 1 - below;
}

/** Upper tail of the normal distribution (Abramowitz and Stegun 26.2.17). */
function normalTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const poly =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * poly;
}

test('is nothing at or below the mean', () => {
  for (const count of [0, 1, 5, 10]) assert.equal(surprise(count, 10, 0.1), 0);
  assert.equal(surprise(0, 0.001, 0.04), 0);
});

test('agrees with the exact tail of the distribution', () => {
  for (const [mean, spread] of [
    [0.3, 0.2],
    [2, 0.1],
    [20, 0.05],
    [300, 0.01],
  ] as const)
    for (const times of [2, 3, 4]) {
      const count = Math.ceil(mean * times) + 2;
      const exact = tail(count, mean, spread);
      if (exact < 1e-11) continue;
      const told = normalTail(Math.sqrt(2 * surprise(count, mean, spread)));
      assert.ok(told / exact > 0.3 && told / exact < 3, `${count} at ${mean}: told ${told}, exact ${exact}`);
    }
});

test('grows with the count, and falls with the spread', () => {
  let last = 0;
  for (let count = 25; count < 200; count += 5) {
    const now = surprise(count, 20, 0.05);
    assert.ok(now > last);
    assert.ok(surprise(count, 20, 0.2) < now);
    assert.ok(surprise(count, 20, 0) > now);
    last = now;
  }
});
