import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { findTraces, sniffType } from '../index.ts';
import { big32, joined } from '../bytes.ts';
import {
  box,
  EXIF,
  fullBox,
  handler,
  longBox,
  openBox,
  photo,
  type Piece,
  PLACE,
  track,
  XMP,
  zeros,
} from '../testing/boxes.ts';

const ftyp = (brand: string) => box('ftyp', brand, zeros(4));
const mvhd = fullBox('mvhd', 0, big32(3_900_000_000), zeros(92));
const SCENES = 'coded scenes of the film';
const movie = (brand: string, ...more: Uint8Array[]) =>
  joined([ftyp(brand), box('mdat', SCENES), box('moov', mvhd, track('vide'), ...more)]);
const userData = box('udta', box('\xa9xyz', '\0\x16\x15\xc7', PLACE), box('loci', 'Eiffel'));
const apple = box(
  'meta',
  handler('mdta'),
  fullBox('keys', 0, big32(1), box('mdta', 'com.apple.quicktime.location.ISO6709')),
  box('ilst', box('data', PLACE)),
);

/** Where the first sample of `film` lies. */
const inData = ftyp('qt  ').length + 8;
const measured = (shift = 0) =>
  joined([
    ftyp('qt  '),
    box('mdat', 'GPS5 here', SCENES, 'GPS5 there'),
    box('moov', mvhd, track('vide'), track('meta', [inData, inData + 9 + SCENES.length + shift], 9)),
  ]);

const FILES: [string, string, Uint8Array, string][] = [
  ['MP4 with user data', 'video/mp4', movie('mp42', userData), SCENES],
  ['MOV of an iPhone', 'video/quicktime', movie('qt  ', apple), SCENES],
  ['3GP', 'video/3gpp', movie('3gp5', userData), SCENES],
  ['M4A', 'audio/mp4', movie('M4A ', userData), SCENES],
  [
    'MP4 with XMP and what hangs behind',
    'video/mp4',
    joined([movie('isom'), box('uuid', zeros(16), XMP), XMP]),
    SCENES,
  ],
  [
    'MP4 with long sizes',
    'video/mp4',
    joined([ftyp('mp42'), longBox('moov', mvhd, longBox('udta', PLACE)), longBox('mdat', SCENES)]),
    SCENES,
  ],
  [
    'MP4 to the end of the file',
    'video/mp4',
    joined([ftyp('mp42'), box('moov', mvhd, userData), openBox('mdat', SCENES)]),
    SCENES,
  ],
  ['MP4 with empty room that is not empty', 'video/mp4', joined([movie('mp42'), box('free', PLACE)]), SCENES],
  ['MOV without brand', 'video/quicktime', movie('qt  ', userData).slice(ftyp('qt  ').length), SCENES],
  ['MOV with a track of positions', 'video/quicktime', measured(), SCENES],
  [
    'photo that moves',
    'image/heic',
    joined([photo('heic', 1, 0), box('mpvd', movie('mp42', userData))]),
    'pixels',
  ],
  ...([0, 1, 2] as const).flatMap((version): [string, string, Uint8Array, string][] => [
    [
      `HEIC with places of version ${version}`,
      'image/heic',
      photo('heic', version, 0),
      'the pixels themselves',
    ],
  ]),
  ['AVIF with data in its own box', 'image/avif', photo('avif', 1, 1), 'the pixels themselves'],
  ['HEIF of no named kind', 'image/heif', photo('mif1', 2, 1), 'the pixels themselves'],
];

/** Boxes that have nothing in them. */
const fill = (count: number) => new Uint8Array(Buffer.alloc(count * 8, box('free')));
const clean = (mediaType: string, bytes: Uint8Array) => {
  const cover = findTraces(mediaType, bytes)!;
  return { isWhole: cover.isWhole, bytes: cover.part(bytes, 0, bytes.length) };
};
const holds = (bytes: Uint8Array, piece: Piece) =>
  Buffer.from(bytes).includes(Buffer.from(piece as string, 'latin1'));
const TRACES = [PLACE, 'GPS', 'Eiffel', 'location', 'xmpmeta', '\xe8\x75\x4c\x80', 'MM\0*'];
const left = (bytes: Uint8Array) => TRACES.filter((trace) => holds(bytes, trace));

