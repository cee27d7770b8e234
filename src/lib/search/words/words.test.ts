import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PAIRS, SAME_AS, SYNONYMS } from './synonyms.ts';
import { wordsOf } from './words.ts';

const stems = (text: string, language?: string) => wordsOf(text, language).words.map(({ stem }) => stem);

describe('words of a text', () => {
  it('are stems without small words, handles and links', () => {
    assert.deepEqual(stems('@acme When will the parcels of #summer arrive? https://x.example/parcel'), [
      'parcel',
      'summer',
      'arriv',
    ]);
  });

  it('take two words as the one that they are', () => {
    assert.deepEqual(stems('log in'), stems('login'));
    assert.deepEqual(stems('my e-mail and wi-fi'), stems('email wifi'));
    assert.deepEqual(stems('top up'), ['topup']);
  });

  it('add the pair where two words mean something together', () => {
    assert.deepEqual(stems('money back'), ['money', 'back', 'money back']);
  });

  it('know which words fit to anything', () => {
    const { words } = wordsOf('need refund today', 'en');
    assert.deepEqual(
      words.map(({ isWeak }) => isWeak),
      [true, false, true],
    );
    assert.ok(wordsOf('need refund', 'de').words.every(({ isWeak }) => !isWeak));
  });

  it('are pairs of neighbouring signs where a script has no spaces', () => {
    assert.deepEqual(stems('返金方法', 'ja'), ['返金', '金方', '方法']);
    assert.deepEqual(stems('返', 'ja'), []);
  });
});

describe('words that mean the same', () => {
  it('are told both ways, never of themselves, and only as they are stored', () => {
    for (const [word, others] of SYNONYMS) {
      assert.ok(!others.includes(word), word);
      assert.ok(!SAME_AS.has(word), `${word} is never stored`);
      for (const other of others) assert.ok(SYNONYMS.get(other)?.includes(word), `${word}, ${other}`);
    }
    for (const pair of PAIRS) assert.match(pair, /^\S+ \S+$/);
    for (const [word, same] of SAME_AS)
      assert.ok(!SAME_AS.has(same), `${word} leads to ${same}, which leads on`);
  });
});
