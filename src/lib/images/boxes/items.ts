import { ascii, hasAscii, u16, u32 } from '../bytes.ts';
import { type Box, eachBox } from './box.ts';
import { eachExtent, type Extent } from './extents.ts';
import { type Found, freeBox, zero } from './found.ts';

const KEPT = new Set(['hdlr', 'pitm', 'iloc', 'iinf', 'iprp', 'iref', 'idat', 'dinf', 'ipro', 'grpl']);
/** EXIF, XMP and other texts, and what only its maker knows. The orientation of a HEIF is a property of the picture, not EXIF. */
const TRACES = new Set(['Exif', 'mime', 'uri ']);

/** Goes through the `meta` of a file: answers whether it is that of a picture. Of others nothing stays, nor of their items. */
export function cleanItems(bytes: Uint8Array, meta: Box, found: Found): boolean {
  const boxes = new Map<string, Box>();
  const at = hasAscii(bytes, meta.at + 4, 'hdlr') ? meta.at : meta.at + 4;
  const surplus: Box[] = [];
  const end = eachBox(bytes, { from: at, to: meta.to, found }, (box) => {
    if (!KEPT.has(box.type)) surplus.push(box);
    else boxes.set(box.type, box);
    if (box.isCut) found.isWhole = false;
  });
  if (end !== meta.to || meta.isCut) found.isWhole = false;
  const handler = boxes.get('hdlr');
  const isPicture = handler !== undefined && hasAscii(bytes, handler.at + 8, 'pict');
  const isTrace = isPicture ? tracesOf(bytes, boxes.get('iinf'), found) : () => true;
  const places = boxes.get('iloc');
  if (places) {
    const isRead = eachExtent(bytes, places, (extent) => {
      if (isTrace(extent.item)) zeroExtent(bytes, extent, boxes.get('idat'), found);
    });
    if (!isRead) found.isWhole = false;
  } else if (isPicture) found.isWhole = false;
  if (!isPicture) freeBox(found, meta);
  else for (const box of surplus) freeBox(found, box);
  if (isPicture) zero(found, end, meta.to);
  return isPicture;
}

function zeroExtent(bytes: Uint8Array, extent: Extent, data: Box | undefined, found: Found): void {
  const { method, from, length } = extent;
  const room = method === 0 ? { at: 0, to: bytes.length } : method === 1 ? data : undefined;
  // A length of 0 is all that holds it: the pictures with it.
  if (!room || length === 0) return void (found.isWhole = false);
  if (room.at + from + length > room.to) found.isWhole = false;
  zero(found, room.at + from, Math.min(room.at + from + length, room.to));
}

/** Tells which items are traces, by `iinf` (8.11.6); entries of the versions 0 and 1 have no type and are never pictures. */
function tracesOf(bytes: Uint8Array, list: Box | undefined, found: Found): (item: number) => boolean {
  const traces = new Set<number>();
  if (!list || list.at + 8 > list.to) {
    found.isWhole = false;
    return () => false;
  }
  const from = list.at + (bytes[list.at] === 0 ? 6 : 8);
  const end = eachBox(bytes, { from, to: list.to, found }, (entry) => {
    const version = bytes[entry.at]!;
    const wide = version >= 3 ? 4 : 2;
    if (entry.isCut || entry.at + 4 + wide > entry.to) return void (found.isWhole = false);
    const item = wide === 4 ? u32(bytes, entry.at + 4) : u16(bytes, entry.at + 4);
    if (version < 2 || TRACES.has(ascii(bytes, entry.at + 6 + wide, 4))) traces.add(item);
  });
  if (end !== list.to) found.isWhole = false;
  return (item) => traces.has(item);
}
