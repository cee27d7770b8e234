import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { type CaseFacts, statusOf } from './status.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 12, minute));
const facts = (more: Partial<CaseFacts> = {}): CaseFacts => ({
  threads: [],
  solvedAt: null,
  reopenedAt: null,
  closedAt: null,
  isComplete: true,
  ...more,
});

test('the most urgent conversation decides', () => {
  assert.equal(statusOf(facts({ threads: ['done', 'waiting', 'open'] })), 'open');
  assert.equal(statusOf(facts({ threads: ['done', 'snoozed'] })), 'waiting');
  assert.equal(statusOf(facts({ threads: ['done', 'done'] })), 'solved');
  assert.equal(
    statusOf(facts({ threads: ['done'], isComplete: false })),
    'open',
    'something required is missing',
  );
});

test('a case without conversations is what was last said of it', () => {
  assert.equal(statusOf(facts()), 'open');
  assert.equal(statusOf(facts({ solvedAt: at(1) })), 'solved');
  assert.equal(statusOf(facts({ solvedAt: at(1), reopenedAt: at(2) })), 'open');
  assert.equal(statusOf(facts({ solvedAt: at(3), reopenedAt: at(2) })), 'solved');
});

test('closed stays closed until somebody opens it again', () => {
  assert.equal(statusOf(facts({ closedAt: at(2), threads: ['open'] })), 'closed');
  assert.equal(statusOf(facts({ closedAt: at(2), reopenedAt: at(3), threads: ['open'] })), 'open');
});

type Event =
  | { kind: 'thread'; id: number; status: CaseFacts['threads'][number]; minute: number }
  | { kind: 'solved' | 'reopened' | 'closed'; minute: number };

/** Facts after some events, whatever order they arrive in: of each thing the latest counts. */
function fold(events: readonly Event[]): CaseFacts {
  const threads = new Map<number, { status: CaseFacts['threads'][number]; minute: number }>();
  const last: Partial<Record<'solved' | 'reopened' | 'closed', number>> = {};
  for (const event of events) {
    if (event.kind === 'thread') {
      const known = threads.get(event.id);
      if (!known || known.minute < event.minute) threads.set(event.id, event);
    } else last[event.kind] = Math.max(last[event.kind] ?? -1, event.minute);
  }
  const time = (minute: number | undefined) => (minute === undefined ? null : at(minute));
  return facts({
    threads: [...threads.values()].map((thread) => thread.status),
    solvedAt: time(last.solved),
    reopenedAt: time(last.reopened),
    closedAt: time(last.closed),
  });
}

const kinds = fc.oneof(
  fc.record({
    kind: fc.constant('thread' as const),
    id: fc.nat(3),
    status: fc.constantFrom('open' as const, 'waiting' as const, 'snoozed' as const, 'done' as const),
  }),
  fc.record({ kind: fc.constantFrom('solved' as const, 'reopened' as const, 'closed' as const) }),
);

test('the status is the same in whatever order events arrive', () => {
  fc.assert(
    fc.property(
      fc.array(kinds, { maxLength: 12 }).chain((made) => {
        const events = made.map((event, minute): Event => ({ ...event, minute }));
        return fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }));
      }),
      ([inOrder, shuffled]) => assert.equal(statusOf(fold(shuffled)), statusOf(fold(inOrder))),
    ),
  );
});
