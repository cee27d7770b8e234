import type { Case } from '../domain/case.ts';

const LONGEST = 120;

/** What a case is called: what a person wrote, whole, as it is edited again; else the beginning of what its customer said. */
export function titleOf(row: Pick<Case, 'title' | 'excerpt' | 'number'>): string {
  const { title, excerpt } = row;
  if (title !== null && title !== '') return title;
  if (excerpt === '') return `Case ${row.number}`;
  return excerpt.length <= LONGEST
    ? excerpt
    : `${excerpt
        .slice(0, LONGEST - 1)
        .toWellFormed()
        .replace(/\ufffd$/u, '')}…`;
}
