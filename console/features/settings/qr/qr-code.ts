import { versionFor } from './layout.ts';
import { drawMatrix, type Matrix } from './matrix.ts';
import { errorCorrection } from './reed-solomon.ts';

/** The QR code of a text of at most 213 bytes (ISO/IEC 18004, byte mode, level M). Null when the text is longer. */
export function qrCode(text: string): Matrix | null {
  const bytes = new TextEncoder().encode(text);
  const version = versionFor(bytes.length);
  if (version === null) return null;
  const data = pack(bytes, version.countBits, version.dataBytes);
  return drawMatrix(version, interleave(data, version.blocks, version.correctionBytes));
}

/** A path of one square a module, for an SVG of `size + 8` with the quiet zone that readers need. */
export function qrPath(matrix: Matrix): string {
  return matrix
    .flatMap((row, r) => row.map((isDark, c) => (isDark ? `M${c + 4} ${r + 4}h1v1h-1z` : '')))
    .join('');
}

function pack(bytes: Uint8Array, countBits: number, length: number): number[] {
  const bits: number[] = [];
  const add = (value: number, count: number) => {
    for (let bit = count - 1; bit >= 0; bit -= 1) bits.push((value >>> bit) & 1);
  };
  add(0b0100, 4);
  add(bytes.length, countBits);
  for (const byte of bytes) add(byte, 8);
  add(0, Math.min(4, length * 8 - bits.length));
  add(0, (8 - (bits.length % 8)) % 8);
  const packed: number[] = [];
  for (let at = 0; at < bits.length; at += 8)
    packed.push(Number.parseInt(bits.slice(at, at + 8).join(''), 2));
  for (let pad = 0xec; packed.length < length; pad ^= 0xec ^ 0x11) packed.push(pad);
  return packed;
}

/** Blocks get their correction, then all are dealt out in turn. The last blocks may be one byte longer. */
function interleave(data: readonly number[], count: number, correctionBytes: number): number[] {
  const short = Math.floor(data.length / count);
  const shortCount = count - (data.length % count);
  const blocks: number[][] = [];
  for (let at = 0; blocks.length < count;) {
    const length = blocks.length < shortCount ? short : short + 1;
    blocks.push(data.slice(at, at + length));
    at += length;
  }
  const corrections = blocks.map((block) => errorCorrection(block, correctionBytes));
  const deal = (piles: readonly number[][], longest: number) =>
    Array.from({ length: longest }, (_, index) => piles.flatMap((pile) => pile[index] ?? [])).flat();
  return [...deal(blocks, short + 1), ...deal(corrections, correctionBytes)];
}
