import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assert as check, boolean, constantFrom, date, integer, option, property, record } from 'fast-check';
import { categoryInput } from '#embrace/forum/schema.ts';
import { inputOf } from './category-input.ts';
import { type Change, closing, isPinned, opening, pinning } from './deeds.ts';
import type { Category } from './queries.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const iso = (at: Date | null) => at?.toISOString() ?? null;

/** A thread as the server has it, and what a change makes of it: to open forgets why it was closed. */
interface Stored {
  isClosed: boolean;
  closedReason: string | null;
  pinnedUntil: string | null;
  closesAt: string | null;
  closesAfter: number | null;
  opensAt: string | null;
}
function changed(thread: Stored, sent: Change['run']): Stored {
  const { isClosed = thread.isClosed, reason, pinnedUntil } = sent;
  const left =
    sent['isClosed'] === undefined
      ? {}
      : isClosed === true
        ? { closesAt: null, closesAfter: null }
        : { opensAt: null };
  return {
    ...thread,
    ...left,
    ...Object.fromEntries(Object.entries(sent).filter(([name]) => TIMERS.has(name))),
    isClosed: isClosed === true,
    closedReason: isClosed !== true ? null : typeof reason === 'string' ? reason.trim() : thread.closedReason,
    pinnedUntil:
      pinnedUntil === undefined ? thread.pinnedUntil : typeof pinnedUntil === 'string' ? pinnedUntil : null,
  };
}
const TIMERS = new Set(['closesAt', 'closesAfter', 'opensAt']);
const ahead = option(date({ min: new Date(NOW), max: new Date('2100-01-01'), noInvalidDate: true }));
const stored = record({
  closesAt: ahead,
  opensAt: ahead,
  closesAfter: option(integer({ min: 1, max: 3650 })),
  isClosed: boolean(),
  reason: constantFrom(null, 'Answered elsewhere', '<b>No</b> \u202emore'),
  pin: option(date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })),
}).map(({ isClosed, reason, pin, closesAt, closesAfter, opensAt }): Stored => ({
  closesAt: iso(closesAt),
  closesAfter,
  opensAt: iso(opensAt),
  isClosed,
  closedReason: isClosed ? reason : null,
  pinnedUntil: iso(pin),
}));
const thereAndBack = (thread: Stored, { run, undo }: Change) => changed(changed(thread, run), undo);

describe('what a moderator does with a thread', () => {
  it('is taken back exactly: a pin has the end that it had', () => {
    check(
      property(stored, boolean(), integer({ min: 0, max: NOW * 2 }), (thread, isOn, now) =>
        assert.deepEqual(thereAndBack(thread, pinning(thread, isOn, now)), thread),
      ),
    );
  });

  it('is taken back exactly: a thread that was opened is closed for the reason that it had', () => {
    check(
      property(stored, (thread) => {
        const closed = { ...thread, isClosed: true };
        assert.deepEqual(thereAndBack(closed, opening(closed)), closed);
        const open = { ...thread, isClosed: false, closedReason: null };
        assert.deepEqual(thereAndBack(open, closing(open, 'Off topic')), open);
      }),
    );
  });

  it('says no reason where only blanks were typed, or where there was none', () => {
    const bare = { closesAt: null, closesAfter: null, opensAt: null };
    assert.deepEqual(closing(bare, ' \n').run, { isClosed: true });
    assert.deepEqual(closing(bare, ' Spam ').run, { isClosed: true, reason: 'Spam' });
    assert.deepEqual(closing(bare, '').undo, { isClosed: false });
    assert.deepEqual(opening({ ...bare, closedReason: null }).undo, { isClosed: true });
  });

  it('pins for two weeks from now on, over the change of the clock as well', () => {
    const { run } = pinning({ pinnedUntil: null }, true, Date.parse('2026-10-20T12:00:00Z'));
    assert.deepEqual(run, { pinnedUntil: '2026-11-03T12:00:00.000Z' });
    assert.deepEqual(pinning({ pinnedUntil: '2026-11-03T12:00:00.000Z' }, false, NOW).run, {
      pinnedUntil: null,
    });
  });
});

describe('a pin', () => {
  it('is shown until it ends, and no moment longer', () => {
    assert.equal(isPinned({ pinnedUntil: null }, NOW), false);
    for (const [until, is] of [
      [NOW + 1, true],
      [NOW, false],
      [NOW - 86_400_000, false],
    ] as const)
      assert.equal(isPinned({ pinnedUntil: new Date(until).toISOString() }, NOW), is, String(until - NOW));
  });
});

describe('the form of a category', () => {
  const category: Category = {
    id: 'fcat_1',
    name: 'Billing',
    slug: 'money',
    text: 'What it costs',
    position: 3,
    whoReads: 'members',
    whoStarts: 'staff',
    whoAnswers: 'staff',
    isArchived: true,
    closesAfter: 30,
    groupId: null,
    threads: 4,
    posts: 9,
    url: 'https://a.example/community/c/money',
  };

  it('sends back what was there, address and place too, where nothing was typed', () => {
    const { id: _id, threads: _threads, posts: _posts, url: _url, ...kept } = category;
    assert.deepEqual(categoryInput.parse(inputOf(category, 99)), kept);
  });

  it('is taken for a new one once it has a name', () => {
    const fresh = inputOf(undefined, 7);
    assert.equal(categoryInput.safeParse(fresh).success, false);
    const { position, isArchived, whoReads } = categoryInput.parse({ ...fresh, name: 'News' });
    assert.deepEqual([position, isArchived, whoReads], [7, false, 'everybody']);
  });
});
