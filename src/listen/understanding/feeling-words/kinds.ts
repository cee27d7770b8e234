import { readFileSync } from 'node:fs';
import path from 'node:path';
import { wordHash } from '#lib/model/index.ts';
import { hiddenForms } from './hidden.ts';

/** Kinds of rude words, as `rude.txt` names them. */
export const RUDE = [
  'insult',
  'blame',
  'swear',
  'crude',
  'body',
  'slur',
  'charge',
  'party',
  'harm',
  'disdain',
] as const;
export const [INSULT, SWEAR, CRUDE, BODY, SLUR] = [0, 2, 3, 4, 5] as const;

/** Feelings that words tell of, as `moods.txt` names them. */
export const TOLD = ['anger', 'fear', 'joy', 'optimism', 'sadness', 'disgust', 'surprise'] as const;

/** Of whom something may be said, as `targets.txt` names them. */
export const TARGETS = ['you', 'one person', 'many', 'oneself', 'a group'] as const;
export const GROUP_BIT = 1 << TARGETS.indexOf('a group');

/** Where the bits of rude words, feelings and targets begin in `KINDS_OF`. */
export const TOLD_SHIFT = RUDE.length;
export const TARGET_SHIFT = TOLD_SHIFT + TOLD.length;
export const RUDE_BITS = (1 << TOLD_SHIFT) - 1;
export const TOLD_BITS = (1 << TOLD.length) - 1;

const words = new Map<string, number>();
readKinds('rude.txt', RUDE, 0);
readKinds('moods.txt', TOLD, TOLD_SHIFT);
readKinds('targets.txt', TARGETS, TARGET_SHIFT);

/** Bits of kinds by the hash of a word. */
export const KINDS_OF: ReadonlyMap<number, number> = new Map(
  [...words].map(([word, kinds]) => [wordHash(word), kinds]),
);

/** Kinds of words that people hide from filters. */
const HIDDEN_BITS = (1 << INSULT) | (1 << SWEAR) | (1 << CRUDE) | (1 << BODY) | (1 << SLUR);
export const HIDDEN: ReadonlyMap<number, number> = hiddenForms(
  new Map(
    [...words].filter(([, kinds]) => kinds & HIDDEN_BITS).map(([word, kinds]) => [word, kinds & HIDDEN_BITS]),
  ),
  1 << SWEAR,
);

/** Lines of words under their kinds: `[kind]`; lines with # are remarks. Throws where a file names a kind that nobody knows. */
function readKinds(file: string, kinds: readonly string[], shift: number): void {
  let bit = 0;
  for (const line of readFileSync(path.join(import.meta.dirname, file), 'utf8').split('\n')) {
    if (line.startsWith('#')) continue;
    if (line.startsWith('[')) {
      const kind = kinds.indexOf(line.slice(1, -1));
      if (kind < 0) throw new Error(`${file} has a kind that is not known: ${line}`);
      bit = 1 << (shift + kind);
      continue;
    }
    for (const word of line.split(' ').filter(Boolean)) words.set(word, (words.get(word) ?? 0) | bit);
  }
}
