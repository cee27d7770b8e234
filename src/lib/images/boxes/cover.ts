import { bytesOf } from '../bytes.ts';
import type { Found, Span } from './found.ts';

/** What is written over in a file. */
export interface Cover {
  isWhole: boolean;
  /** A copy of the file's part from `from` to `to` (not included), written over. */
  part(bytes: Uint8Array, from: number, to: number): Uint8Array;
}

export function coverOf({ zeros, headers, isWhole }: Found): Cover {
  const spans = merged(zeros);
  const names = headers.toSorted((a, b) => a.from - b.from);
  return {
    isWhole,
    part(bytes, from, to) {
      const part = bytes.slice(from, to);
      for (let i = firstFrom(spans, from); i < spans.length && spans[i]!.from < to; i++)
        part.fill(0, Math.max(spans[i]!.from - from, 0), Math.max(Math.min(spans[i]!.to, to) - from, 0));
      for (let i = firstFrom(names, from - LONGEST); i < names.length && names[i]!.from < to; i++)
        write(part, names[i]!.bytes, names[i]!.from - from);
      return part;
    },
  };
}

/** A header of a box: its size and its name. */
const LONGEST = bytesOf('sizefree').length;

/** The last that begins at or before `from`, or the first of all. */
function firstFrom(list: readonly { from: number }[], from: number): number {
  let [low, high] = [0, list.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (list[middle]!.from <= from) low = middle;
    else high = middle - 1;
  }
  return low;
}

function write(part: Uint8Array, bytes: Uint8Array, at: number): void {
  for (let i = 0; i < bytes.length; i++) if (at + i >= 0 && at + i < part.length) part[at + i] = bytes[i]!;
}

function merged(zeros: readonly Span[]): Span[] {
  const spans: Span[] = [];
  for (const { from, to } of zeros.toSorted((a, b) => a.from - b.from)) {
    const last = spans.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else spans.push({ from, to });
  }
  return spans;
}
