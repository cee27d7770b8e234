import { alignmentCentres, formatBits, MASKS, type Version, versionBits } from './layout.ts';

/** Squares of a QR code, row by row; true is dark. */
export type Matrix = boolean[][];

/** Puts the codewords onto the square, with the mask that gives the calmest picture. */
export function drawMatrix(version: Version, codewords: readonly number[]): Matrix {
  const { cells, fixed } = drawFixed(version);
  placeData(cells, fixed, codewords);
  const candidates = MASKS.map((_, mask) => masked(cells, fixed, mask));
  return candidates.reduce((best, next) => (unrest(next) < unrest(best) ? next : best));
}

/** Everything that does not depend on the text; `fixed` says where data may not go. */
export function drawFixed({ version, size }: Version): { cells: Matrix; fixed: Matrix } {
  const cells = square(size);
  const fixed = square(size);
  const set = (row: number, column: number, isDark: boolean) => {
    if (row < 0 || column < 0 || row >= size || column >= size) return;
    cells[row]![column] = isDark;
    fixed[row]![column] = true;
  };
  for (let i = 0; i < size; i += 1) {
    set(6, i, i % 2 === 0);
    set(i, 6, i % 2 === 0);
  }
  for (const [row, column] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const)
    ring(row, column, 4, set);
  const centres = alignmentCentres(version);
  const last = centres.at(-1);
  for (const row of centres) {
    for (const column of centres) {
      const isCorner =
        (row === 6 && column === 6) || (row === 6 && column === last) || (row === last && column === 6);
      if (!isCorner) ring(row, column, 2, set);
    }
  }
  drawFormat(size, 0, set);
  if (version >= 7) {
    const bits = versionBits(version);
    for (let i = 0; i < 18; i += 1) {
      const isDark = ((bits >>> i) & 1) === 1;
      set(size - 11 + (i % 3), Math.floor(i / 3), isDark);
      set(Math.floor(i / 3), size - 11 + (i % 3), isDark);
    }
  }
  return { cells, fixed };
}

type Set = (row: number, column: number, isDark: boolean) => void;

/** A finder (radius 4, with its light frame) or an alignment pattern (radius 2). */
function ring(row: number, column: number, radius: 2 | 4, set: Set): void {
  for (let r = -radius; r <= radius; r += 1) {
    for (let c = -radius; c <= radius; c += 1) {
      const distance = Math.max(Math.abs(r), Math.abs(c));
      set(row + r, column + c, radius === 4 ? distance !== 2 && distance !== 4 : distance !== 1);
    }
  }
}

function drawFormat(size: number, mask: number, set: Set): void {
  const bits = formatBits(mask);
  const isDark = (bit: number) => ((bits >>> bit) & 1) === 1;
  for (let i = 0; i < 6; i += 1) set(i, 8, isDark(i));
  set(7, 8, isDark(6));
  set(8, 8, isDark(7));
  set(8, 7, isDark(8));
  for (let i = 9; i < 15; i += 1) set(8, 14 - i, isDark(i));
  for (let i = 0; i < 8; i += 1) set(8, size - 1 - i, isDark(i));
  for (let i = 8; i < 15; i += 1) set(size - 15 + i, 8, isDark(i));
  set(size - 8, 8, true);
}

/** The places for data in their order: two columns at a time, up and down, from the right. */
export function dataPlaces(fixed: Matrix): [number, number][] {
  const size = fixed.length;
  const places: [number, number][] = [];
  for (let right = size - 1; right >= 1; right -= 2) {
    const column = right <= 6 ? right - 1 : right;
    const isUp = ((size - 1 - right) / 2) % 2 === 0;
    for (let step = 0; step < size; step += 1) {
      const row = isUp ? size - 1 - step : step;
      for (const place of [column, column - 1]) if (fixed[row]![place] !== true) places.push([row, place]);
    }
  }
  return places;
}

function placeData(cells: Matrix, fixed: Matrix, codewords: readonly number[]): void {
  for (const [index, [row, column]] of dataPlaces(fixed).entries())
    cells[row]![column] = (((codewords[index >>> 3] ?? 0) >>> (7 - (index & 7))) & 1) === 1;
}

function masked(cells: Matrix, fixed: Matrix, mask: number): Matrix {
  const turns = MASKS[mask]!;
  const result = cells.map((row, r) =>
    row.map((isDark, c) => (fixed[r]![c] === true ? isDark : isDark !== turns(r, c))),
  );
  drawFormat(cells.length, mask, (row, column, isDark) => (result[row]![column] = isDark));
  return result;
}

/** How hard a picture is to read: long runs, blocks, pieces that look like a finder, and too much of one colour. */
function unrest(cells: Matrix): number {
  const rows = cells.map((row) => row.map((isDark) => (isDark ? '1' : '0')).join(''));
  const columns = rows.map((_, c) => rows.map((row) => row[c]).join(''));
  let points = 0;
  for (const line of [...rows, ...columns]) {
    for (const run of line.match(/0{5,}|1{5,}/g) ?? []) points += run.length - 2;
    points += 40 * (line.match(/(?=10111010000|00001011101)/g) ?? []).length;
  }
  for (let r = 1; r < rows.length; r += 1) {
    for (let c = 1; c < rows.length; c += 1) {
      const corner = cells[r]![c];
      if (cells[r - 1]![c] === corner && cells[r]![c - 1] === corner && cells[r - 1]![c - 1] === corner)
        points += 3;
    }
  }
  const dark = rows.join('').replaceAll('0', '').length / rows.length ** 2;
  return points + Math.floor(Math.abs(dark - 0.5) * 20) * 10;
}

function square(size: number): Matrix {
  return Array.from({ length: size }, () => Array.from({ length: size }, () => false));
}
