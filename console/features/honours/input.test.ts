import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HONOUR_KINDS, honourInput, trialInput } from '#embrace/honours/schema.ts';
import { actFor, asKind, canTry, inputOf, isFilled } from './input.ts';

const NAMED = { ...inputOf(undefined), names: { en: 'Solver', de: '' }, texts: { en: 'Solved it.', de: '' } };

describe('the form of a badge or rank', () => {
  it('gives what the server takes, whichever kinds were chosen on the way', () => {
    const ways = HONOUR_KINDS.flatMap((first) => HONOUR_KINDS.map((second) => [first, second] as const));
    for (const way of ways) {
      const given = way.reduce(asKind, NAMED);
      assert.equal(honourInput.safeParse(given).error, undefined, way.join());
      assert.equal(trialInput.safeParse(given).error, undefined, way.join());
    }
  });

  it('is as it was after a look at the other kind, but for its words', () => {
    assert.deepEqual(asKind(asKind(NAMED, 'rank'), 'badge'), NAMED);
    assert.equal(asKind(NAMED, 'badge'), NAMED);
    const rank = asKind(NAMED, 'rank');
    assert.deepEqual([rank.threshold, rank.rule, rank.isTakenBack], [10, null, true]);
  });

  it('is saved only with all that everybody reads', () => {
    assert.ok(isFilled(NAMED));
    const without = [
      { names: { en: ' ', de: 'Löser' } },
      { texts: { en: '', de: 'Gelöst.' } },
      { mark: ' ' },
    ] as const;
    for (const part of without) assert.ok(!isFilled({ ...NAMED, ...part }), JSON.stringify(part));
  });

  it('holds nothing else of what the server told', () => {
    const told = { ...NAMED, id: 'hon_1', pictureUrl: null, ink: '#fff', contrast: 5, holders: 3 };
    assert.deepEqual(inputOf(told), NAMED);
  });
});

describe('what can be done with a badge', () => {
  it('is tried only where something is asked', () => {
    assert.ok(canTry(NAMED));
    assert.ok(canTry(asKind(NAMED, 'rank')));
    assert.ok(!canTry({ ...NAMED, rule: null }));
  });

  it('is the opposite of what was last done to the member', () => {
    const awards = [
      { honourId: 'hon_1', state: 'held' },
      { honourId: 'hon_2', state: 'revoked' },
      { honourId: 'hon_3', state: 'gone' },
    ] as const;
    const acts = ['hon_1', 'hon_2', 'hon_3', 'hon_4'].map((id) => actFor(awards, id));
    assert.deepEqual(acts, ['revoke', 'free', 'give', 'give']);
  });
});
