import { scriptOfUnit, SCRIPTS } from './scripts.ts';

/** The words of a post that tell its language, and how many letters of each script they have. Valid until the next reading. */
export interface WordReading {
  /** UTF-8 of all words, small letters, without anything between them. */
  readonly bytes: Uint8Array;
  /** Offsets in `bytes`: word i goes from `ends[i - 1]` (0 for the first) to `ends[i]`. */
  readonly ends: Uint32Array;
  words: number;
  letters: number;
  /** Letters of each script, in the order of `SCRIPTS`. */
  readonly scripts: Uint32Array;
  /** The text that was read: normalised, small letters. */
  text: string;
  /** Another one for every text that was read. */
  serial: number;
}

/** More would only cost: a language shows itself within this many bytes of words. */
const MAX_BYTES = 640;
const MAX_UNITS = 4000;
const LATIN = SCRIPTS.indexOf('latin');

const reading: WordReading = {
  bytes: new Uint8Array(MAX_BYTES + 400),
  ends: new Uint32Array(MAX_BYTES + 400),
  words: 0,
  letters: 0,
  scripts: new Uint32Array(SCRIPTS.length),
  text: '',
  serial: 0,
};
let filled = 0;
let lastPost: string | undefined;
let lastHadTags = false;

/**
 * Reads a post: handles, links, mail addresses, HTML entities, codes with digits, laughter and what the net says in every language
 * are left out; tags too unless asked for. Letters drawn out are brought down to two. The same post is not read twice in a row.
 */
export function readWords(post: string, withTags: boolean): WordReading {
  if (post === lastPost && withTags === lastHadTags) return reading;
  lastPost = undefined;
  const text = smallLetters(post.length > MAX_UNITS ? post.slice(0, MAX_UNITS) : post);
  reading.text = text;
  reading.words = 0;
  reading.letters = 0;
  reading.scripts.fill(0);
  reading.serial++;
  filled = 0;
  for (let at = 0; at < text.length;) {
    if (filled >= MAX_BYTES) break;
    const unit = text.charCodeAt(at);
    if (scriptOfUnit[unit] === 0 && unit !== HASH && unit !== AT && unit !== AMPERSAND && !isDigit(unit))
      at++;
    else at = readPiece(text, at, unit, withTags);
  }
  lastPost = post;
  lastHadTags = withTags;
  return reading;
}

const HASH = 0x23;
const AMPERSAND = 0x26;
const AT = 0x40;
/** Shapes of letters that mean the plain ones: Arabic forms, full width, mathematical alphabets. */
const OTHER_SHAPES = /[\uFB50-\uFDFF\uFE70-\uFEFC\uFF21-\uFF9F]|\uD835/;

function smallLetters(post: string): string {
  return (OTHER_SHAPES.test(post) ? post.normalize('NFKC') : post).toLowerCase();
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

const HANDLE = /@[\w.-]*/y;
const TAG = /#[\p{L}\p{M}\p{N}_]*/uy;
const ENTITY = /&#?[a-z0-9]{2,8};/y;
const LINK =
  /(?:https?(?::\/\/|\/|\b)|www\.)[!-~]*|[\w.+-]+@[\w-]+\.[\w.-]+|(?:[a-z0-9-]+\.)+(?:[a-z]{2,6}\/[!-~]*|(?:com|net|org|io|tv|ly)\b)|[a-z]*\d[a-z0-9]*/y;

/** Where the next piece begins. What is no word is skipped whole. */
function readPiece(text: string, at: number, unit: number, withTags: boolean): number {
  if (unit === AT) return skipped(HANDLE, text, at);
  if (unit === HASH) return withTags ? at + 1 : skipped(TAG, text, at);
  if (unit === AMPERSAND) return skipped(ENTITY, text, at);
  if (unit < 0x80) {
    LINK.lastIndex = at;
    if (LINK.test(text)) return LINK.lastIndex;
  }
  return readWord(text, at);
}

function skipped(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? Math.max(pattern.lastIndex, at + 1) : at + 1;
}

/** Letters and the apostrophes between them. */
function readWord(text: string, from: number): number {
  const start = filled;
  let at = from;
  let same = 0;
  let last = 0;
  let lettersLatin = 0;
  for (; at < text.length && filled - start < MAX_WORD_BYTES; at++) {
    const unit = text.charCodeAt(at);
    const script = scriptOfUnit[unit]!;
    if (script === 0 && !(isApostrophe(unit) && scriptOfUnit[text.charCodeAt(at + 1)] !== 0)) break;
    same = unit === last ? same + 1 : 1;
    last = unit;
    if (same > KEPT_REPEATS) continue;
    if (script === LATIN) lettersLatin++;
    if (script !== 0) reading.scripts[script]!++;
    write(unit);
  }
  if (lettersLatin === at - from && isSaidEverywhere(text, from, at)) {
    reading.scripts[LATIN]! -= lettersLatin;
    filled = start;
  } else {
    reading.letters += at - from;
    reading.ends[reading.words++] = filled;
  }
  return Math.max(at, from + 1);
}

const MAX_WORD_BYTES = 300;
/** Of a letter that is drawn out. */
const KEPT_REPEATS = 2;

function isApostrophe(unit: number): boolean {
  return unit === 0x27 || unit === 0x60 || unit === 0x2019;
}

function write(unit: number): void {
  const { bytes } = reading;
  if (unit < 0x80) bytes[filled++] = unit;
  else if (unit < 0x800) {
    bytes[filled++] = 0xc0 | (unit >> 6);
    bytes[filled++] = 0x80 | (unit & 0x3f);
  } else {
    bytes[filled++] = 0xe0 | (unit >> 12);
    bytes[filled++] = 0x80 | ((unit >> 6) & 0x3f);
    bytes[filled++] = 0x80 | (unit & 0x3f);
  }
}

/** Laughter and words of the net that are no sign of any language. */
const LAUGHTER =
  /^(?:a?(?:ha){2,}h?|(?:ja){2,}j?|(?:he){2,}h?|(?:hi){2,}|(?:k){3,}|(?:rs){2,}|(?:xa){2,}|(?:wk){2,}w?|x+d+|lo+l+|a+h+|h+m+|(?:u|o)+h+|a+w+)$/;
const NET = new Set([
  'rt',
  'lol',
  'lmao',
  'lmfao',
  'omg',
  'wtf',
  'rofl',
  'ig',
  'fb',
  'tbt',
  'via',
  'dm',
  'url',
  'xx',
  'xxx',
  'xoxo',
  'yt',
  'ok',
]);

function isSaidEverywhere(text: string, from: number, to: number): boolean {
  if (to - from > 24) return false;
  const word = text.slice(from, to);
  return NET.has(word) || LAUGHTER.test(word);
}
