import {
  APOSTROPHE,
  AT,
  classOf,
  DOLLAR,
  HASH,
  isSyllablePart,
  JOINER,
  MARK,
  PICTOGRAPH,
  SEPARATOR,
  SINGLE,
  WORD,
} from './classes.ts';
import { fold } from './fold.ts';
import { linkAt, linkTerms } from './links.ts';

/** Longest term in UTF-16 units; the rest of a longer word is not compared. */
export const MAX_TERM = 128;

type Emit = (term: string, position: number, start: number, end: number) => void;

/**
 * Calls `emit` for every term of `text` from left to right. With `isPattern`, `*` and `?` count as letters, which is
 * how the words of a query are read.
 */
export function scan(text: string, emit: Emit, isPattern = false): void {
  const scanner: Scanner = { text, emit, isPattern, position: 0, isInTag: false };
  scanRange(scanner, 0, text.length);
}

interface Scanner {
  readonly text: string;
  readonly emit: Emit;
  readonly isPattern: boolean;
  position: number;
  /** Inside a tag there are words, but no links. */
  isInTag: boolean;
}

function scanRange(scanner: Scanner, from: number, to: number): void {
  let at = from;
  while (at < to) at = takeOne(scanner, at);
}

/** Emits what starts at `at`, if anything does, and answers where to go on. */
function takeOne(scanner: Scanner, at: number): number {
  switch (classAt(scanner, at)) {
    case WORD:
    case MARK:
      return takeLink(scanner, at) ?? takeWord(scanner, at);
    case SINGLE:
      return takeSingle(scanner, at);
    case PICTOGRAPH:
      return takePictograph(scanner, at);
    case HASH:
      return takeTag(scanner, at);
    case AT:
      return takeMention(scanner, at);
    case DOLLAR:
      return takeCashtag(scanner, at);
    default:
      return at + sizeAt(scanner.text, at);
  }
}

function takeLink(scanner: Scanner, at: number): number | undefined {
  if (scanner.isInTag) return undefined;
  const first = scanner.text.charCodeAt(at) | 32;
  if (first !== 104 && first !== 119) return undefined;
  const link = linkAt(scanner.text, at);
  if (link === undefined) return undefined;
  for (const term of linkTerms(link.host)) scanner.emit(term, scanner.position, at, link.end);
  scanner.position++;
  return afterPossessive(scanner, link.end);
}

function takeWord(scanner: Scanner, at: number): number {
  const end = endOfWord(scanner, at, false);
  if (emitFolded(scanner, '', at, at, end)) scanner.position++;
  return afterPossessive(scanner, end);
}

function takeSingle(scanner: Scanner, at: number): number {
  let end = at + sizeAt(scanner.text, at);
  while (classAt(scanner, end) === MARK || continuesSyllable(scanner.text, at, end)) {
    end += sizeAt(scanner.text, end);
  }
  if (emitFolded(scanner, '', at, at, end)) scanner.position++;
  return afterPossessive(scanner, end);
}

function takePictograph(scanner: Scanner, at: number): number {
  EMOJI.lastIndex = at;
  if (!EMOJI.test(scanner.text)) return at + sizeAt(scanner.text, at);
  const end = EMOJI.lastIndex;
  if (emitFolded(scanner, '', at, at, end)) scanner.position++;
  return end;
}

/** `#Tag` is found as `#tag` and, word by word, as what it says. */
function takeTag(scanner: Scanner, at: number): number {
  const start = at + 1;
  const next = classAt(scanner, start);
  if (isAfterWord(scanner, at) || (next !== WORD && next !== SINGLE)) return start;
  const end = endOfWord(scanner, start, true);
  emitFolded(scanner, '#', at, start, end);
  scanner.isInTag = true;
  scanRange(scanner, start, end);
  scanner.isInTag = false;
  return afterPossessive(scanner, end);
}

/** `@a.b` is one name; `@a@b.c` is found as `@a` too. */
function takeMention(scanner: Scanner, at: number): number {
  const start = at + 1;
  if (isAfterWord(scanner, at) || classAt(scanner, start) !== WORD) return start;
  const end = endOfHandle(scanner, start);
  const hasServer = classAt(scanner, end) === AT && classAt(scanner, end + 1) === WORD;
  const last = hasServer ? endOfHandle(scanner, end + 1) : end;
  let isEmitted = false;
  if (hasServer) isEmitted = emitFolded(scanner, '@', at, start, last);
  isEmitted = emitFolded(scanner, '@', at, start, end) || isEmitted;
  if (isEmitted) scanner.position++;
  return afterPossessive(scanner, last);
}

