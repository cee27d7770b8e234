import type { Case } from '../domain/case.ts';

const LONGEST = 120;

/** What a case is called: what a person wrote, else the beginning of what its customer said. */
export function titleOf(row: Pick<Case, 'title' | 'excerpt' | 'number'>): string {
  const words = row.title ?? row.excerpt;
  if (words === '') return `Case ${row.number}`;
  return words.length <= LONGEST
    ? words
    : `${words
        .slice(0, LONGEST - 1)
        .toWellFormed()
        .replace(/\ufffd$/u, '')}…`;
}
