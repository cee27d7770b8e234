import { hasAscii } from '../bytes.ts';
import { type Box, eachBox } from './box.ts';
import { type Found, freeBox, zero } from './found.ts';
import { freeSamples } from './samples.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** What a movie needs to be played, by what holds it. `udta`, `meta`, `uuid` and what nobody knows become empty room. */
const KEPT: Readonly<Record<string, ReadonlySet<string>>> = {
  moov: words('mvhd trak iods mvex ctab clip pssh'),
  trak: words('tkhd edts tref mdia tapt clip matt load imap txas trgr'),
  mdia: words('mdhd hdlr minf elng'),
  moof: words('mfhd traf pssh'),
  traf: words('tfhd tfdt trun sdtp sbgp sgpd subs saiz saio senc'),
};
const TIMES = words('mvhd tkhd mdhd');

/** Goes through `moov` or `moof`. */
export function cleanMovie(bytes: Uint8Array, box: Box, found: Found): void {
  const kept = KEPT[box.type];
  if (TIMES.has(box.type)) forgetTimes(bytes, box, found);
  if (!kept) return;
  if (box.isCut) found.isWhole = false;
  const end = eachBox(bytes, { from: box.at, to: box.to, found }, (child) => {
    if (!kept.has(child.type)) freeBox(found, child);
    else if (child.type === 'trak' && tellsOfPlaces(bytes, child, found)) freeSamples(bytes, child, found);
    else cleanMovie(bytes, child, found);
    if (child.isCut) found.isWhole = false;
  });
  if (end === box.to) return;
  found.isWhole = false;
  zero(found, end, box.to);
}

/** When it was recorded and changed; 0 is “unknown”. Version 1 has times of eight bytes. */
function forgetTimes(bytes: Uint8Array, { at, to }: Box, found: Found): void {
  zero(found, at + 4, Math.min(at + (bytes[at] === 1 ? 20 : 12), to));
}

/** Tracks that are no pictures, sounds or words: what cameras measured while they recorded, position among it. */
function tellsOfPlaces(bytes: Uint8Array, track: Box, found: Found): boolean {
  let isOne = false;
  eachBox(bytes, { from: track.at, to: track.to, found }, (media) => {
    if (media.type !== 'mdia') return;
    eachBox(bytes, { from: media.at, to: media.to, found }, (handler) => {
      if (handler.type !== 'hdlr') return;
      isOne ||= ['meta', 'camm'].some((kind) => hasAscii(bytes, handler.at + 8, kind));
    });
  });
  return isOne;
}
