import type { ByteTokens } from './byte-tokens.ts';
import { LINK, SIGN, SPELLED } from './token-list.ts';
import { fold } from './fold.ts';

const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

/** The term of a token as a string; the byte tokeniser itself makes none. */
export function termOfToken(tokens: ByteTokens, token: number): string {
  const kind = tokens.kinds[token]!;
  if (kind === SPELLED) return tokens.spelled[tokens.starts[token]!]!;
  const raw = DECODER.decode(tokens.bytes.subarray(tokens.starts[token], tokens.ends[token]));
  if (kind === LINK) return `link:${raw.toLowerCase()}`;
  return isSigned(kind) ? String.fromCharCode(kind) + fold(raw) : fold(raw);
}

/** A token as its author wrote it, with its sign; undefined where the bytes were too unusual to say. */
export function rawOfToken(tokens: ByteTokens, token: number): string | undefined {
  const kind = tokens.kinds[token]!;
  if (kind === SPELLED || kind === LINK) return undefined;
  const start = tokens.starts[token]!;
  // A full-width sign takes three bytes.
  const sign = isSigned(kind) ? (tokens.bytes[start - 1] === kind ? 1 : 3) : 0;
  return DECODER.decode(tokens.bytes.subarray(start - sign, tokens.ends[token]));
}

function isSigned(kind: number): boolean {
  return kind === SIGN.tag || kind === SIGN.cash || kind === SIGN.handle;
}
