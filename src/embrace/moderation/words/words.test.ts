import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { array, assert as check, constantFrom, property } from 'fast-check';
import { anyText } from '../../../../test/helpers/texts.ts';
import type { WordView } from '../schema.ts';
import { compileWords, replacedIn } from './domain.ts';

const watched = (pattern: string, more: Partial<WordView> = {}): WordView => ({
  id: `mwd_${'0'.repeat(26)}`,
  pattern,
  isExpression: false,
  action: 'replace',
  replacement: '***',
  reason: '',
  isOn: true,
  hits: 0,
  ...more,
});
const finds = (pattern: string, text: string, more: Partial<WordView> = {}) =>
  compileWords([watched(pattern, more)])(text).flatMap(({ spans }) =>
    spans.map(({ start, end }) => text.slice(start, end)),
  );

describe('watched words in texts that mean harm', () => {
  it('are whole words: a name that has one inside is left alone', () => {
    for (const innocent of ['Scunthorpe', 'classic', 'a class act', 'assassin', 'cocktail', 'Middlesex'])
      for (const word of ['cunt', 'ass', 'cock', 'sex'])
        assert.deepEqual(finds(word, innocent), [], `${word}: ${innocent}`);
    assert.deepEqual(finds('ass', 'What an ass!'), ['ass']);
  });

  it('have a star for the rest of a word, before, behind or both', () => {
    const text = 'Bitcoin and coins, coinage, a coin, recoining';
    assert.deepEqual(finds('coin', text), ['coin']);
    assert.deepEqual(finds('coin*', text), ['coins', 'coinage', 'coin']);
    assert.deepEqual(finds('*coin', text), ['Bitcoin', 'coin']);
    assert.deepEqual(finds('*coin*', text), ['Bitcoin', 'coins', 'coinage', 'coin', 'recoining']);
  });

  it('stand one after the other, whatever is between them', () => {
    assert.deepEqual(finds('free money', 'FREE   money, free-money; free\nMoney! freemoney free of money'), [
      'FREE   money',
      'free-money',
      'free\nMoney',
    ]);
  });

  it('are found in every disguise, where a reader sees them', () => {
    const disguises = [
      'ｃａｓｉｎｏ',
      'cas\u00adino',
      'c\u200da\u200ds\u200di\u200dn\u200do',
      '🅲🅰🆂🅸🅽🅾',
      'c-a-s-i-n-o',
      'cásíñó',
      'ca$ino',
      'caslno',
    ];
    for (const disguise of disguises)
      assert.equal(finds('casino', `go to ${disguise} now`).length, 1, disguise);
    assert.deepEqual(finds('casino', 'Rosa in Oslo can sing, casi no'), []);
  });

  it('of other scripts are words as well', () => {
    assert.deepEqual(finds('дурак', 'Сам ДУРАК!'), ['ДУРАК']);
    assert.deepEqual(finds('バカ', 'この バカ です'), ['バカ']);
    assert.throws(() => finds('***', 'anything'), /letter or digit/);
  });

  it('as expressions fold what is looked at as they are folded themselves, and keep classes and ends', () => {
    const asked = { isExpression: true };
    assert.deepEqual(finds(String.raw`\bwin(ner)?\b`, 'A WINNER wins a Win', asked), ['WINNER', 'Win']);
    assert.deepEqual(finds(String.raw`viagra`, 'Get ѵіаɡга', asked), ['ѵіаɡга']);
  });

  it('answer soon, whatever expression meets whatever text', () => {
    const bomb = `${'a'.repeat(20_000)}!`;
    for (const expression of ['(a+)+$', '(a|a)*b', '(a|aa)+c', 'a*a*a*a*a*b']) {
      const startedAt = process.cpuUsage();
      finds(expression, bomb, { isExpression: true });
      const { user } = process.cpuUsage(startedAt);
      assert.ok(user < 2_000_000, `${expression}: ${user / 1000} ms of processor time`);
    }
  });

  it('are replaced where they stand; all else stays, letter by letter', () => {
    const words = ['darn', 'heck', 'silly goose'];
    const find = compileWords(words.map((pattern) => watched(pattern)));
    const piece = constantFrom(
      'darn',
      'HECK',
      'silly goose',
      'goose',
      'fine',
      '🙂',
      'é',
      ' ',
      '. ',
      '\n',
      'darned',
    );
    check(
      property(array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join(' ');
        const made = replacedIn(text, find(text));
        assert.deepEqual(find(made), [], made);
        const kept = (one: string) => [...one.matchAll(/fine|🙂|é|darned/gu)].map(([sign]) => sign);
        assert.deepEqual(kept(made), kept(text));
      }),
      { numRuns: 200 },
    );
  });

  it('take any text without a failure, and find within its bounds', () => {
    const find = compileWords([watched('a*'), watched('b c'), watched('.', { isExpression: true })]);
    check(
      property(anyText({ maxLength: 60 }), (text) => {
        for (const { spans } of find(text))
          for (const { start, end } of spans)
            assert.ok(start >= 0 && end > start && end <= text.length, text);
      }),
      { numRuns: 100 },
    );
  });
});
