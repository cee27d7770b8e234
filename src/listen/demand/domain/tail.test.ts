import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MOST_SIGMA, sigmaOf } from './tail.ts';

test('says what tables of the Poisson distribution say', () => {
  // P(X ≥ k) with mean m, and the normal deviation that is exceeded as rarely.
  for (const [observed, mean, sigma] of [
    [6, 1, 3.242],
    [3, 0.5, 2.188],
    [20, 10, 2.702],
    [10_300, 10_000, 2.985],
  ] as const) {
    const found = sigmaOf(observed, mean, mean);
    assert.ok(Math.abs(found - sigma) < 0.02, `${observed} with ${mean}: ${found}`);
  }
});

test('says what a sum over the negative binomial distribution says', () => {
  const [mean, variance] = [4, 12];
  const size = mean ** 2 / (variance - mean);
  let [one, below] = [(size / (size + mean)) ** size, 0];
  for (let k = 0; k < 16; k++) {
    below += one;
    one *= ((k + size) / (k + 1)) * (mean / (size + mean));
  }
  // 1 − P(X < 16) = 0.00964, which lies 2.34 deviations out.
  assert.ok(Math.abs(1 - below - 0.009_64) < 0.000_01, String(1 - below));
  assert.ok(Math.abs(sigmaOf(16, mean, variance) - 2.34) < 0.01, String(sigmaOf(16, mean, variance)));
});

test('grows with what is seen and falls with what is expected, without breaks', () => {
  for (const mean of [0.01, 0.5, 2, 10, 100, 5000, 200_000]) {
    let last = -Infinity;
    for (let observed = 0; observed <= mean * 3 + 20; observed += Math.max(1, Math.floor(mean / 20))) {
      const sigma = sigmaOf(observed, mean, mean * 1.5);
      assert.ok(
        sigma >= last && Math.abs(sigma) <= MOST_SIGMA,
        `${observed} of ${mean}: ${sigma} after ${last}`,
      );
      last = sigma;
    }
    assert.ok(sigmaOf(Math.ceil(mean) + 9, mean, mean * 3) <= sigmaOf(Math.ceil(mean) + 9, mean, mean));
  }
  assert.equal(sigmaOf(0, 0, 0), 0);
  assert.equal(sigmaOf(1, 0, 0), MOST_SIGMA);
});
