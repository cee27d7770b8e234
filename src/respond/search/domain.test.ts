import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { isMeant, queriesOf, vectorOf } from './domain.ts';
import { factOf } from './facts.ts';
import { anyText } from '../../../test/helpers/texts.ts';

const meant = (word: string, ...alike: string[]) => ({ word, alike, uses: 1 });

describe('what is indexed of an entry', () => {
  it('is each word once, in its heaviest field', () => {
    const { vector, words } = vectorOf({
      title: 'Refund late',
      labels: 'refund vip',
      text: 'my refund is late, VIP!',
      facts: [factOf('network', 'mail'), factOf('team', "o'b\\")],
    });
    assert.equal(
      vector,
      `'refund':1A 'late':1A 'vip':1B 'my':1D 'is':1D ':network=mail' ':team=o''b\\\\'`,
      'and its facts, quoted',
    );
    assert.deepEqual(words.slice(0, 6), ['refund', 'late', 'vip', 'my', 'is', ':network=mail']);
  });

  it('is nothing of an empty entry', () => {
    assert.deepEqual(vectorOf({ title: '', labels: ' ', text: '…', facts: [] }), { vector: '', words: [] });
  });

  it('ends somewhere, however long a text is', () => {
    const text = Array.from({ length: 9000 }, (_, i) => `w${i}`).join(' ');
    assert.equal(vectorOf({ title: '', labels: '', text, facts: [] }).words.length, 2000);
  });

  it('holds no sign that a query language knows, whatever was written', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        for (const word of vectorOf({ title: text, labels: '', text: '', facts: [] }).words)
          assert.match(word, /^[\p{L}\p{N}]+$/u);
      }),
    );
  });
});

describe('what is asked', () => {
  it('is every word in any way it may be meant, and what was written counts twice', () => {
    const { wide, exact } = queriesOf([meant('refnud', 'refund'), meant('vip')], '&');
    assert.equal(wide, `('refnud':* | 'refund') & ('vip':*)`);
    assert.equal(exact, `'refnud' | 'vip'`);
  });

  it('takes short words as they are: half of all words begin with them', () => {
    assert.equal(queriesOf([meant('my')], '|').wide, `('my')`);
  });

  it('asks for any word where nothing has all of them', () => {
    assert.equal(queriesOf([meant('red'), meant('blue')], '|').wide, `('red':*) | ('blue':*)`);
  });

  it('takes nobody’s word for an error when it is common itself', () => {
    assert.ok(isMeant({ uses: 0 }, { uses: 1 }));
    assert.ok(isMeant({ uses: 2 }, { uses: 50 }));
    assert.ok(!isMeant({ uses: 40 }, { uses: 50 }));
    assert.ok(!isMeant({ uses: 2 }, { uses: 40 }));
  });
});
