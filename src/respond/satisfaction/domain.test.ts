import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readRating, refusesQuestion, textIn } from './domain.ts';

describe('what customers write to a question', () => {
  it('understands refusals, and thumbs as the ends of the scale', () => {
    for (const words of [
      'STOP',
      'please stop asking',
      "don't ask me again",
      'unsubscribe',
      'keine Umfragen mehr',
    ])
      assert.ok(refusesQuestion(words), words);
    for (const words of ['it does not stop', 'the bus stop is far', 'Great, thanks!'])
      assert.ok(!refusesQuestion(words), words);
    assert.deepEqual(
      [
        readRating('3', 'thumbs'),
        readRating('5', 'thumbs'),
        readRating('3', 'stars'),
        readRating('0', 'stars'),
      ],
      [undefined, 5, 3, undefined],
    );
  });

  it('is no refusal because of its length, nor slow to look at', () => {
    const started = performance.now();
    for (const words of ['stop '.repeat(20_000), `${' '.repeat(100_000)}stop`, 'do not ask '.repeat(9_000)])
      assert.ok(!refusesQuestion(words));
    assert.ok(performance.now() - started < 500);
    for (const words of ['  Stop !!', '\nSTOP.\n', 'Bitte fragt mich nicht', 'ne me demandez plus'])
      assert.ok(refusesQuestion(words), words);
  });

  it('is asked in the language that comes nearest, and always in one', () => {
    const texts = ['en', 'pt-br', 'de'].map((language) => ({ language, question: language, thanks: '' }));
    for (const [language, expected] of [
      ['pt-br', 'pt-br'],
      ['PT-PT', 'pt-br'],
      ['de-at', 'de'],
      ['den', 'en'],
      ['', 'en'],
      ['-', 'en'],
      [undefined, 'en'],
    ] as const)
      assert.equal(textIn(texts, language).question, expected, language);
  });
});
