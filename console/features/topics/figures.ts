import { shortNumber } from '../../format/number.ts';
import type { Expected } from './types.ts';

/** A number of posts as far as it is known: two digits of it, whole posts only. */
export function roughly(count: number): number {
  if (count < 10) return Math.round(count);
  const unit = 10 ** (Math.floor(Math.log10(count)) - 1);
  return Math.round(count / unit) * unit;
}

/** How the expected number of posts is told. */
export type Outlook =
  | { kind: 'about'; count: string; range: [string, string] | null }
  | { kind: 'fewer'; than: string }
  | { kind: 'rare' };

/** In words that promise no more than the sample does. */
export function outlookOf({ perDay, low, high, sample }: Expected): Outlook {
  if (perDay < 0.5) {
    if (sample.posts > 0 && high >= 1.5) return { kind: 'fewer', than: shortNumber(roughly(high)) };
    return { kind: 'rare' };
  }
  const range: [string, string] | null =
    high - low < 1 ? null : [shortNumber(roughly(low)), shortNumber(roughly(high))];
  return { kind: 'about', count: shortNumber(roughly(perDay)), range };
}

/** Hours in words that fit: minutes below two hours. */
export function spanOf(hours: number): { count: number; unit: 'minutes' | 'hours' } {
  return hours < 2
    ? { count: Math.max(1, Math.round(hours * 60)), unit: 'minutes' }
    : { count: Math.round(hours), unit: 'hours' };
}
