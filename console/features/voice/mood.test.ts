import assert from 'node:assert/strict';
import { it } from 'node:test';
import { dotsOf, moodWord, trendOf } from './mood.ts';

it('dots go from left to right, good ones above', () => {
  assert.deepEqual(dotsOf([-1, 1, 9], 108, 58), [
    { x: 4, y: 54 },
    { x: 54, y: 4 },
    { x: 104, y: 4 },
  ]);
  assert.deepEqual(dotsOf([0], 100, 40), [{ x: 50, y: 20 }]);
});

it('a score has a word, and many have a trend', () => {
  assert.deepEqual([moodWord(0.5), moodWord(-0.5), moodWord(0.1)], ['good', 'bad', 'even']);
  assert.deepEqual(
    [trendOf([1, 1]), trendOf([0.5, 0.5, -0.5, -0.5]), trendOf([-1, -1, 0, 0]), trendOf([0, 0, 0, 0])],
    [null, 'worse', 'better', 'same'],
  );
});
