/** Half hours that are looked at together: three hours. */
export const BLOCK = 6;
/** Blocks ahead that what happens now still tells something of: a day. */
export const BLOCKS = 8;
const RIDGE = 25;

/** How much of what is more or less than usual now will still be so in each of the next blocks: of contacts, and of mentions. */
export type Momentum = readonly (readonly [contacts: number, mentions: number])[];

/**
 * Learns by ridge regression, block by block ahead, how far contacts and mentions of the last three hours foretell contacts. Both as logarithms of
 * what there was by what is usual.
 */
export function learnMomentum(
  counts: ArrayLike<number>,
  usual: ArrayLike<number>,
  mentions: ArrayLike<number> | undefined,
  usualMentions: ArrayLike<number> | undefined,
): Momentum {
  const blocks = Math.floor(counts.length / BLOCK);
  const own = Array.from({ length: blocks }, (_, block) => excess(counts, usual, block * BLOCK));
  const heard = Array.from({ length: blocks }, (_, block) =>
    mentions && usualMentions ? excess(mentions, usualMentions, block * BLOCK) : 0,
  );
  return Array.from({ length: BLOCKS }, (_, ahead) => {
    let [xx, xz, zz, xy, zy] = [RIDGE, 0, RIDGE, 0, 0];
    for (let block = 0; block + ahead + 1 < blocks; block++) {
      const [x, z, y] = [own[block]!, heard[block]!, own[block + ahead + 1]!];
      xx += x * x;
      xz += x * z;
      zz += z * z;
      xy += x * y;
      zy += z * y;
    }
    const determinant = xx * zz - xz * xz;
    return [
      between((zz * xy - xz * zy) / determinant, 0, 1),
      between((xx * zy - xz * xy) / determinant, 0, 1),
    ];
  });
}

/** Logarithm of what there was in a block by what is usual; little counts say little. */
export function excess(counts: ArrayLike<number>, usual: ArrayLike<number>, from: number): number {
  let [count, expected] = [0, 0];
  for (let i = Math.max(0, from); i < Math.min(from + BLOCK, counts.length); i++) {
    count += counts[i]!;
    expected += usual[i]!;
  }
  return between(Math.log((count + 3) / (expected + 3)), -2, 2);
}

const between = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
