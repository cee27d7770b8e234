import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { isAnimated } from './index.ts';
import { big32, bytesOf, joined, little32 } from './bytes.ts';

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`./fixtures/${name}`, import.meta.url)));
const FRAME = joined([Uint8Array.of(0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2), Uint8Array.of(2, 0x44, 1, 0)]);
const PAUSE = Uint8Array.of(0x21, 0xf9, 4, 0, 10, 0, 0, 0);
/** A GIF of one pixel with a table of two colours. */
const gif = (...parts: Uint8Array[]) =>
  joined([
    bytesOf('GIF89a'),
    Uint8Array.of(1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255),
    ...parts,
    Uint8Array.of(0x3b),
  ]);
const chunk = (type: string, data = new Uint8Array()) =>
  joined([big32(data.length), bytesOf(type), data, big32(0)]);
const png = (...chunks: Uint8Array[]) =>
  joined([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), ...chunks]);
const webp = (flags: number) =>
  joined([
    bytesOf('RIFF'),
    little32(22),
    bytesOf('WEBPVP8X'),
    little32(10),
    Uint8Array.of(flags, 0, 0, 0, 0, 0, 0, 0, 0, 0),
  ]);

describe('a picture', () => {
  const cases: [string, string, Uint8Array, boolean][] = [
    ['GIF of two frames', 'image/gif', gif(PAUSE, FRAME, PAUSE, FRAME), true],
    ['GIF of one frame that could pause', 'image/gif', gif(PAUSE, FRAME), false],
    ['GIF that is cut off', 'image/gif', gif(FRAME).subarray(0, 20), false],
    ['PNG with frames', 'image/png', png(chunk('IHDR'), chunk('acTL'), chunk('IDAT')), true],
    [
      'PNG that speaks of frames too late',
      'image/png',
      png(chunk('IHDR'), chunk('IDAT'), chunk('acTL')),
      false,
    ],
    ['WebP that moves', 'image/webp', webp(0x02), true],
    ['WebP that is transparent', 'image/webp', webp(0x10), false],
    ['photo as JPEG', 'image/jpeg', fixture('photo.jpg'), false],
    ['photo as PNG', 'image/png', fixture('photo.png'), false],
    ['photo as WebP', 'image/webp', fixture('photo.webp'), false],
  ];
  for (const [name, type, bytes, moves] of cases)
    it(`${moves ? 'moves' : 'stands still'}: ${name}`, () => assert.equal(isAnimated(type, bytes), moves));

  it('is looked at to an end, whatever is in it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.constantFrom('gif', 'png', 'webp'), (bytes, kind) => {
        isAnimated(`image/${kind}`, kind === 'gif' ? gif(bytes) : kind === 'png' ? png(bytes) : bytes);
      }),
      { numRuns: 500 },
    );
  });
});
