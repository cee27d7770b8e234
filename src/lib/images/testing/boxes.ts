import { big32, bytesOf, joined } from '../bytes.ts';

export const PLACE = '+48.8577+002.2950+035/';
/** EXIF with a latitude of 36 degrees. */
export const EXIF = joined([bytesOf('\0\0\0\0MM\0*\0\0\0\bGPS'), big32(36), big32(1)]);
export const XMP = bytesOf(`<x:xmpmeta><exif:GPSLatitude>48,51.46N</exif:GPSLatitude></x:xmpmeta>`);
export const big16 = (value: number) => Uint8Array.of(value >> 8, value & 255);
export const zeros = (length: number) => new Uint8Array(length);

export type Piece = Uint8Array | string;
const plain = (pieces: readonly Piece[]) =>
  joined(pieces.map((piece) => (typeof piece === 'string' ? bytesOf(piece) : piece)));

export function box(type: string, ...pieces: Piece[]): Uint8Array {
  const content = plain(pieces);
  return joined([big32(content.length + 8), bytesOf(type), content]);
}
/** With its size in eight bytes. */
export function longBox(type: string, ...pieces: Piece[]): Uint8Array {
  const content = plain(pieces);
  return joined([big32(1), bytesOf(type), big32(0), big32(content.length + 16), content]);
}
/** That goes to the end of the file. */
export const openBox = (type: string, ...pieces: Piece[]) => plain([big32(0), type, ...pieces]);
export const fullBox = (type: string, version: number, ...pieces: Piece[]) =>
  box(type, Uint8Array.of(version, 0, 0, 0), ...pieces);
export const handler = (type: string) => fullBox('hdlr', 0, zeros(4), type, zeros(13));

/** A track that is played, or with `chunks` one whose samples of `size` bytes lie there. */
export function track(kind: string, chunks: readonly number[] = [], size = 0): Uint8Array {
  const tables = box(
    'stbl',
    fullBox('stsc', 0, big32(1), big32(1), big32(1), big32(1)),
    fullBox('stsz', 0, big32(size), big32(chunks.length)),
    fullBox('stco', 0, big32(chunks.length), ...chunks.map(big32)),
  );
  const times = plain([big32(3_900_000_000), big32(3_900_000_001)]);
  const media = box('mdia', fullBox('mdhd', 0, times, zeros(12)), handler(kind), box('minf', tables));
  return box('trak', fullBox('tkhd', 0, times, zeros(68)), media, box('udta', box('\xa9xyz', PLACE)));
}

/** A photo with EXIF and XMP; `version` and `method` of its `iloc`, as phones and programs write them. */
export function photo(brand: string, version: 0 | 1 | 2, method: 0 | 1): Uint8Array {
  const wide = version === 2 ? big32 : big16;
  const entry = (id: number, ...what: Piece[]) => fullBox('infe', 2, big16(id), big16(0), ...what, '\0');
  const items = fullBox(
    'iinf',
    0,
    big16(3),
    entry(1, 'hvc1'),
    entry(2, 'Exif'),
    entry(3, 'mime', '\0application/rdf+xml'),
  );
  const pixels = bytesOf('the pixels themselves');
  const data = [pixels, EXIF, XMP];
  const build = (start: number): Uint8Array => {
    let at = start;
    const places = data.map((piece, index) => {
      const place = [big32(at), big32(piece.length)];
      at += piece.length;
      const way = version === 0 ? [] : [big16(method)];
      return joined([wide(index + 1), ...way, big16(0), big16(1), ...place]);
    });
    const iloc = fullBox('iloc', version, Uint8Array.of(0x44, 0), wide(3), ...places);
    const idat = method === 1 ? [box('idat', ...data)] : [];
    const meta = fullBox('meta', 0, handler('pict'), fullBox('pitm', 0, big16(1)), items, iloc, ...idat);
    return joined([box('ftyp', brand, zeros(4)), meta]);
  };
  if (method === 1) return build(0);
  return joined([build(build(0).length + 8), box('mdat', ...data)]);
}
