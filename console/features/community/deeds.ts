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

export const closing = (reason: string): Change => ({ run: closed(reason), undo: { isClosed: false } });

/** Opens a thread; taken back, it says again why it was closed. */
export const opening = (thread: Pick<ThreadView, 'closedReason'>): Change => ({
  run: { isClosed: false },
  undo: closed(thread.closedReason ?? ''),
});
