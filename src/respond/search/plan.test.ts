import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planOf } from './plan.ts';

const word = (text: string, uses: number) => ({ word: text, alike: [], uses });

describe('what the index is asked', () => {
  it('is everything while it is short, with facts beside words', () => {
    const plan = planOf([word('router', 90), word('refund', 40)], '&', [{ word: ':team=x', uses: 900 }]);
    assert.equal(plan.all, `('router':*) & ('refund':*) & ':team=x'`);
    assert.equal(plan.narrow, plan.all);
    assert.equal(plan.wide, `('router':*) & ('refund':*)`, 'facts do not score');
    assert.equal(plan.isCommon, false);
  });

  it('is only the rare part beside words and facts that nearly everything has', () => {
    const plan = planOf([word('the', 900_000), word('zither', 3)], '&', [
      { word: ':status=done', uses: 800_000 },
    ]);
    assert.equal(plan.narrow, `('zither':*)`);
    assert.equal(plan.all, `('the':*) & ('zither':*) & ':status=done'`);
    assert.equal(plan.isCommon, false);
  });

  it('is common where every part is, and a rare fact makes it rare', () => {
    assert.equal(planOf([word('router', 2501)], '&', []).isCommon, true);
    assert.equal(planOf([word('router', 2501)], '&', [{ word: ':team=x', uses: 12 }]).isCommon, false);
  });

  it('counts words of which some are enough together', () => {
    const some = [word('router', 1500), word('refund', 1500)];
    assert.equal(planOf(some, '|', []).isCommon, true);
    assert.equal(planOf(some, '&', []).isCommon, false);
    const plan = planOf(some, '|', [{ word: ":assignee=o'b", uses: 7 }]);
    assert.equal(plan.all, `(('router':*) | ('refund':*)) & ':assignee=o''b'`);
  });
});
