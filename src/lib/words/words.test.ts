import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assert as check, property } from 'fast-check';
import { isTellingWord } from './index.ts';
import { anyText } from '../../../test/helpers/texts.ts';

describe('a telling word', () => {
  it('says something of the matter, in any script', () => {
    for (const word of [
      'router',
      'kaffeemaschine',
      'überweisung',
      'возврат',
      '返金',
      '환불',
      'कीमत',
      'a4',
      '5g',
      'win_11',
    ])
      assert.ok(isTellingWord(word), word);
  });

  it('does not stand everywhere: small words of seven languages are none', () => {
    for (const word of [
      'the',
      'und',
      'avec',
      'porque',
      'della',
      'você',
      'het',
      "don't",
      'rt',
      'https',
      'amp',
    ])
      assert.equal(isTellingWord(word.normalize('NFKD').replaceAll(/\p{M}/gu, '')), false, word);
  });

  it('is no tag, handle, share, link, number or single sign: those are counted elsewhere', () => {
    for (const term of [
      '#refund',
      '@acme.example',
      '$tsla',
      'link:acme.example',
      '2026',
      '7',
      'x',
      '!',
      '',
      ' ',
      '🙂',
    ])
      assert.equal(isTellingWord(term), false, term);
  });

  it('has forty signs at most, and is one word', () => {
    assert.ok(isTellingWord('w'.repeat(40)));
    assert.ok(!isTellingWord('w'.repeat(41)));
    for (const term of ['two words', 'tab\tbed', 'line\nbreak', 'router\n', '\nrouter', 'a.b', 'x/y'])
      assert.equal(isTellingWord(term), false, JSON.stringify(term));
  });

  it('is never what only looks like a key of an object', () => {
    assert.ok(isTellingWord('constructor'));
    assert.ok(isTellingWord('tostring'));
  });

  it('is decided of anything, at once, also of a megabyte', () => {
    check(property(anyText(), (term) => void isTellingWord(term)));
    for (const term of ['a'.repeat(1_000_000), '\u0301'.repeat(1_000_000), '\ud800'.repeat(1000), 'a\u0000b'])
      assert.equal(isTellingWord(term), false);
  });
});
