import { editsBetween, editsFor, searchWords } from './words.ts';

const SHORTEST_BEGINNING = 3;

/** A text in pieces: those that were looked for, and those between. `words` as `searchWords` gives them. */
export function marked(text: string, words: readonly string[]): { text: string; isFound: boolean }[] {
  const wanted = new Set(words);
  return text
    .split(/([\p{L}\p{N}\p{M}]+)/u)
    .map((piece, at) => ({ text: piece, isFound: at % 2 === 1 && isWanted(piece, wanted, words) }))
    .filter((piece) => piece.text !== '');
}

function isWanted(piece: string, wanted: ReadonlySet<string>, words: readonly string[]): boolean {
  const [folded] = searchWords(piece);
  if (folded === undefined) return false;
  return (
    wanted.has(folded) || words.some((word) => word.length >= SHORTEST_BEGINNING && folded.startsWith(word))
  );
}

/** The words of a small collection that a word may stand for, the nearest first; itself where it is there, or begins one that is. */
export function alikeAmong(word: string, known: ReadonlySet<string>, most = 4): string[] {
  if (known.has(word)) return [word];
  const edits = editsFor(word);
  const near: { word: string; edits: number }[] = [];
  for (const other of known) {
    if (word.length >= SHORTEST_BEGINNING && other.startsWith(word)) near.push({ word: other, edits: 0 });
    else if (edits > 0 && Math.abs(other.length - word.length) <= edits) {
      const between = editsBetween(word, other, edits);
      if (between <= edits) near.push({ word: other, edits: between });
    }
  }
  return near
    .sort((a, b) => a.edits - b.edits || (a.word < b.word ? -1 : 1))
    .slice(0, most)
    .map((one) => one.word);
}

/** How well a text, or its words, answers words, from 0 to 1: each word counts in full where it stands there, less where it only begins or resembles one that does. */
export function fitOf(words: readonly string[], text: string | ReadonlySet<string>): number {
  if (words.length === 0) return 0;
  const known = typeof text === 'string' ? new Set(searchWords(text)) : text;
  return words.reduce((sum, word) => sum + weightOf(word, known), 0) / words.length;
}

function weightOf(word: string, known: ReadonlySet<string>): number {
  if (known.has(word)) return 1;
  const [first] = alikeAmong(word, known, 1);
  if (first === undefined) return 0;
  return first.startsWith(word) ? 0.9 : 0.7;
}