for (const [name, mediaType, file, kept] of FILES)
  describe(name, () => {
    it('is told by its bytes', () => assert.equal(sniffType(file).mediaType, mediaType));

    it('tells no position, time or words any more, and is as long as it was', () => {
      assert.notDeepEqual(left(file), []);
      const cleaned = clean(mediaType, file);
      assert.deepEqual(left(cleaned.bytes), []);
      assert.ok(cleaned.isWhole);
      assert.equal(cleaned.bytes.length, file.length);
      assert.equal(
        Buffer.from(cleaned.bytes).indexOf(kept),
        Buffer.from(file).indexOf(kept),
        'nothing moved',
      );
      assert.ok(holds(cleaned.bytes, kept));
    });

    it('stays the same when it is cleaned again', () => {
      const once = clean(mediaType, file);
      assert.deepEqual(clean(mediaType, once.bytes), once);
    });

    it('is the same part by part', () => {
      const cover = findTraces(mediaType, file)!;
      const { bytes } = clean(mediaType, file);
      for (const size of [1, 7, 64]) {
        const parts = [];
        for (let at = 0; at < file.length; at += size) parts.push(cover.part(file, at, at + size));
        assert.deepEqual(joined(parts), bytes);
      }
    });

    it('tells no position wherever it was cut', () => {
      for (let cut = 12; cut < file.length; cut++) {
        const { bytes } = clean(mediaType, file.slice(0, cut));
        assert.equal(bytes.length, cut);
        assert.ok(!holds(bytes, PLACE) && !holds(bytes, EXIF.subarray(4, 12).toString()), `cut at ${cut}`);
      }
    });

    it('never fails, however it was broken', () => {
      fc.assert(
        fc.property(fc.nat(file.length), fc.nat(file.length - 1), fc.nat(255), (cut, at, value) => {
          const broken = file.slice(0, cut);
          if (at < broken.length) broken[at] = value;
          assert.equal(clean(mediaType, broken).bytes.length, broken.length);
        }),
        { numRuns: 300 },
      );
    });
  });

describe('what cannot be followed', () => {
  const cases: [string, Uint8Array][] = [
    ['a film without its description', joined([ftyp('mp42'), box('mdat', PLACE, EXIF, XMP)])],
    ['a description that breaks off', joined([ftyp('mp42'), box('moov', mvhd, userData)]).slice(0, -20)],
    ['something in it that is no box', joined([ftyp('mp42'), box('moov', mvhd, '\0\0\0\x04udta', PLACE)])],
    [
      'measurements in fragments',
      joined([ftyp('mp42'), box('moov', mvhd, track('meta')), box('moof'), box('mdat', PLACE)]),
    ],
    [
      'a photo without a list of its parts',
      joined([ftyp('heic'), fullBox('meta', 0, handler('pict')), box('mdat', EXIF)]),
    ],
  ];
  for (const [name, file] of cases)
    it(`is said, and no position stays: ${name}`, () => {
      const { isWhole, bytes } = clean('video/mp4', file);
      assert.equal(isWhole, false);
      assert.deepEqual(left(bytes), []);
    });

  it('ends where there are more boxes than any film has, also where they lie in each other', () => {
    const isWhole = (file: Uint8Array) => clean('video/mp4', file).isWhole;
    assert.ok(isWhole(joined([movie('mp42'), fill(90_000)])));
    assert.ok(!isWhole(joined([movie('mp42'), fill(100_000)])));
    // Those of a track are looked at twice.
    const tracks = (count: number) => movie('mp42', box('trak', fill(count)), box('trak', fill(count)));
    assert.ok(isWhole(tracks(20_000)));
    assert.ok(!isWhole(tracks(30_000)));
  });

  it('ends also where millions are announced', () => {
    const iloc = fullBox('iloc', 2, zeros(2), big32(0xffffffff), new Uint8Array(200_000).fill(255));
    const file = joined([
      ftyp('heic'),
      fullBox('meta', 0, handler('pict'), fullBox('iinf', 0, zeros(4)), iloc),
    ]);
    assert.equal(clean('image/heic', file).isWhole, false);
  });

  it('is no matter of other types', () => assert.equal(findTraces('text/plain', zeros(4)), undefined));
});
