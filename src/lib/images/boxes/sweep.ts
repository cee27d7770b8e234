import { type Found, zero } from './found.ts';

const KIB = 1024;
/** What positions begin with, and how much behind it goes. The file is broken: nothing else in it is worth more. */
const SIGNS: readonly [string, number][] = [
  ['Exif\0\0', 64 * KIB],
  ['MM\0*\0\0\0\b', 64 * KIB],
  ['II*\0\b\0\0\0', 64 * KIB],
  ['<x:xmpmeta', 64 * KIB],
  ['<rdf:RDF', 64 * KIB],
  ['com.apple.quicktime.location', 4 * KIB],
  ['\xa9xyz', KIB],
  ['loci', KIB],
  ['GPS', 4 * KIB],
];
/** A position as text (ISO 6709), such as `+48.8577+002.2950+035/`. */
const POSITION = /[+-]\d{2,6}(?:\.\d+)?[+-]\d{3,7}(?:\.\d+)?(?:[+-]\d+(?:\.\d+)?)?\//g;
const WINDOW = 64 * KIB;
const OVERLAP = 64;

/** Without any structure to follow: zeroes what looks like a position anywhere in the file. */
export function sweep(bytes: Uint8Array, found: Found): void {
  // A sign for each byte, which is all that counts here.
  const decoder = new TextDecoder('latin1');
  for (let from = 0; from < bytes.length; from += WINDOW) {
    const text = decoder.decode(bytes.subarray(from, from + WINDOW + OVERLAP));
    for (const [sign, length] of SIGNS)
      for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + length))
        zero(found, from + at, Math.min(from + at + length, bytes.length));
    for (const { index, 0: position } of text.matchAll(POSITION))
      zero(found, from + index, from + index + position.length);
  }
}
