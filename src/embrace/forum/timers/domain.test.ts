import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assert as check, boolean, constant, integer, option, property, record } from 'fast-check';
import { closingOf, dueOf, isInOrder, type Timed, timersLeft } from './domain.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const DAY = 86_400_000;
const at = (days: number) => new Date(NOW + days * DAY);
const OPEN: Timed = {
  closedAt: null,
  deletedAt: null,
  closesAt: null,
  closesAfter: null,
  opensAt: null,
  posts: 2,
  lastActivity: at(-10),
};
const now = new Date(NOW);
const moment = option(integer({ min: -60, max: 60 }).map(at));
const timed = record({
  closedAt: option(constant(at(-1))),
  deletedAt: constant(null),
  closesAt: moment,
  opensAt: moment,
  closesAfter: option(integer({ min: 1, max: 60 })),
  posts: integer({ min: 0, max: 5 }),
  lastActivity: integer({ min: -60, max: 0 }).map(at),
});

describe('when a thread closes', () => {
  const cases: [string, Partial<Timed>, Date | null][] = [
    ['never, unless it is told', {}, null],
    ['at its time', { closesAt: at(3) }, at(3)],
    ['so many days after the last answer', { closesAfter: 12 }, at(2)],
    ['at what comes first', { closesAt: at(3), closesAfter: 12 }, at(2)],
    ['at what comes first, the other way round', { closesAt: at(1), closesAfter: 12 }, at(1)],
    ['not by days while nobody has answered', { closesAfter: 1, posts: 1 }, null],
    ['no more, once it is closed', { closesAt: at(3), closedAt: at(-1) }, null],
  ];
  for (const [name, given, when] of cases)
    it(name, () => assert.deepEqual(closingOf({ ...OPEN, ...given })?.at ?? null, when));

  it('is due from that moment on, and nothing is where the thread was deleted', () => {
    assert.equal(dueOf({ ...OPEN, closesAt: now }, now), 'close');
    assert.equal(dueOf({ ...OPEN, closesAt: new Date(NOW + 1) }, now), null);
    assert.equal(dueOf({ ...OPEN, closesAt: now, deletedAt: now }, now), null);
    assert.equal(dueOf({ ...OPEN, closedAt: at(-1), opensAt: now }, now), 'open');
    assert.equal(dueOf({ ...OPEN, opensAt: now }, now), null);
  });
});

describe('what stays set', () => {
  it('does nothing at once: a thread that was closed or opened stays so until a moment to come', () => {
    check(
      property(timed, boolean(), (thread, isClosed) => {
        const next = {
          ...thread,
          closedAt: isClosed ? now : null,
          ...timersLeft(thread, isClosed, now),
        };
        assert.equal(dueOf(next, now), null);
      }),
    );
  });

  it('keeps what is still to come: it opens again after it was closed early, and closes after it was opened early', () => {
    const both = { ...OPEN, closesAt: at(1), opensAt: at(5), closesAfter: 30 };
    assert.deepEqual(timersLeft(both, true, now), { closesAt: null, closesAfter: null, opensAt: at(5) });
    const closed = { ...both, closedAt: at(-1) };
    assert.deepEqual(timersLeft(closed, false, now), { closesAt: at(1), closesAfter: 30, opensAt: null });
  });

  it('is in order where an open thread closes before it opens', () => {
    assert.equal(isInOrder({ ...OPEN, opensAt: at(5) }), false);
    assert.equal(isInOrder({ ...OPEN, opensAt: at(5), closesAt: at(5) }), false);
    assert.equal(isInOrder({ ...OPEN, opensAt: at(5), closesAt: at(4) }), true);
    assert.equal(isInOrder({ ...OPEN, opensAt: at(5), closesAfter: 1 }), true);
    assert.equal(isInOrder({ ...OPEN, opensAt: at(5), closedAt: at(-1) }), true);
  });
});
