import { type Token, tokensOf } from './tokens.ts';

interface Phrase<T> {
  readonly keys: readonly string[];
  /** The last word may go on. */
  readonly isOpen: boolean;
  readonly of: T;
}

/** Where a phrase stands. */
export interface Hit<T> {
  readonly of: T;
  readonly start: number;
  readonly end: number;
}

/** Many phrases that are looked for at once: words, signs and emoji in a row, whatever stands between them. */
export class Phrases<T> {
  private readonly byFirst = new Map<string, Phrase<T>[]>();
  /** Of one word that may go on, by their first two letters. */
  private readonly byStart = new Map<string, Phrase<T>[]>();

  /** `words*` finds what begins so. What has no word, sign or emoji is never found. */
  add(words: string, of: T): void {
    const keys = tokensOf(words).map(({ key }) => key);
    if (keys.length === 0) return;
    const isOpen = words.trimEnd().endsWith('*');
    const first = keys[0]!;
    if (isOpen && keys.length === 1) push(this.byStart, startOf(first), { keys, isOpen, of });
    else push(this.byFirst, first, { keys, isOpen, of });
  }

  /** Every place of every phrase, in the order of the text, the longest first. */
  find(tokens: readonly Token[]): Hit<T>[] {
    const hits: Hit<T>[] = [];
    for (let at = 0; at < tokens.length; at++) {
      const { key } = tokens[at]!;
      for (const phrase of this.byFirst.get(key) ?? []) this.take(phrase, tokens, at, hits);
      if (this.byStart.size === 0) continue;
      for (const start of startsOf(key))
        for (const phrase of this.byStart.get(start) ?? []) this.take(phrase, tokens, at, hits);
    }
    return hits.sort((a, b) => a.start - b.start || b.end - a.end);
  }

  private take({ keys, isOpen, of }: Phrase<T>, tokens: readonly Token[], at: number, hits: Hit<T>[]): void {
    const last = keys.length - 1;
    for (let i = 0; i <= last; i++) {
      const key = tokens[at + i]?.key;
      if (key === undefined) return;
      if (i === last && isOpen ? !key.startsWith(keys[i]!) : key !== keys[i]) return;
    }
    hits.push({ of, start: tokens[at]!.start, end: tokens[at + last]!.end });
  }
}

/** Hits that do not share a character: from the left, of those that begin together the longest. */
export function withoutOverlaps<T>(hits: readonly Hit<T>[]): Hit<T>[] {
  const kept: Hit<T>[] = [];
  for (const hit of hits) if (kept.length === 0 || kept.at(-1)!.end <= hit.start) kept.push(hit);
  return kept;
}

const startOf = (key: string) => key.slice(0, 2);
const startsOf = (key: string) => (key.length < 2 ? [key] : [key.slice(0, 1), key.slice(0, 2)]);

function push<T>(into: Map<string, T[]>, key: string, one: T): void {
  const known = into.get(key);
  if (known) known.push(one);
  else into.set(key, [one]);
}
