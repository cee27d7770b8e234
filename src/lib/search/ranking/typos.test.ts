import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assert as check, constantFrom, array, property } from 'fast-check';
import { distance, meantBy } from './typos.ts';

/** Optimal string alignment, straight from its definition. */
function slowDistance(a: string, b: string): number {
  const known = new Map<string, number>();
  const of = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j;
    const key = `${i},${j}`;
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    const steps = [of(i - 1, j) + 1, of(i, j - 1) + 1, of(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)];
    if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) steps.push(of(i - 2, j - 2) + 1);
    const least = Math.min(...steps);
    known.set(key, least);
    return least;
  };
  return of(a.length, b.length);
}

const word = array(constantFrom('a', 'b', 'c', 'd'), { maxLength: 8 }).map((letters) => letters.join(''));

const meant = (term: string, ...known: string[]) =>
  meantBy({ term, stem: term, stemOf: (part) => part }, (one) => known.includes(one), known);

describe('what an unknown word means', () => {
  it('is as far from others as the definition says, up to the bound', () => {
    check(
      property(word, word, (a, b) => {
        const truth = slowDistance(a, b);
        for (const most of [1, 2, 3])
          assert.equal(distance(a, b, most) > most, truth > most, `${a} ${b} ${most}`);
        if (truth <= 3) assert.equal(distance(a, b, 3), truth, `${a} ${b}`);
      }),
    );
  });

  it('is the nearest word with the same first letter; one wrong letter from five on, two from nine on', () => {
    assert.deepEqual(meant('invioce', 'invoice', 'voice'), ['invoice']);
    assert.deepEqual(meant('bil', 'bill'), [], 'too short');
    assert.deepEqual(meant('refnud', 'gefnud'), [], 'another first letter');
    assert.deepEqual(meant('rfeund', 'xrefund'), []);
    assert.deepEqual(meant('subscirptoin', 'subscription'), ['subscription']);
    assert.deepEqual(meant('inviocx', 'invoice'), [], 'two wrong letters of seven');
    assert.deepEqual(meant('order123', 'order124'), [], 'numbers are never mended');
  });

  it('is two words that were written as one, also where an s joins them', () => {
    assert.deepEqual(meant('giftbox', 'gift', 'box'), ['gift', 'box']);
    assert.deepEqual(meant('rechnungsbetrag', 'rechnung', 'betrag'), ['rechnung', 'betrag']);
    assert.deepEqual(meant('giftbx', 'gift', 'bx'), [], 'a part has three letters');
  });

  it('is the shortest word that begins so', () => {
    assert.deepEqual(meant('subscr', 'subscriptions', 'subscription'), ['subscription']);
  });
});
