import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { DISGUISES } from '../../../test/helpers/disguises.ts';
import { anyText } from '../../../test/helpers/texts.ts';
import { lookOf, lookOfSign } from './index.ts';

describe('a name as an eye reads it', () => {
  it('is the same for look-alikes', () => {
    for (const [one, other] of [
      ['anna', 'аnnа'],
      ['anna', 'ａｎｎａ'],
      ['anna', '𝗮𝗻𝗻𝗮'],
      ['anna', 'ánnà'],
      ['anna', 'a-n_n.a'],
      ['paypal', 'рауρаl'],
      ['paypal', 'PayPaI'],
      ['paypal', 'paypa1'],
      ['moritz', 'rnoritz'],
      ['willy', 'vvilly'],
      ['soren', 'søren'],
      ['olaf', '0laf'],
      ['scope', 'ѕсоре'],
      ['hello', 'ḥ̴ello'],
    ] as const)
      assert.equal(lookOf(one), lookOf(other), `${one} ${other}`);
    for (const [one, other] of [
      ['anna', 'hanna'],
      ['max', 'min'],
      ['юлия', 'yulia'],
    ] as const)
      assert.notEqual(lookOf(one), lookOf(other), `${one} ${other}`);
  });

  it('is the same with what separates, and in capitals', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{3,12}$/),
        fc.constantFrom('-', '_', '.', ' ', '\u200b'),
        (name, sign) => {
          assert.equal(lookOf(name.toUpperCase()), lookOf(name));
          assert.equal(lookOf([...name].join(sign)), lookOf(name));
        },
      ),
    );
  });

  it('is read as itself: folding twice is folding once, whatever the letters', () => {
    const letters = fc.constantFrom(...Object.values(DISGUISES).flatMap((set) => Array.from(set)));
    fc.assert(
      fc.property(
        fc.oneof(
          anyText({ maxLength: 40 }),
          fc.string({ unit: 'grapheme', maxLength: 40 }),
          fc
            .array(fc.oneof(letters, fc.constantFrom('r', 'n', 'v', 'ŕ', 'ⁿ', '-')), { maxLength: 20 })
            .map((all) => all.join('')),
        ),
        (name) => {
          const look = lookOf(name);
          assert.equal(lookOf(look), look, JSON.stringify(name));
          assert.ok(!/[^\p{L}\p{N}]/u.test(look), 'nothing but letters and digits');
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('does not depend on how its signs are put together', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (name) => {
        const looks = (['NFC', 'NFD'] as const).map((form) => lookOf(name.normalize(form)));
        assert.equal(new Set(looks).size, 1, JSON.stringify(name));
      }),
    );
  });

  for (const [letter, set] of Object.entries(DISGUISES))
    it(`takes every disguise of ${letter} for it`, () => {
      const missed = Array.from(set).filter((sign) => lookOf(sign) !== lookOf(letter));
      assert.deepEqual(missed, []);
    });
});

describe('a sign as an eye reads it', () => {
  it('is one small letter of ours where it looks so, and itself otherwise', () => {
    for (const [sign, look] of [
      ['А', 'a'],
      ['É', 'e'],
      ['ß', 'b'],
      ['я', 'я'],
      ['1', '1'],
      ['!', '!'],
      ['\u200b', ''],
    ])
      assert.equal(lookOfSign(sign!), look, sign);
    assert.deepEqual(
      ['1', '0', '$', '@'].map((sign) => lookOfSign(sign, true)),
      ['i', 'o', 's', 'a'],
    );
  });
});
