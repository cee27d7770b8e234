import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assert as check, constantFrom, date, integer, option, property, record } from 'fast-check';
import { threadChange } from '#embrace/forum/schema.ts';
import { fieldsOf, timing, wallOf } from './timers.ts';

const moment = option(
  date({ min: new Date('2020-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }).map((at) =>
    at.toISOString(),
  ),
);
const times = record({
  closesAt: moment,
  closesAfter: option(integer({ min: 1, max: 3650 })),
  opensAt: moment,
  pinnedUntil: moment,
}).map((given) => ({ ...given }));
const NONE = { closesAt: null, closesAfter: null, opensAt: null, pinnedUntil: null };

describe('the timers of a thread', () => {
  it('are not changed by who only looks at them, to the second', () => {
    check(
      property(times, (given) => assert.deepEqual(timing(given, fieldsOf(given)), { run: {}, undo: {} })),
    );
  });

  it('are taken back exactly, whatever was set or emptied', () => {
    check(
      property(times, times, (before, wished) => {
        const { run, undo } = timing(before, fieldsOf(wished));
        assert.deepEqual(Object.keys(run), Object.keys(undo));
        assert.deepEqual({ ...before, ...run, ...undo }, before);
        assert.ok(threadChange.safeParse(run).success);
      }),
    );
  });

  it('are meant in the zone of who sets them', () => {
    check(
      property(constantFrom('2026-12-24T18:00', '2026-07-01T00:30'), (wall) => {
        const { run } = timing(NONE, { ...fieldsOf(NONE), closesAt: wall });
        assert.equal(run['closesAt'], new Date(wall).toISOString());
        assert.equal(wallOf(String(run['closesAt'])), wall);
      }),
    );
  });
});
