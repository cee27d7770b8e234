import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ageName } from './figures.ts';

describe('numbers of reports in words', () => {
  it('say ages without a gap', () =>
    assert.deepEqual(
      [0, 1, 3, 5].map((age) => ageName([1, 4, 24, 72, 168], age)),
      ['Under 1 h', '1–4 h', '1–3 d', 'Over 7 d'],
    ));
});
