import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { sniffType, stripImage } from './index.ts';
import { bytesOf, joined, u16, u32 } from './bytes.ts';
import { orientationOf } from './exif.ts';

/** Photos that a browser encoded and a photographer's tool filled: position, camera, names, turned by 90 degrees. */
const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`./fixtures/${name}`, import.meta.url)));
const KINDS = [
  ['photo.jpg', 'image/jpeg'],
  ['photo.png', 'image/png'],
  ['photo.webp', 'image/webp'],
] as const;
const TRACES = [
  'Lumen',
  'SN-778899',
  'Ada Example',
  '2026:11:20',
  'Nashville',
  'taken at home',
  'GPS',
  'http',
];
const holds = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(Buffer.from(text, 'latin1'));
const strip = (type: string, bytes: Uint8Array) => stripImage(type, bytes)!;

/** The number 36 as EXIF writes it: degrees of the latitude. */
const LATITUDE = Buffer.from([0, 0, 0, 36, 0, 0, 0, 1]);

for (const [name, mediaType] of KINDS)
  describe(name, () => {
    const photo = fixture(name);

    it('is told by its bytes', () => {
      assert.deepEqual(sniffType(photo), { mediaType, kind: 'image' });
    });

    it('loses position, camera, serial number, names and comments', () => {
      assert.ok(
        TRACES.some((trace) => holds(photo, trace)),
        'the photo tells something before',
      );
      assert.ok(Buffer.from(photo).includes(LATITUDE), 'and where it was taken');
      const { bytes } = strip(mediaType, photo);
      assert.deepEqual(
        TRACES.filter((trace) => holds(bytes, trace)),
        [],
      );
      assert.ok(!Buffer.from(bytes).includes(LATITUDE));
    });

    it('keeps lying the right way round', () => {
      const { bytes, width, height } = strip(mediaType, photo);
      assert.deepEqual([width, height], [16, 24], 'turned by 90 degrees');
      const at = Buffer.from(bytes).indexOf(Buffer.from('MM\0*', 'latin1'));
      assert.equal(orientationOf(bytes.subarray(at)), 6);
    });

    it('gives the same bytes when it is done again', () => {
      const once = strip(mediaType, photo);
      assert.deepEqual(strip(mediaType, once.bytes), once);
    });

    it('drops what hangs behind the end', () => {
      const { bytes } = strip(mediaType, photo);
      const trailed = strip(mediaType, joined([photo, bytesOf('a motion photo with its own position')]));
      assert.deepEqual(trailed.bytes, bytes);
    });

    it('never fails and never grows, however it was broken', () => {
      fc.assert(
        fc.property(fc.nat(photo.length), fc.nat(photo.length - 1), fc.nat(255), (cut, at, value) => {
          const broken = photo.slice(0, cut);
          if (at < broken.length) broken[at] = value;
          const clean = stripImage(mediaType, broken);
          assert.ok(!clean || clean.bytes.length <= broken.length + 64);
        }),
        { numRuns: 2000 },
      );
    });
  });

describe('the pictures themselves', () => {
  it('keep the pixels of a JPEG to the byte', () => {
    const photo = fixture('photo.jpg');
    const scan = (bytes: Uint8Array) =>
      Buffer.from(bytes.subarray(Buffer.from(bytes).lastIndexOf(Buffer.from([0xff, 0xda]))));
    assert.ok(scan(strip('image/jpeg', photo).bytes).equals(scan(photo)));
  });

  it('keep the colour profile of a WebP and say so in its flags', () => {
    const { bytes } = strip('image/webp', fixture('photo.webp'));
    assert.ok(holds(bytes, 'ICCP'));
    assert.equal(bytes[20]! & 0x3c, 0x28, 'profile and EXIF, no XMP');
    assert.equal(bytes.length, 8 + Buffer.from(bytes).readUInt32LE(4));
  });

  it('have right checksums in PNG', async () => {
    const { crc32 } = await import('node:zlib');
    const { bytes } = strip('image/png', fixture('photo.png'));
    for (let at = 8; at < bytes.length;) {
      const length = u32(bytes, at);
      assert.equal(u32(bytes, at + 8 + length), crc32(bytes.subarray(at + 4, at + 8 + length)));
      at += 12 + length;
    }
  });

  it('that are not turned get no EXIF at all', () => {
    for (const [name, mediaType] of KINDS) {
      const clean = strip(mediaType, fixture(name)).bytes;
      const at = Buffer.from(clean).indexOf(Buffer.from('MM\0*', 'latin1'));
      clean[at + 19] = 1;
      if (mediaType === 'image/png') continue;
      const again = strip(mediaType, clean);
      assert.ok(!holds(again.bytes, 'MM\0*'), name);
      assert.deepEqual([again.width, again.height], [24, 16]);
    }
  });

  it('of a JPEG lose a second picture that hides behind several scans and restarts', () => {
    const photo = fixture('photo.jpg');
    const inner = Buffer.from(photo).lastIndexOf(Buffer.from([0xff, 0xda]));
    const length = u16(photo, inner + 2);
    const coded = Uint8Array.of(0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56);
    const progressive = joined([
      photo.subarray(0, inner + 2 + length),
      coded,
      Uint8Array.of(0xff, 0xfe, 0, 8),
      bytesOf('secret'),
      photo.subarray(inner),
      photo,
    ]);
    const { bytes } = strip('image/jpeg', progressive);
    assert.ok(!holds(bytes, 'secret') && !holds(bytes, 'Lumen'));
    assert.ok(Buffer.from(bytes).includes(Buffer.from(coded)));
  });
});

describe('what a file is', () => {
  const cases: [string, string, string][] = [
    ['%PDF-1.7', 'application/pdf', 'document'],
    ['PK\x03\x04rest', 'application/zip', 'document'],
    ['\0\0\0\x18ftypmp42', 'video/mp4', 'video'],
    ['\0\0\0\x18ftypheic', 'image/heic', 'document'],
    ['\0\0\0\x18ftypmif1\0\0\0\0mif1avif', 'image/avif', 'document'],
    ['\0\0\0\x18ftypmif1\0\0\0\0mif1heic', 'image/heic', 'document'],
    ['\0\0\0\x14ftypmif1\0\0\0\0mif1heic', 'image/heif', 'document'],
    ['\0\0\0\x18ftypM4A ', 'audio/mp4', 'audio'],
    ['\0\0\0\x18ftypcrx ', 'image/x-canon-cr3', 'document'],
    ['\0\0\0\x08wide\0\0\0\x08mdat', 'video/quicktime', 'video'],
    ['RIFF\0\0\0\0WAVEfmt ', 'audio/wav', 'audio'],
    ['<script>alert(1)</script>', 'text/plain', 'text'],
    ['<svg onload="x()">', 'text/plain', 'text'],
    ['MZ\x90\0\x03', 'application/octet-stream', 'document'],
    ['', 'text/plain', 'text'],
    ['GIF89a\x01\0\x01\0', 'image/gif', 'image'],
  ];
  for (const [content, mediaType, kind] of cases)
    it(`is ${mediaType} for ${JSON.stringify(content.slice(0, 20))}`, () =>
      assert.deepEqual(sniffType(bytesOf(content)), { mediaType, kind }));

  it('takes text in UTF-8 that is cut in the middle of a letter for text', () => {
    const bytes = new TextEncoder().encode('müde '.repeat(2000));
    for (const cut of [4094, 4095, 4096]) assert.equal(sniffType(bytes.subarray(0, cut)).kind, 'text');
  });

  it('never fails', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => void sniffType(bytes)));
  });
});
