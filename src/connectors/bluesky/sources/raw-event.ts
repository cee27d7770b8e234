import type { RawLook } from '../../kit/index.ts';
import { endOfString, hasEscape, hasEscapedKey, QUOTE, unescape } from './json-bytes.ts';

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
  #message: Buffer = NOTHING;
  #authorEnd = 0;
  #record = 0;
  #mustCopy = false;
  #copied = Buffer.alloc(4096);

  /** Whether the message could be taken apart. */
  read(message: Buffer): boolean {
    this.#message = message;
    this.#record = this.#readHead(message);
    if (this.#record === -1 || message.at(-1) !== BRACE || hasEscapedKey(message, this.#record)) return false;
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

  /** Account, time and operation; where the record begins, or -1. */
  #readHead(message: Buffer): number {
    if (!isAt(message, 0, DID)) return -1;
    const end = message.indexOf(QUOTE, DID.length);
    if (end === -1 || end > LONGEST_HEAD || !isAt(message, end, TIME)) return -1;
    this.#authorEnd = end;
    let at = 0;
    let i = end + TIME.length;
    for (; isDigit(message[i]!); i++) at = at * 10 + message[i]! - ZERO;
    this.at = at;
    if (!Number.isSafeInteger(at) || at === 0) return -1;
    const operation = message.indexOf(CREATE, i);
    return operation === -1 || operation > i + LONGEST_HEAD ? -1 : operation + CREATE.length;
  }

  /** Finds text, titles and tags by their keys, which all begin with a t; false where that does not tell all. */
  #findWords(message: Buffer): boolean {
    this.parts.length = 0;
    this.tags.length = 0;
    this.#mustCopy = false;
    let texts = 0;
    for (let at = message.indexOf(KEY, this.#record); at !== -1; at = message.indexOf(KEY, at + 1)) {
      if (isAt(message, at, TITLE)) this.#add(this.parts, message, at + TITLE.length);
      else if (isAt(message, at, TAG)) this.#add(this.tags, message, at + TAG.length);
      else if (isAt(message, at, TAGS)) return false;
      else if (isAt(message, at, TEXT)) {
        if (++texts > 1) return false;
        this.#add(this.parts, message, at + TEXT.length);
      }
    }
    return texts === 1 && !this.parts.includes(-1) && !this.tags.includes(-1);
  }

  #add(list: number[], message: Buffer, from: number): void {
    let end = message.indexOf(QUOTE, from);
    if (hasEscape(message, from, end)) {
      this.#mustCopy = true;
      end = endOfString(message, from);
    }
    list.push(from, end);
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
const CREATE = Buffer.from('"operation":"create","collection":"app.bsky.feed.post"');
const KEY = Buffer.from('"t');
const TEXT = Buffer.from('"text":"');
const TITLE = Buffer.from('"title":"');
const TAG = Buffer.from('"tag":"');
const TAGS = Buffer.from('"tags":');
const ACCOUNT = Buffer.from('did:');
const LINK = Buffer.from('"uri":"http');
/** No account id and no head of a commit is longer. */
const LONGEST_HEAD = 400;
const BRACE = 125;
const ZERO = 48;

function isAt(message: Buffer, at: number, mark: Buffer): boolean {
  for (let i = 0; i < mark.length; i++) if (message[at + i] !== mark[i]) return false;
  return true;
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
