import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { array, assert as check, boolean, constantFrom, double, option, property, record } from 'fast-check';
import { settingsShape, USUAL, wordInput } from '#embrace/moderation/schema.ts';
import { inputOf, mayIgnore, nextStep, switched, type Threshold, versionThen } from './cases.ts';
import type { WordView } from './queries.ts';
import { usualReason } from './search.ts';

describe('a decision', () => {
  it('is taken back at the version that it made, not at the one that was read', () => {
    assert.equal(versionThen({ version: 4, isOpen: true }), 5);
    assert.equal(versionThen({ version: 4, isOpen: false }), 6, 'the earlier one ends first');
  });

  it('passes over nothing that is held: nobody would read it, and nobody would decide', () => {
    assert.equal(mayIgnore({ isHeld: true }), false);
    assert.equal(mayIgnore({ isHeld: false }), true);
  });

  it('gives as its reason the one that no other was said more often than, and of equals the first', () => {
    const reasons = ['spam', 'rude', 'off-topic', 'other'];
    const flags = array(record({ reason: constantFrom(...reasons) }), { maxLength: 12 });
    check(
      property(flags, (given) => {
        const counts = reasons
          .slice(0, 3)
          .map((reason) => ({ reason, count: given.filter((flag) => flag.reason === reason).length }));
        const most = Math.max(...counts.map(({ count }) => count));
        const equals = new Set(counts.filter(({ count }) => count === most).map(({ reason }) => reason));
        const first = given.find(({ reason }) => equals.has(reason))?.reason ?? '';
        const expected = most === 0 ? '' : `A ${first}`;
        assert.equal(
          usualReason(given, (reason) => `a ${reason}`),
          expected,
        );
      }),
    );
  });
});

describe('thresholds', () => {
  const NAMES: Threshold[] = ['holdSpamFrom', 'holdOffenceFrom', 'holdCopiesFrom'];

  it('are after off and on what was saved, not what is usual', () => {
    const share = option(double({ min: 0.5, max: 1, noNaN: true }));
    check(
      property(
        share,
        share,
        option(constantFrom(2, 17, 100)),
        constantFrom(...NAMES),
        (spam, rude, copies, name) => {
          const saved = { ...USUAL, holdSpamFrom: spam, holdOffenceFrom: rude, holdCopiesFrom: copies };
          const off = { ...saved, ...switched(saved, name, false) };
          assert.equal(off[name], null);
          const on = { ...off, ...switched(saved, name, true) };
          assert.deepEqual(on, { ...saved, [name]: saved[name] ?? USUAL[name] });
          for (const given of [off, on]) assert.ok(settingsShape.safeParse(given).success);
        },
      ),
    );
  });
});

describe('the next step of a member', () => {
  const step = (level: number, isReached: boolean, isByHand = false) => ({
    level,
    isReached,
    isByHand,
    because: [],
  });

  it('is the lowest that is not reached, a gap below higher ones too', () => {
    const steps = [step(1, true), step(2, false), step(3, true), step(4, false, true)];
    assert.equal(nextStep({ isLocked: false, steps })?.level, 2);
  });

  it('is none where the level is set, all are reached, or only a colleague gives the rest', () => {
    assert.equal(nextStep({ isLocked: true, steps: [step(1, false)] }), undefined);
    assert.equal(nextStep({ isLocked: false, steps: [step(1, true)] }), undefined);
    assert.equal(nextStep({ isLocked: false, steps: [step(1, true), step(4, false, true)] }), undefined);
    assert.equal(nextStep({ isLocked: false, steps: [] }), undefined);
  });
});

describe('the form of a watched word', () => {
  it('sends back what was there: blanks within, marks of an expression, and that it is off', () => {
    const words = record(
      {
        pattern: constantFrom('free  money', '\\bv[i1]agra\\b', '<script>', 'שלום', 'ﬁre'),
        isExpression: boolean(),
        action: constantFrom<WordView['action']>('hold', 'refuse', 'replace', 'flag'),
        replacement: constantFrom('', '***', '$1'),
        reason: constantFrom('', 'No “ads”'),
        isOn: boolean(),
      },
      { noNullPrototype: true },
    );
    check(
      property(words, (kept) =>
        assert.deepEqual(wordInput.parse(inputOf({ ...kept, id: 'mwd_1', hits: 7 })), kept),
      ),
    );
  });

  it('holds for a look, and is on, where it is new; without a word nothing is taken', () => {
    assert.equal(wordInput.safeParse(inputOf(undefined)).success, false);
    const { action, isOn } = wordInput.parse({ ...inputOf(undefined), pattern: 'x' });
    assert.deepEqual([action, isOn], ['hold', true]);
  });
});
