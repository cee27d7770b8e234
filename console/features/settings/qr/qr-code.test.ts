import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { formatBits, MASKS, versionBits, versionFor } from './layout.ts';
import { dataPlaces, drawFixed, type Matrix } from './matrix.ts';
import { qrCode, qrPath } from './qr-code.ts';
import { errorCorrection } from './reed-solomon.ts';
import { anyText } from '../../../../test/helpers/texts.ts';

/** Reads a code back by the standard, without the correction: format, mask, the dealt blocks, then the bytes. */
function readCode(matrix: Matrix): string {
  const size = matrix.length;
  const number = (size - 17) / 4;
  const bits = [0, 1, 2, 3, 4, 5, 7, 8].map((row) => Number(matrix[row]![8]));
  const rest = [7, 5, 4, 3, 2, 1, 0].map((column) => Number(matrix[8]![column]));
  const format = [...bits, ...rest].reduce((sum, bit, index) => sum | (bit << index), 0);
  const mask = MASKS.findIndex((_, index) => formatBits(index) === format);
  assert.ok(mask >= 0, 'the format is one of level M');
  let version = versionFor(0)!;
  for (let bytes = 0; version.version < number; bytes += 1) version = versionFor(bytes)!;
  const { fixed } = drawFixed(version);
  const stream = dataPlaces(fixed).map(([row, column]) =>
    Number(matrix[row]![column] !== MASKS[mask]!(row, column)),
  );
  const codewords: number[] = [];
  for (let at = 0; at + 8 <= stream.length; at += 8)
    codewords.push(Number.parseInt(stream.slice(at, at + 8).join(''), 2));
  const short = Math.floor(version.dataBytes / version.blocks);
  const shortCount = version.blocks - (version.dataBytes % version.blocks);
  const blocks: number[][] = Array.from({ length: version.blocks }, () => []);
  let at = 0;
  for (let index = 0; index <= short; index += 1)
    for (const [block, pile] of blocks.entries())
      if (index < short || block >= shortCount) pile.push(codewords[at++]!);
  for (let index = 0; index < version.correctionBytes; index += 1)
    for (const pile of blocks) pile.push(codewords[at++]!);
  const data = blocks.flatMap((pile, block) => {
    const bytes = pile.slice(0, block < shortCount ? short : short + 1);
    assert.deepEqual(pile.slice(bytes.length), errorCorrection(bytes, version.correctionBytes));
    return bytes;
  });
  const text = data.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  assert.equal(text.slice(0, 4), '0100');
  const length = Number.parseInt(text.slice(4, 4 + version.countBits), 2);
  const begin = 4 + version.countBits;
  const bytes = Array.from({ length }, (_, index) =>
    Number.parseInt(text.slice(begin + index * 8, begin + index * 8 + 8), 2),
  );
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

test("the correction is that of the standard's example", () => {
  const data = [32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17];
  assert.deepEqual(errorCorrection(data, 10), [196, 35, 39, 119, 235, 215, 231, 226, 93, 23]);
});

test('format and version are protected as the standard lists them', () => {
  assert.equal(formatBits(0), 0b101010000010010);
  assert.equal(formatBits(5), 0b100000011001110);
  assert.equal(versionBits(7), 0b000111110010010100);
  assert.equal(versionBits(10), 0b001010010011010011);
});

test('the smallest version that holds the text is taken', () => {
  assert.equal(versionFor(14)?.version, 1);
  assert.equal(versionFor(15)?.version, 2);
  assert.equal(versionFor(122)?.version, 7);
  assert.equal(versionFor(213)?.version, 10);
  assert.equal(versionFor(214), null);
  assert.equal(qrCode('x'.repeat(214)), null);
});

test('what is written can be read, in every length', () => {
  fc.assert(
    fc.property(anyText({ maxLength: 70 }), (text) => {
      const plain = text.toWellFormed();
      assert.equal(readCode(qrCode(plain)!), plain);
    }),
    { numRuns: 60 },
  );
  for (let length = 0; length <= 213; length += 7) {
    const text = 'otpauth://totp/Rapport'.repeat(10).slice(0, length);
    assert.equal(readCode(qrCode(text)!), text);
  }
});

test('three corners have finders, with light around them', () => {
  const matrix = qrCode('otpauth://totp/Rapport:ana@tee.example?secret=ABC')!;
  const size = matrix.length;
  for (const [row, column] of [
    [0, 0],
    [0, size - 7],
    [size - 7, 0],
  ] as const) {
    const line = Array.from({ length: 7 }, (_, index) => Number(matrix[row + 3]![column + index]!)).join('');
    assert.equal(line, '1011101');
  }
  assert.ok(!matrix[7]!.slice(0, 8).includes(true));
});

test('the picture has a square for each dark module', () => {
  const matrix = qrCode('hi')!;
  const dark = matrix.flat().filter(Boolean).length;
  assert.equal(qrPath(matrix).split('M').length - 1, dark);
});
