import type { ThreadView } from './queries.ts';

export const PIN_DAYS = 14;
const DAY_MS = 86_400_000;

/** A change of a thread as it is sent, and the one that takes it back. */
export interface Change {
  run: Readonly<Record<string, unknown>>;
  undo: Readonly<Record<string, unknown>>;
}

/** Whether a thread stands above the others at this time, in ms; an end that is past is none. */
export const isPinned = ({ pinnedUntil }: Pick<ThreadView, 'pinnedUntil'>, now: number): boolean =>
  pinnedUntil !== null && Date.parse(pinnedUntil) > now;

/** Pins a thread for some days from a time in ms, or lets it go. */
export const pinning = (thread: Pick<ThreadView, 'pinnedUntil'>, isOn: boolean, now: number): Change => ({
  run: { pinnedUntil: isOn ? new Date(now + PIN_DAYS * DAY_MS).toISOString() : null },
  undo: { pinnedUntil: thread.pinnedUntil },
});

const closed = (reason: string) => ({ isClosed: true, ...(reason.trim() ? { reason: reason.trim() } : {}) });

type Timers = Pick<ThreadView, 'closesAt' | 'closesAfter' | 'opensAt'>;

/** Closes a thread; taken back, its timers are what they were. */
export const closing = (timers: Timers, reason: string): Change => ({
  run: closed(reason),
  undo: { isClosed: false, ...timersOf(timers) },
});

/** Opens a thread; taken back, it says again why it was closed, and its timers are what they were. */
export const opening = (thread: Timers & Pick<ThreadView, 'closedReason'>): Change => ({
  run: { isClosed: false },
  undo: { ...closed(thread.closedReason ?? ''), ...timersOf(thread) },
});

/** Those that are set. */
const timersOf = ({ closesAt, closesAfter, opensAt }: Timers) =>
  Object.fromEntries(
    Object.entries({ closesAt, closesAfter, opensAt }).filter(([, value]) => value !== null),
  );
