import { EMPTY_HASH, finish, HASH_STEP } from '#lib/tokens/index.ts';
import type { RawLook } from '../../kit/index.ts';
import { BACKSLASH, endOfString, hasEscapedKey, QUOTE, unescape } from './json-bytes.ts';

/**
 * Looks into the bytes of a Jetstream event that creates a post, without parsing it. One object is used again for every event. What is
 * written in an unusual way (other order of keys, escaped keys, two texts) is not taken apart: such events are parsed.
 */
export class RawEvent implements RawLook {
  bytes: Uint8Array = NOTHING;
  readonly parts: number[] = [];
  readonly tags: number[] = [];
  /** Microseconds since 1970. */
  at = 0;
  authorHash: number | undefined;
  #message: Buffer = NOTHING;
  #authorEnd = 0;
  #record = 0;
  #mustCopy = false;
  #copied = Buffer.alloc(4096);

  /** Whether the message could be taken apart. */
  read(message: Buffer): boolean {
    this.#message = message;
    this.#record = this.#readHead(message);
    if (this.#record === -1 || message[message.length - 1] !== BRACE) return false;
    if (!this.#findWords(message)) return false;
    this.bytes = message;
    if (this.#mustCopy) this.#copy(message);
    return true;
  }

  get author(): string {
    return this.#message.toString('latin1', DID.length, this.#authorEnd);
  }

  get accounts(): readonly string[] {
    return [this.author, ...accountsIn(this.#message, this.#record)];
  }

  get links(): readonly string[] {
    return linksIn(this.#message, this.#record);
  }

  /** Account, time and operation; where what is created begins, or -1. */
  #readHead(message: Buffer): number {
    if (!isAt(message, 0, DID)) return -1;
    const end = this.#readAuthor(message);
    if (!isAt(message, end, TIME)) return -1;
    this.#authorEnd = end;
    let at = 0;
    let i = end + TIME.length;
    for (; isDigit(message[i]!); i++) at = at * 10 + message[i]! - ZERO;
    this.at = at;
    if (!Number.isSafeInteger(at) || at === 0 || !isAt(message, i, COMMIT)) return -1;
    i = endOfName(message, i + COMMIT.length);
    return isAt(message, i, CREATE) ? i + CREATE.length : -1;
  }

  /** Where the author's id ends. */
  #readAuthor(message: Buffer): number {
    let hash = EMPTY_HASH;
    let isPlain = true;
    let end = DID.length;
    for (; end < LONGEST_NAME && message[end] !== QUOTE; end++) {
      const byte = message[end]!;
      isPlain &&= isPlainByte(byte);
      hash = Math.imul(hash ^ byte, HASH_STEP);
    }
    this.authorHash = isPlain && end - DID.length <= LONGEST_PLAIN ? finish(hash) : undefined;
    return end;
  }

  /** Finds text, titles and tags by their keys, which all begin with a t; false where that does not tell all. */
  #findWords(message: Buffer): boolean {
    this.parts.length = 0;
    this.tags.length = 0;
    this.#mustCopy = false;
    let texts = 0;
    let hasNoEscapedKey = false;
    for (let at = nextSign(message, this.#record); at !== -1;) {
      if (message[at] === BACKSLASH) {
        hasNoEscapedKey ||= !hasEscapedKey(message, at);
        if (!hasNoEscapedKey) return false;
      }
      let end = at + 1;
      if (isAt(message, at, TITLE)) end = this.#add(this.parts, message, at + TITLE.length);
      else if (isAt(message, at, TAG)) end = this.#add(this.tags, message, at + TAG.length);
      else if (isAt(message, at, TAGS)) return false;
      else if (isAt(message, at, TEXT)) {
        if (++texts > 1) return false;
        end = this.#add(this.parts, message, at + TEXT.length);
      }
      if (end === -1) return false;
      at = nextSign(message, end);
    }
    return texts === 1;
  }

  /** Adds the string from `from` on; where it ends, or -1. */
  #add(list: number[], message: Buffer, from: number): number {
    let end = endOfPlain(message, from);
    if (message[end] === BACKSLASH) {
      this.#mustCopy = true;
      end = endOfString(message, end);
    }
    if (end === -1 || end === message.length) return -1;
    list.push(from, end);
    return end;
  }

  /** Puts all parts and tags behind each other without their escapes. */
  #copy(message: Buffer): void {
    if (this.#copied.length < message.length) this.#copied = Buffer.alloc(message.length * 2);
    this.bytes = this.#copied;
    let at = 0;
    for (const list of [this.parts, this.tags]) {
      for (let i = 0; i < list.length; i += 2) {
        const from = at;
        at = unescape(message, list[i]!, list[i + 1]!, this.#copied, at);
        list[i] = from;
        list[i + 1] = at;
      }
    }
  }
}

const NOTHING = Buffer.alloc(0);
const DID = Buffer.from('{"did":"');
const TIME = Buffer.from('","time_us":');
const COMMIT = Buffer.from(',"kind":"commit","commit":{"rev":"');
const CREATE = Buffer.from('","operation":"create","collection":"app.bsky.feed.post"');
const TEXT = Buffer.from('"text":"');
const TITLE = Buffer.from('"title":"');
const TAG = Buffer.from('"tag":"');
const TAGS = Buffer.from('"tags":');
const ACCOUNT = Buffer.from('did:');
const LINK = Buffer.from('"uri":"http');
/** No account id and no revision is longer. */
const LONGEST_NAME = 400;
/** Longer ones are cut where they are compared. */
const LONGEST_PLAIN = 150;
const [FIRST, SECOND] = [1, 2];
/** By byte: what begins a sign that is looked for, and what ends it. `"u` and `\t` are found, too, and do no harm. */
const SIGNS = new Uint8Array(256);
for (const sign of '"\\') SIGNS[sign.charCodeAt(0)] = FIRST;
for (const sign of 'tu') SIGNS[sign.charCodeAt(0)] = SECOND;
const BRACE = 125;
const ZERO = 48;

function isAt(message: Buffer, at: number, mark: Buffer): boolean {
  for (let i = 0; i < mark.length; i++) if (message[at + i] !== mark[i]) return false;
  return true;
}

/** The next `"t` or `\u`, or -1. Of two bytes next to each other only one is looked at. */
function nextSign(message: Buffer, from: number): number {
  const last = message.length - 1;
  for (let i = from; i < last; i += 2) {
    const sign = SIGNS[message[i]!]!;
    if (sign === 0) continue;
    if (sign === FIRST) {
      if (SIGNS[message[i + 1]!] === SECOND) return i;
    } else if (i > from && SIGNS[message[i - 1]!] === FIRST) return i - 1;
  }
  return -1;
}

/** Where the first quotation mark or backslash stands, or the end. */
function endOfPlain(message: Buffer, from: number): number {
  const { length } = message;
  for (let i = from; i < length; i++) {
    const byte = message[i];
    if (byte === QUOTE || byte === BACKSLASH) return i;
  }
  return length;
}

/** The quotation mark behind a name without escapes, or where it got too long. */
function endOfName(message: Buffer, from: number): number {
  let end = from;
  while (end < from + LONGEST_NAME && message[end] !== QUOTE) end++;
  return end;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= ZERO + 9;
}

function accountsIn(message: Buffer, from: number): string[] {
  const found: string[] = [];
  for (let at = message.indexOf(ACCOUNT, from); at !== -1; at = message.indexOf(ACCOUNT, at + 1)) {
    let end = at + ACCOUNT.length;
    while (end < message.length && isAccountByte(message[end]!)) end++;
    found.push(message.toString('latin1', at, end));
  }
  return found;
}

/** Letters in lower case, digits and `: . _ -`. */
function isPlainByte(byte: number): boolean {
  if ((byte >= 97 && byte <= 122) || (byte >= ZERO && byte <= ZERO + 10)) return true;
  return byte === 45 || byte === 46 || byte === 95;
}

/** Letters, digits and `: . _ % -`. */
function isAccountByte(byte: number): boolean {
  const letter = byte | 0x20;
  if ((letter >= 97 && letter <= 122) || (byte >= ZERO && byte <= ZERO + 10)) return true;
  return byte === 45 || byte === 46 || byte === 95 || byte === 37;
}

function linksIn(message: Buffer, from: number): string[] {
  const found: string[] = [];
  for (let at = message.indexOf(LINK, from); at !== -1; at = message.indexOf(LINK, at + 1)) {
    const start = at + LINK.length - 'http'.length;
    const end = message.indexOf(QUOTE, start);
    if (end !== -1) found.push(message.toString('utf8', start, end).replaceAll('\\/', '/'));
  }
  return found;
}
