/** Words for search that forgives typing errors: the same words on both sides, and an index of their parts. */

const MOST_LETTERS = 40;
/** Parts are made of so many first letters: enough to find every word within two edits (SymSpell's prefix filter). */
const PREFIX = 7;

/** The words of a text as they are indexed and asked for: lower case, without marks, letters and digits only; each once. */
export function searchWords(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase();
  return [...new Set((plain.match(/[\p{L}\p{N}]+/gu) ?? []).map(beginningOf))];
}

/** No half of a pair stands at its end: the database knows none. */
function beginningOf(word: string): string {
  return word.slice(0, MOST_LETTERS).replace(/[\ud800-\udbff]$/, '');
}

/** Edits that are forgiven in a word: none up to three letters and in what has digits, one up to seven, then two. */
export function editsFor(word: string): 0 | 1 | 2 {
  if (/\p{N}/u.test(word) || word.length < 4) return 0;
  return word.length < 8 ? 1 : 2;
}

/**
 * Numbers (32 bits) that two words share when they are within their edits of each other: hashes of the word's beginning without up to that
 * many of its letters. Sharing one does not mean it: look at `editsBetween`.
 */
export function partsOf(word: string): number[] {
  const edits = editsFor(word);
  if (edits === 0) return [];
  const parts = new Set([word.slice(0, PREFIX)]);
  let last = [...parts];
  for (let edit = 0; edit < edits; edit++) {
    last = last.flatMap((part) =>
      Array.from({ length: part.length }, (_, at) => part.slice(0, at) + part.slice(at + 1)),
    );
    for (const part of last) parts.add(part);
  }
  return [...new Set([...parts].map(hashOf))];
}

/** FNV-1a, as a signed number of 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}

/** Letters added, left out, changed, or swapped with their neighbour (optimal string alignment) between two words; `most` + 1 where more. */
export function editsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, row]: number[][] = [[], Array.from({ length: b.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let edits = Math.min(row![j]! + 1, next[j - 1]! + 1, row![j - 1]! + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, before![j - 2]! + 1);
      next.push(edits);
      least = Math.min(least, edits);
    }
    if (least > most) return most + 1;
    [before, row] = [row!, next];
  }
  return Math.min(row![b.length]!, most + 1);
}
