import { big32, bytesOf, joined } from '../bytes.ts';
import type { Box } from './box.ts';

/** From where to where, the end not included. */
export interface Span {
  from: number;
  to: number;
}

/** What is written over in a file, whose bytes all keep their place. */
export interface Found {
  zeros: Span[];
  /** Names and headers of boxes, written after the zeros. */
  headers: { from: number; bytes: Uint8Array }[];
  /** False where its structure could not be followed. */
  isWhole: boolean;
  /** A track of measurements was taken out that has none itself: where the film is in fragments, they lie there. */
  hasEmptyTrack: boolean;
  /** How many were looked at so far. */
  boxes: number;
}

const FREE = bytesOf('free');

/** The box stays as long as it is and becomes empty room. */
export function freeBox(found: Found, box: Box): void {
  found.headers.push({ from: box.from + 4, bytes: FREE });
  zero(found, box.at, box.to);
}

/** What is no box becomes one that is empty room, where a header fits. */
export function freeRest(found: Found, from: number, to: number): void {
  zero(found, from, to);
  const size = to - from;
  if (size >= 8) found.headers.push({ from, bytes: joined([big32(size < 2 ** 32 ? size : 0), FREE]) });
}

export function zero(found: Found, from: number, to: number): void {
  if (to > from) found.zeros.push({ from, to });
}
