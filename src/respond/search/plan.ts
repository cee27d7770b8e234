import { type Meant, queriesOf, wideOf } from './domain.ts';
import { quoted } from './facts.ts';

/** More than these are not all looked through. */
export const COMMON = 2500;
/** Entries whose list the index reads in some milliseconds. */
const MANY = 20_000;

/** What is asked of the index. */
export interface Plan {
  /** What scores: every word in any way it may be meant, and as it was typed. */
  wide: string;
  exact: string;
  /** What has to be there: words and facts. */
  all: string;
  /** The rare part of it, which the index is asked for; the rest is checked on what it found. */
  narrow: string;
  /** Even the rarest part is in more entries than are looked through. */
  isCommon: boolean;
}

/** The question of words, all of them or some, and of facts, all of them. Each with the number of entries that have it. */
export function planOf(
  meant: readonly Meant[],
  join: '&' | '|',
  facts: readonly { word: string; uses: number }[],
): Plan {
  const { wide, exact } = queriesOf(meant, join);
  const words =
    join === '&'
      ? meant.map((one) => ({ query: wideOf(one), uses: one.uses }))
      : [{ query: `(${wide})`, uses: meant.reduce((sum, { uses }) => sum + uses, 0) }];
  const parts = [...words, ...facts.map(({ word, uses }) => ({ query: quoted(word), uses }))];
  const rarest = Math.min(...parts.map(({ uses }) => uses));
  const asked = (some: typeof parts) => some.map(({ query }) => query).join(' & ');
  return {
    wide,
    exact,
    all: asked(parts),
    narrow: asked(parts.filter(({ uses }) => uses <= Math.max(MANY, rarest * 20))),
    isCommon: rarest > COMMON,
  };
}