function takeCashtag(scanner: Scanner, at: number): number {
  const start = at + 1;
  const isTag =
    !isAfterWord(scanner, at) && classAt(scanner, start) === WORD && !/[\p{N}_]/uy.test(scanner.text[start]!);
  if (!isTag) return start;
  const end = endOfWord(scanner, start, false);
  emitFolded(scanner, '$', at, start, end);
  if (emitFolded(scanner, '', start, start, end)) scanner.position++;
  return afterPossessive(scanner, end);
}

const EMOJI =
  /(?:\p{RI}{2}|\p{ExtPict}[\ufe0e\ufe0f\p{EMod}]*(?:\u200d\p{ExtPict}[\ufe0e\ufe0f\p{EMod}]*)*(?:[\u{e0020}-\u{e007e}]+\u{e007f})?)/uy;

function emitFolded(scanner: Scanner, sigil: string, from: number, start: number, end: number): boolean {
  const folded = fold(scanner.text.slice(start, end));
  if (folded === '') return false;
  scanner.emit(cut(sigil + folded), scanner.position, from, end);
  return true;
}

function cut(term: string): string {
  if (term.length <= MAX_TERM) return term;
  const isSplitPair = (term.charCodeAt(MAX_TERM - 1) & 0xfc00) === 0xd800;
  return term.slice(0, isSplitPair ? MAX_TERM - 1 : MAX_TERM);
}

/** End of the word from `at`: apostrophes and invisible joiners belong to it only between two letters. */
function endOfWord(scanner: Scanner, at: number, withSingles: boolean): number {
  let end = at;
  for (let i = at; ;) {
    const code = scanner.text.codePointAt(i);
    const kind = kindOf(scanner, code);
    if (kind === WORD || kind === MARK || (withSingles && kind === SINGLE)) {
      i += code! > 0xffff ? 2 : 1;
      end = i;
    } else if (kind === JOINER || (kind === APOSTROPHE && i === end && !isPossessive(scanner, i))) {
      i++;
    } else {
      return end;
    }
  }
}

function endOfHandle(scanner: Scanner, at: number): number {
  let end = at;
  for (let i = at; ;) {
    const kind = classAt(scanner, i);
    if (kind === WORD || kind === MARK) {
      i += sizeAt(scanner.text, i);
      end = i;
    } else if (i === end && (scanner.text[i] === '.' || scanner.text[i] === '-')) {
      i++;
    } else {
      return end;
    }
  }
}

function isPossessive(scanner: Scanner, at: number): boolean {
  const isS = (scanner.text.charCodeAt(at + 1) | 32) === 115;
  if (classAt(scanner, at) !== APOSTROPHE || !isS) return false;
  const next = classAt(scanner, at + 2);
  return next !== WORD && next !== MARK;
}

function afterPossessive(scanner: Scanner, end: number): number {
  return isPossessive(scanner, end) ? end + 2 : end;
}

function isAfterWord(scanner: Scanner, at: number): boolean {
  const isPair = at > 1 && scanner.text.codePointAt(at - 2)! > 0xffff;
  const kind = at === 0 ? SEPARATOR : classAt(scanner, isPair ? at - 2 : at - 1);
  return kind === WORD || kind === MARK;
}

/** Hangul written in parts: a vowel or a final consonant joins the syllable begun at `start`. */
function continuesSyllable(text: string, start: number, at: number): boolean {
  return (
    isSyllablePart(text.charCodeAt(at)) && /[\u1100-\u11ff\ua960-\ua97c\uac00-\ud7fb]/.test(text[start]!)
  );
}

function classAt(scanner: Scanner, at: number): number {
  return kindOf(scanner, scanner.text.codePointAt(at));
}

function kindOf(scanner: Scanner, code: number | undefined): number {
  if (code === undefined) return SEPARATOR;
  return scanner.isPattern && (code === 42 || code === 63) ? WORD : classOf(code);
}

function sizeAt(text: string, at: number): number {
  return text.codePointAt(at)! > 0xffff ? 2 : 1;
}
