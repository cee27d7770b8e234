import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pick, randomFrom } from '../../../../test/helpers/random.ts';
import { adviceOn, type Judged, LAST } from './advice.ts';

const useless = (...severities: number[]): Judged[] =>
  severities.map((severity) => ({ severity, verdict: 'false' }));
const useful = (...severities: number[]): Judged[] =>
  severities.map((severity) => ({ severity, verdict: 'useful' }));

describe('advice on the severity of a rule', () => {
  it('is the lowest that spares the useless ones and keeps the useful ones', () => {
    assert.deepEqual(adviceOn([...useless(2, 3, 2), ...useful(6, 7)], 1), {
      judged: 5,
      useless: 3,
      severity: 4,
      leftOut: 3,
      lost: 0,
    });
  });

  it('leaves a useless one where sparing it would lose a useful one', () => {
    assert.deepEqual(adviceOn([...useless(2, 3, 8), ...useful(6)], 1), {
      judged: 4,
      useless: 3,
      severity: 4,
      leftOut: 2,
      lost: 0,
    });
    const many = adviceOn([...useless(5, 5, 5, 5, 5), ...useful(4, 9)], 1);
    assert.deepEqual([many?.severity, many?.leftOut, many?.lost], [6, 5, 1], 'five are worth one');
  });

  it('is none without a pattern, where nothing would be won, and of what is left out already', () => {
    assert.equal(adviceOn([], 1), null);
    assert.equal(adviceOn(useless(2), 1), null, 'one opinion');
    assert.equal(adviceOn([...useless(7, 7), ...useful(3)], 1), null, 'the useless ones are the worst');
    assert.equal(adviceOn(useless(2, 3), 4), null, 'they are not told any more');
    assert.equal(adviceOn(useless(10, 10), 1), null, 'nothing is more severe than ten');
  });

  it('forgets what was judged long ago', () => {
    const now = useful(...Array.from({ length: LAST }, () => 3));
    assert.equal(adviceOn([...now, ...useless(1, 1, 1, 1)], 1), null);
  });

  it('always says what would have been: counts agree with the rule it proposes', () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 100_000);
    const random = randomFrom(seed);
    for (let round = 0; round < 500; round++) {
      const judged = Array.from({ length: pick(random, 30) }, (): Judged => ({
        severity: 1 + pick(random, 10),
        verdict: pick(random, 2) ? 'useful' : 'false',
      }));
      const least = 1 + pick(random, 6);
      const advice = adviceOn(judged, least);
      if (!advice) continue;
      const last = judged.filter(({ severity }) => severity >= least).slice(0, LAST);
      const spared = last.filter(({ severity }) => severity < advice.severity);
      assert.ok(advice.severity > least && advice.severity <= 10, `seed ${seed}`);
      assert.equal(
        spared.filter(({ verdict }) => verdict === 'false').length,
        advice.leftOut,
        `seed ${seed}`,
      );
      assert.equal(spared.length - advice.leftOut, advice.lost, `seed ${seed}`);
    }
  });
});
