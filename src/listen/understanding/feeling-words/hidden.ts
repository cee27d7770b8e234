import { HASH_START, HASH_STEP, MARKS, mix, type TextReader, WORD, wordHash } from '#lib/model/index.ts';

const STAR = '*'.charCodeAt(0);
const DOLLAR = '$'.charCodeAt(0);
const BANG = '!'.charCodeAt(0);
const SHORTEST = 3;
const SHORTEST_WITH_DIGIT = 4;

/**
 * Ways to hide a word from filters, by hash, with the kinds of the word: "f*ck" and "f**k" as `f*ck` and `f*k`, "sh1t" as `sh0t`. A word
 * whose end is hidden ("f***") is only said to be one of `swears`: it may be any of many.
 */
export function hiddenForms(words: ReadonlyMap<string, number>, swears: number): Map<number, number> {
  const found = new Map<number, number>();
  const add = (form: string, kinds: number) => {
    const hash = wordHash(form);
    found.set(hash, (found.get(hash) ?? 0) | kinds);
  };
  for (const [word, kinds] of words) {
    if (word.length < SHORTEST) continue;
    for (let from = 1; from < word.length; from++)
      for (let to = from + 1; to < word.length; to++) add(`${word.slice(0, from)}*${word.slice(to)}`, kinds);
    if ((kinds & swears) !== 0)
      for (let from = 1; from < word.length; from++) add(`${word.slice(0, from)}*`, swears);
    if (word.length < SHORTEST_WITH_DIGIT) continue;
    for (let at = 0; at < word.length; at++)
      if ('aeiost'.includes(word[at]!)) add(`${word.slice(0, at)}0${word.slice(at + 1)}`, kinds);
    add(word.replaceAll(/[aeio]/g, '0'), kinds);
  }
  return found;
}

/** The kinds of a word that is hidden behind signs or digits at token `i`; 0 where none is. */
export function hiddenKinds(forms: ReadonlyMap<number, number>, text: TextReader, i: number): number {
  if (text.kinds[i] !== WORD) return 0;
  return forms.get(isHiding(text, i + 1) ? hashAcross(text, i) : text.hashes[i]!) ?? 0;
}

/** Whether token `at` is a sign that touches the word before it and stands for letters. */
function isHiding(text: TextReader, at: number): boolean {
  if (at >= text.count || text.kinds[at] !== MARKS || text.starts[at] !== text.ends[at - 1]) return false;
  const unit = text.markUnits[at]!;
  if (goesOn(text, at)) return unit === STAR || unit === DOLLAR || unit === BANG;
  // At the end of a word one star is a footnote, and a bang is a bang.
  return (unit === STAR || unit === DOLLAR) && text.ends[at]! - text.starts[at]! > 1;
}

function goesOn(text: TextReader, at: number): boolean {
  return at + 1 < text.count && text.kinds[at + 1] === WORD && text.starts[at + 1] === text.ends[at];
}

/** Letters of word `i`, a star for the signs behind it, letters of the word that touches them. */
function hashAcross(text: TextReader, i: number): number {
  let hash = Math.imul(unitsInto(HASH_START, text, i) ^ STAR, HASH_STEP);
  if (goesOn(text, i + 1)) hash = unitsInto(hash, text, i + 2);
  return mix(hash);
}

function unitsInto(start: number, text: TextReader, i: number): number {
  let hash = start;
  for (let at = text.unitStarts[i]!; at < text.unitStarts[i + 1]!; at++)
    hash = Math.imul(hash ^ text.units[at]!, HASH_STEP);
  return hash;
}
