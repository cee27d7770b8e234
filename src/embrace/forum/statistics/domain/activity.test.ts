import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Zone } from '#lib/zone/index.ts';
import { Activity } from './activity.ts';
import { DAY_MS, IS_FIRST, IS_GONE, IS_IN_QUESTION, type PackedDay } from './day.ts';

const HOUR = 3_600_000;
const NONE = new DataView(new ArrayBuffer(0));

function dayOf(
  start: number,
  all: readonly [at: number, author: number, traits: number][],
  reacted: readonly number[] = [],
): PackedDay {
  const posts = new DataView(new ArrayBuffer(all.length * 8));
  for (const [index, [at, author, traits]] of all.entries()) {
    posts.setInt32(index * 8, at);
    posts.setInt32(index * 8 + 4, author * 32 + traits);
  }
  const reactedAt = new DataView(new ArrayBuffer(reacted.length * 4));
  for (const [index, at] of reacted.entries()) reactedAt.setInt32(index * 4, at);
  return { start, posts, answers: NONE, questions: NONE, reactions: reacted.length, reactedAt };
}

describe('what was written', () => {
  const bounds = { start: 0.5 * DAY_MS, middle: 2 * DAY_MS + HOUR, end: 4 * DAY_MS };
  const counted = () => {
    const activity = new Activity(bounds, new Zone('Europe/Berlin'));
    activity.take(dayOf(0, [[0, 9, IS_FIRST]], [HOUR]));
    activity.take(dayOf(DAY_MS, [[0, 1, IS_FIRST | IS_IN_QUESTION]], [1, 2]));
    activity.take(
      dayOf(
        2 * DAY_MS,
        [
          [HOUR - 1, 2, 0],
          [HOUR, 1, IS_FIRST | IS_IN_QUESTION],
          [22 * HOUR, 1, 0],
          [23 * HOUR, 1, 0],
          [23 * HOUR + 1, 3, IS_GONE],
        ],
        [HOUR - 1, HOUR, HOUR + 1],
      ),
    );
    activity.take(
      dayOf(3 * DAY_MS, [
        [5, 1, 0],
        [6, 0, 0],
      ]),
    );
    return activity;
  };

  it('falls into its period to the millisecond, and what was taken away into none', () => {
    const activity = counted();
    assert.deepEqual(activity.figures(activity.before, [1, 2, 3]), {
      threads: 1,
      posts: 2,
      reactions: 3,
      writers: 2,
      newcomers: 2,
    });
    assert.deepEqual(activity.figures(activity.now, [3, 9]), {
      threads: 1,
      posts: 5,
      reactions: 2,
      writers: 1,
      newcomers: 0,
    });
    assert.deepEqual([activity.anywhere.has(3), activity.anywhere.has(2)], [true, false]);
  });

  it('falls on the day of the clock on the wall, each writer once a day', () => {
    assert.deepEqual(counted().byDay(), [
      { day: '1970-01-03', questions: 1, posts: 2, writers: 1 },
      { day: '1970-01-04', questions: 0, posts: 3, writers: 1 },
    ]);
  });
});
