import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { easeOf, sentencesOf } from './reading.ts';
import { syllablesOf } from './syllables.ts';
import { tokensOf } from './tokens.ts';

describe('reading ease', () => {
  const ease = (text: string, language: string) => {
    const tokens = tokensOf(text);
    return easeOf(tokens, sentencesOf(text, tokens), language);
  };
  it('counts syllables as people speak', () => {
    const words: Record<string, string> = {
      en: 'cat:1 table:2 baked:1 wanted:2 refunded:3 internet:3 people:2 because:2 boxes:2 the:1 engineer:3 idea:3 created:3',
      de: 'haus:1 feier:2 rechnung:2 störung:2 theater:3 quelle:2 beschwerde:3 bäume:2',
      fr: 'table:1 maison:2 merci:2 facture:2 parlent:1 qualité:3 internet:3',
      es: 'casa:2 país:2 león:2 ciudad:2 guerra:2 queja:2 factura:3 teoría:4',
      it: 'casa:2 fattura:3 poeta:3 piano:2',
      nl: 'huis:1 factuur:2 mooie:2 reparatie:4 vrijdag:2',
      pt: 'não:1 fatura:3 coração:3 país:2',
    };
    for (const [language, list] of Object.entries(words))
      for (const entry of list.split(' ')) {
        const [word, count] = entry.split(':');
        assert.equal(syllablesOf(word!, language), Number(count), `${language} ${word}`);
      }
  });
  it('is the published formula', () => {
    // 20 words of one syllable in two sentences: 206.835 − 1.015 × 10 − 84.6 is over 100.
    assert.equal(
      ease('The cat sat on the mat and ate the rat. The dog saw it and ran off to the hill.', 'en'),
      100,
    );
    // 20 words in one sentence, 40 syllables: 180 − 20 − 58.5 × 2 = 43.
    assert.equal(ease(`${'rechnung '.repeat(20)}.`, 'de'), 43);
    assert.equal(ease(`${'casa '.repeat(20)}.`, 'es'), Math.round(206.84 - 1.02 * 20 - 120));
    assert.equal(ease('Too short.', 'en'), null);
    assert.equal(ease('word '.repeat(30), 'fi'), null);
  });
  it('does not take points inside a sentence for its end', () => {
    const text = 'Write to Dr. Lee at 5 p.m. tomorrow, e.g. by mail to a.b.example. Then wait 3.5 days! 好。';
    assert.equal(sentencesOf(text, tokensOf(text)).length, 2);
  });
});
