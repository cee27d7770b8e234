import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { understand } from '../understand.ts';

/** How strong a text is found, −1 to 1. */
const score = (text: string): number => understand({ text, lang: 'en' }).sentiment!.score;

const GOOD = [
  'good',
  'great',
  'lovely',
  'helpful',
  'friendly',
  'fantastic',
  'nice',
  'excellent',
  'wonderful',
];
const BAD = [
  'bad',
  'awful',
  'rude',
  'terrible',
  'horrible',
  'useless',
  'disappointing',
  'annoying',
  'pathetic',
];
const FRAMES = [
  (words: string) => `the service is ${words}`,
  (words: string) => `your staff were ${words} today`,
  (words: string) => `I find it ${words} here`,
];

/** What makes a text stronger, as pairs of the weaker and the stronger form. */
const STEPS: Readonly<Record<string, (word: string) => readonly [string, string]>> = {
  'a word that strengthens': (word) => [word, `very ${word}`],
  'a word that weakens': (word) => [`slightly ${word}`, word],
  capitals: (word) => [word, word.toUpperCase()],
  'a row of exclamation marks': (word) => [word, `${word}!!!`],
};

describe('the score', () => {
  for (const [name, step] of Object.entries(STEPS)) {
    it(`grows with ${name}, good or bad`, () => {
      const wrong: string[] = [];
      for (const [words, sign] of [
        [GOOD, 1],
        [BAD, -1],
      ] as const)
        for (const word of words)
          for (const frame of FRAMES) {
            const [weak, strong] = step(word).map(frame) as [string, string];
            const gain = sign * (score(strong) - score(weak));
            assert.ok(gain > -SLIP, `${strong} against ${weak}: ${gain}`);
            if (gain <= 0) wrong.push(strong);
          }
      const all = (GOOD.length + BAD.length) * FRAMES.length;
      assert.ok(wrong.length <= all * SLIPS, `${wrong.length} of ${all}: ${wrong.join(' · ')}`);
    });
  }

  it('is turned by a negation, every time', () => {
    for (const frame of FRAMES) {
      for (const word of GOOD) assert.ok(score(frame(`not ${word}`)) < score(frame(word)), word);
      for (const word of BAD) assert.ok(score(frame(`not ${word}`)) > score(frame(word)), word);
    }
  });

  it('is moved by emoji, and by what stands behind "but"', () => {
    for (const word of GOOD) assert.ok(score(`it was ${word} 😍`) > score(`it was ${word}`), word);
    for (const word of BAD) assert.ok(score(`it was ${word} 😡`) < score(`it was ${word}`), word);
    for (const [i, good] of GOOD.entries())
      assert.ok(
        score(`${BAD[i]!} room but ${good} staff`) > score(`${good} staff but ${BAD[i]!} room`),
        good,
      );
  });

  it('lies between −1 and 1, and near nothing where nothing is said', () => {
    assert.ok(score('LOVE '.repeat(500) + '!!!') <= 1);
    assert.ok(score('HATE '.repeat(500) + '!!!') >= -1);
    for (const text of [
      'the train to Leeds leaves at nine',
      'we are open from Monday to Friday',
      'new timetable online',
    ])
      assert.ok(Math.abs(score(text)) < 0.2, `${text}: ${score(text)}`);
  });
});

/** Learned weights lie behind the rules: a step may lose this much … */
const SLIP = 0.03;
/** … and this share of the steps may lose anything at all. */
const SLIPS = 0.08;
