import { isTellingWord } from '#lib/words/index.ts';
import { escaped } from './escaped.ts';

/** A text without what tells of a person. */
export interface Hidden {
  readonly text: string;
  /** How many things were taken out. */
  readonly hidden: number;
}

type Rule = readonly [pattern: RegExp, place: string, isMeant?: (found: string) => boolean];

const digitsOf = (found: string) => found.match(/\p{Nd}/gu)?.length ?? 0;
const RULES: readonly Rule[] = [
  [/(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, '[mail]'],
  [/(?:https?:\/\/|www\.)[^\s<>"]+/giu, '[link]'],
  [/(?<![\p{L}\p{N}])@[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_.-]*[\p{L}\p{M}\p{N}_])?/gu, '[handle]'],
  [/(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{2,4}){3,8}(?![\p{L}\p{N}])/gu, '[number]'],
  [
    /[\p{L}\p{Nd}]+(?:-[\p{L}\p{Nd}]+)*/gu,
    '[number]',
    (found) => digitsOf(found) >= 3 && /\p{L}/u.test(found),
  ],
  [/(?<![\p{L}\p{N}])\+?\p{Nd}(?:[\s()./-]{0,2}\p{Nd}){4,}(?![\p{L}\p{N}])/gu, '[number]'],
  [/[\p{L}\p{Nd}]+(?:-[\p{L}\p{Nd}]+)*/gu, '[number]', (found) => digitsOf(found) >= 3],
];
/** Letters of the shortest name that is looked for. */
const LEAST_NAME = 2;

/**
 * Takes mail addresses, links, handles, numbers of three digits and more, and the given names out of a text; what they were stands in
 * brackets. Names in the middle of a sentence that nobody told of are not found: a person has to look.
 */
export function hidePersonal(text: string, names: readonly string[] = []): Hidden {
  let hidden = 0;
  let left = text.normalize('NFC');
  for (const [pattern, place, isMeant = () => true] of RULES)
    left = left.replaceAll(pattern, (found) => {
      if (!isMeant(found)) return found;
      hidden++;
      return place;
    });
  const parts = [...new Set(names.flatMap((name) => [name.trim(), ...name.trim().split(/[\s,]+/)]))]
    .map((part) => part.normalize('NFC'))
    .filter((part) => Array.from(part).length >= LEAST_NAME && /\p{L}/u.test(part))
    .sort((a, b) => b.length - a.length);
  for (const part of parts) {
    const pattern = new RegExp(
      String.raw`(?<![\p{L}\p{N}\[])${escaped(part)}(?:['’]s)?(?![\p{L}\p{N}\]])`,
      'giu',
    );
    left = left.replaceAll(pattern, (found) => {
      // Will, May and Mark are words, too.
      if (found === found.toLowerCase() && !isTellingWord(found)) return found;
      hidden++;
      return '[name]';
    });
  }
  return { text: left, hidden };
}
