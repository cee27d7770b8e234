import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DAY_MS, IS_ACCEPTED, IS_HELP, type PackedDay } from './day.ts';
import { firstOf, Help } from './help.ts';

const NONE = new DataView(new ArrayBuffer(0));
interface Answer {
  at: number;
  helper: number;
  asker: number;
  thread: number;
  traits?: number;
}

/** A day of answers with a post between each two that is no help. */
function dayOf(start: number, all: readonly Answer[]): PackedDay {
  const [posts, answers] = [16, 8].map((bytes) => new DataView(new ArrayBuffer(all.length * bytes)));
  for (const [index, { at, helper, asker, thread, traits = 0 }] of all.entries()) {
    posts!.setInt32(index * 16, at);
    posts!.setInt32(index * 16 + 4, helper * 32 + IS_HELP + traits);
    posts!.setInt32(index * 16 + 8, at);
    posts!.setInt32(index * 16 + 12, 99 * 32);
    answers!.setInt32(index * 8, asker);
    answers!.setInt32(index * 8 + 4, thread);
  }
  return { start, posts: posts!, answers: answers!, questions: NONE, reactions: 0, reactedAt: NONE };
}

function countedOf(help: Help) {
  const steps = help.counted();
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

describe('who helps whom', () => {
  it('counts answers, people and questions, each question of a pair once', () => {
    const help = new Help({ start: 0, middle: DAY_MS + 10, end: 3 * DAY_MS });
    help.take(
      dayOf(DAY_MS, [
        { at: 9, helper: 1, asker: 2, thread: 50 },
        { at: 10, helper: 1, asker: 2, thread: 51, traits: IS_ACCEPTED },
        { at: 11, helper: 1, asker: 2, thread: 51 },
        { at: 12, helper: 3, asker: 2, thread: 51 },
      ]),
    );
    help.take(
      dayOf(2 * DAY_MS, [
        { at: 0, helper: 1, asker: 2, thread: 52 },
        { at: DAY_MS - 1, helper: 1, asker: 4, thread: 60_000 },
      ]),
    );
    const { helpers, pairs } = countedOf(help);
    assert.deepEqual(helpers, [
      { helper: 1, answers: 4, accepted: 1, people: 2 },
      { helper: 3, answers: 1, accepted: 0, people: 1 },
    ]);
    assert.deepEqual(pairs, [{ helper: 1, asker: 2, threads: 2 }], 'not of one question only');
  });

  it('keeps apart numbers of millions', () => {
    const help = new Help({ start: 0, middle: 0, end: DAY_MS });
    const [helper, asker] = [6_000_000, 5_000_000];
    help.take(
      dayOf(0, [
        { at: 0, helper, asker, thread: 5_000_001 },
        { at: 1, helper, asker, thread: 5_000_002 },
        { at: 2, helper: helper + 1, asker, thread: 5_000_002 },
      ]),
    );
    assert.deepEqual(countedOf(help).pairs, [{ helper, asker, threads: 2 }]);
  });

  it('leaves nobody out who is as good as the last', () => {
    const order = (a: number, b: number) => b - a;
    assert.deepEqual(firstOf([1, 5, 3, 3, 3, 4], 3, order), [5, 4, 3, 3, 3]);
    assert.deepEqual(firstOf([1, 2], 3, order), [2, 1]);
  });
});
