import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assert as check, constantFrom, integer, property, record } from 'fast-check';
import { type Award, besideName, compiled, decide, type Honour, inkOn, isMark } from './domain.ts';
import { USUAL } from './usual.ts';

describe('rules', () => {
  const honour = (id: string, more: Partial<Honour> = {}): Honour => ({
    kind: 'badge',
    names: { en: 'Thanked', de: '' },
    texts: { en: 'Three thanks.', de: '' },
    mark: '🌱',
    fileId: null,
    colour: '#2e7d32',
    rule: { version: 1, when: { fact: 'thanks', op: 'at-least', value: 3 } },
    threshold: null,
    isTakenBack: false,
    isOn: true,
    id,
    position: 1,
    usual: null,
    ...more,
  });

  it('give what holds, take back only what says so, and never touch what a colleague decided', () => {
    const state = constantFrom('held', 'gone', 'revoked', undefined);
    check(
      property(
        record({ thanks: integer({ min: 0, max: 6 }), state, hand: constantFrom(true, false) }),
        constantFrom(true, false),
        constantFrom(true, false),
        ({ thanks, state: now, hand }, isTakenBack, isOn) => {
          const one = honour('hon_1', { isTakenBack, isOn });
          const award: Award | undefined = now && { honourId: one.id, state: now, isByHand: hand };
          const present = new Map(award ? [[one.id, award]] : []);
          const [found] = decide([{ honour: one, rule: compiled(one) }], { thanks }, present);
          if (found?.what === 'given')
            assert.ok(isOn && thanks >= 3 && (now === undefined || now === 'gone'));
          else if (found) assert.ok(isOn && thanks < 3 && now === 'held' && isTakenBack && !hand);
          else
            assert.ok(
              !isOn ||
                now === 'revoked' ||
                (now === 'held' ? thanks >= 3 || !isTakenBack || hand : thanks < 3),
            );
        },
      ),
    );
    assert.deepEqual(decide([{ honour: honour('h', { rule: null }), rule: undefined }], {}, new Map()), []);
  });

  it('show the highest rank and the first badges', () => {
    const list = [
      honour('b', { position: 2 }),
      honour('a', { position: 1 }),
      honour('off', { position: 0, isOn: false }),
      honour('low', { kind: 'rank', threshold: 5 }),
      honour('high', { kind: 'rank', threshold: 50 }),
    ];
    const ids = (held: string[], most = 1) => besideName(list, held, most).map(({ id }) => id);
    assert.deepEqual(ids(['low', 'high', 'b', 'a', 'off', 'gone']), ['high', 'a']);
    assert.deepEqual(ids(['b', 'a', 'low'], 2), ['low', 'a', 'b']);
    assert.deepEqual(ids([]), []);
  });

  it('take a mark that can be read on any colour, and nothing that is none', () => {
    check(
      property(integer({ min: 0, max: 0xff_ff_ff }), (n) => {
        assert.ok(inkOn(`#${n.toString(16).padStart(6, '0')}`).contrast >= 4.5);
      }),
    );
    for (const mark of ['🌱', '👩‍🚀', '🇩🇪', '❤️', 'A', 'IV', '東']) assert.ok(isMark(mark), mark);
    for (const mark of ['', ' ', 'abcd', '🌱🌱', '<', '\u202e', '"', 'a\u200b', '&amp', 'a'.repeat(20)])
      assert.ok(!isMark(mark), JSON.stringify(mark));
    for (const one of USUAL) assert.ok(isMark(one.mark), one.mark);
  });
});
