/** A word, and in how many posts it is at most. */
interface Spread {
  most: number;
}

/** Posts whose list the index reads in some milliseconds. */
const MANY = 20_000;
/** So many that fit are enough to choose the best of. */
const ENOUGH = 600;
const MOST_LOOKED = 20_000;

/**
 * The words that the index is asked for where all must be there: beside a rare one those that very many posts have are left to be
 * checked on what it found, since reading their whole lists takes longer than all the rest.
 */
export function narrowing<M extends Spread>(meant: readonly M[]): M[] {
  const rarest = Math.min(...meant.map(({ most }) => most));
  return meant.filter(({ most }) => most <= Math.max(MANY, rarest * 20));
}

/** Words whose posts the index finds at once: what a few say is not to be looked for among the newest of what very many say. */
export const rareOf = <M extends Spread>(meant: readonly M[]): M[] =>
  meant.filter(({ most }) => most <= MANY);

/**
 * How many of the newest posts, of `total`, hold enough that fits, where each word is in very many: their lists in the index know no time, and are longer than
 * what is to be read. Undefined where the index is the shorter way.
 */
export function newestFor(meant: readonly Spread[], join: '&' | '|', total: number): number | undefined {
  const uses = meant.map(({ most }) => most);
  if ((join === '&' ? Math.min(...uses) : Math.max(...uses)) <= MANY) return undefined;
  const shares = uses.map((most) => Math.min(1, most / Math.max(total, ...uses)));
  const share = join === '&' ? shares.reduce((all, one) => all * one, 1) : Math.max(...shares);
  const newest = Math.ceil(ENOUGH / share);
  return newest <= MOST_LOOKED ? newest : undefined;
}
