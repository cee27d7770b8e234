import { MARKS, type TextReader, WORD, wordHash } from '#lib/model/index.ts';

/** Words that may stand between a denial and what is denied. */
const MOST_BETWEEN = 3;
const DENIALS = hashesOf('not never no neither nor isnt arent wasnt werent aint');
const BETWEEN = hashesOf(
  'a an the any so such that this being at all very really quite completely total complete rude or',
);
const ASKED = '?'.charCodeAt(0);

/** Whether the word is said not to hold: "you are not an idiot". Not in a question, nor where a sign or another word parts the two: "not only stupid". */
export function isDenied(text: TextReader, at: number): boolean {
  for (let i = at - 1; i >= 0 && at - i <= MOST_BETWEEN + 1 && text.kinds[i] === WORD; i--) {
    // A comma or another sign parts them: "no, idiot".
    if (text.starts[i + 1]! - text.ends[i]! > 1) return false;
    if (DENIALS.has(text.hashes[i]!)) return !isAsked(text);
    if (!BETWEEN.has(text.hashes[i]!)) return false;
  }
  return false;
}

function isAsked(text: TextReader): boolean {
  for (let i = 0; i < text.count; i++)
    if (text.kinds[i] === MARKS && text.markUnits[i] === ASKED) return true;
  return false;
}

function hashesOf(words: string): ReadonlySet<number> {
  return new Set(words.split(' ').map((word) => wordHash(word)));
}
