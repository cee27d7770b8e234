/** Films and photos of phones, which are files of boxes (ISO/IEC 14496-12), without what they tell of people. Pure. */
import { eachBox } from './box.ts';
import { type Found, freeBox, freeRest } from './found.ts';
import { cleanItems } from './items.ts';
import { cleanMovie } from './movie.ts';
import { type Cover, coverOf } from './cover.ts';
import { sweep } from './sweep.ts';

export type { Cover } from './cover.ts';

const BOXED = new Set(
  'image/heic image/heif image/avif video/mp4 video/quicktime video/3gpp audio/mp4'.split(' '),
);
const KEPT = new Set('ftyp styp moov moof mdat imda meta sidx ssix mfra pdin'.split(' '));

/**
 * What is written over position, names, camera and times in a HEIC, AVIF, MP4, MOV or 3GP; no byte moves. `isWhole` is false where its structure
 * could not be followed: then all goes that looks like a position, and nobody should show the file. Undefined for files of other types.
 */
export function findTraces(mediaType: string, bytes: Uint8Array): Cover | undefined {
  if (!BOXED.has(mediaType)) return undefined;
  const found: Found = { zeros: [], headers: [], isWhole: true, hasEmptyTrack: false, boxes: 0 };
  let isUsable = false;
  let hasFragments = false;
  const end = eachBox(bytes, { from: 0, to: bytes.length, found }, (box) => {
    if (!KEPT.has(box.type)) return freeBox(found, box);
    if (box.type === 'meta') isUsable = cleanItems(bytes, box, found) || isUsable;
    else cleanMovie(bytes, box, found);
    isUsable ||= box.type === 'moov';
    hasFragments ||= box.type === 'moof';
  });
  // What hangs behind a whole film or photo is nothing that a player asks for.
  if (isUsable) freeRest(found, end, bytes.length);
  if (!isUsable || (hasFragments && found.hasEmptyTrack)) found.isWhole = false;
  if (!found.isWhole) sweep(bytes, found);
  return coverOf(found);
}
