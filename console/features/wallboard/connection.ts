import type { Wall } from './types.ts';

/** The server tells every five seconds; after this long without a word the connection is taken for lost. */
export const LOST_AFTER_MS = 12_000;

export type WallState =
  | { kind: 'connecting' }
  /** `heardAt`: milliseconds of this device's clock. `skew`: how far the server's is ahead. */
  | { kind: 'shown'; wall: Wall; heardAt: number; skew: number }
  /** The link was withdrawn, or is none. */
  | { kind: 'dark' };

/** The state after hearing what the board shows. */
export function heard(wall: Wall, now: number): WallState {
  return { kind: 'shown', wall, heardAt: now, skew: Date.parse(wall.at) - now };
}

/** Since when nothing was heard, if that is too long; null while all is well. */
export function lostSince(state: WallState, now: number): number | null {
  return state.kind === 'shown' && now - state.heardAt > LOST_AFTER_MS ? state.heardAt : null;
}

/** How long somebody waits by the server's clock, such as `1:05` hours or `12 min`; a board must not be wrong because its clock is. */
export function waitText(since: string, now: number): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')} h`;
  return `${Math.floor(minutes / 1440)} d`;
}
