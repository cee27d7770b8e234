/** Per version 1 to 10, error correction level M: all codewords, those of error correction per block, and the number of blocks. */
const VERSIONS = [
  [26, 10, 1],
  [44, 16, 1],
  [70, 26, 1],
  [100, 18, 2],
  [134, 24, 2],
  [172, 16, 4],
  [196, 18, 4],
  [242, 22, 4],
  [292, 22, 5],
  [346, 26, 5],
] as const;

export interface Version {
  version: number;
  size: number;
  dataBytes: number;
  correctionBytes: number;
  blocks: number;
  /** Bits that hold the length of the text. */
  countBits: 8 | 16;
}

/** The smallest version that holds so many bytes; null when none up to 10 does. */
export function versionFor(bytes: number): Version | null {
  for (const [index, [total, correctionBytes, blocks]] of VERSIONS.entries()) {
    const version = index + 1;
    const dataBytes = total - correctionBytes * blocks;
    const countBits = version < 10 ? 8 : 16;
    if (bytes * 8 + 4 + countBits <= dataBytes * 8)
      return { version, size: version * 4 + 17, dataBytes, correctionBytes, blocks, countBits };
  }
  return null;
}

/** Centres of the small squares, along each side. */
export function alignmentCentres(version: number): number[] {
  if (version === 1) return [];
  const last = version * 4 + 10;
  return version < 7 ? [6, last] : [6, (6 + last) / 2, last];
}

/** Whether the mask turns this module over. */
export const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0,
  (r) => r % 2 === 0,
  (_r, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
];

/** The 15 bits that name level M and the mask. */
export function formatBits(mask: number): number {
  return ((mask << 10) | remainder(mask, 10, 0x537)) ^ 0x5412;
}

/** The 18 bits that name the version, from 7 on. */
export function versionBits(version: number): number {
  return (version << 12) | remainder(version, 12, 0x1f25);
}

function remainder(data: number, bits: number, polynomial: number): number {
  let rest = data;
  for (let i = 0; i < bits; i += 1) rest = (rest << 1) ^ ((rest >>> (bits - 1)) * polynomial);
  return rest;
}
