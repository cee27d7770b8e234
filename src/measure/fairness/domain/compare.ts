/** One stratum: people alike in everything that matters, told apart by group. */
export interface Cell {
  /** Whatever makes contacts alike, as one text. */
  stratum: string;
  group: string;
  /** Contacts for whom the outcome could be told. */
  asked: number;
  /** Those who had it. */
  had: number;
}

export interface Comparison {
  group: string;
  asked: number;
  had: number;
  /** `had / asked`, as it is. Null for nobody. */
  rate: number | null;
  /** The group's chance against that of all others, like for like; 1 is fair. Null where it cannot be told. */
  ratio: number | null;
  /** Of the ratio. */
  low: number | null;
  high: number | null;
  /** What the rate would be if the group were composed like the others it is compared with. */
  likeForLike: number | null;
  isUnfair: boolean;
}

/** Under four fifths of the others' chance. */
const FOUR_FIFTHS = 0.8;
/** Fewer are not compared. */
const LEAST_COMPARED = 20;
/** Two-sided 99 %. */
const Z = 2.5758;

/**
 * Each group against all others, within strata (Mantel and Haenszel 1959; variance of the logarithm by Greenland and Robins 1985). Strata in which only one
 * side has anybody tell nothing and fall out.
 */
export function compareGroups(cells: readonly Cell[]): Comparison[] {
  const strata = [...Map.groupBy(cells, (cell) => cell.stratum).values()];
  const groups = [...new Set(cells.map((cell) => cell.group))];
  return groups.map((group) => compareOne(group, strata));
}

function compareOne(group: string, strata: readonly (readonly Cell[])[]): Comparison {
  const sums = { asked: 0, had: 0, numerator: 0, denominator: 0, variance: 0, weight: 0, rate: 0 };
  for (const stratum of strata) addStratum(sums, group, stratum);
  const { asked, had, numerator, denominator, variance, weight } = sums;
  const base = { group, asked, had, rate: asked === 0 ? null : had / asked };
  const isTellable = asked >= LEAST_COMPARED && numerator > 0 && denominator > 0;
  if (!isTellable) {
    // Nobody at all of a large group had it, where others did: there is no ratio to speak of but nought.
    if (asked < LEAST_COMPARED || had > 0 || denominator === 0)
      return { ...base, ratio: null, low: null, high: null, likeForLike: null, isUnfair: false };
    const high = upperOfNone(denominator);
    return { ...base, ratio: 0, low: 0, high, likeForLike: 0, isUnfair: high < 1 };
  }
  const ratio = numerator / denominator;
  const spread = Z * Math.sqrt(variance / (numerator * denominator));
  const [low, high] = [ratio * Math.exp(-spread), ratio * Math.exp(spread)];
  const likeForLike = weight > 0 ? Math.min(1, (ratio * sums.rate) / weight) : null;
  return { ...base, ratio, low, high, likeForLike, isUnfair: ratio < FOUR_FIFTHS && high < 1 };
}

/** Of `expected` cases none came: with 99 % certainty at most 4.6 were to be expected. */
function upperOfNone(expected: number): number {
  return 4.6 / expected;
}

interface Sums {
  asked: number;
  had: number;
  numerator: number;
  denominator: number;
  variance: number;
  weight: number;
  rate: number;
}

function addStratum(sums: Sums, group: string, stratum: readonly Cell[]): void {
  let [ours, ourHad, all, allHad] = [0, 0, 0, 0];
  for (const { group: of, asked, had } of stratum) {
    all += asked;
    allHad += had;
    if (of === group) {
      ours += asked;
      ourHad += had;
    }
  }
  sums.asked += ours;
  sums.had += ourHad;
  const theirs = all - ours;
  if (ours === 0 || theirs === 0) return;
  const theirHad = allHad - ourHad;
  sums.numerator += (ourHad * theirs) / all;
  sums.denominator += (theirHad * ours) / all;
  sums.variance += (allHad * ours * theirs - ourHad * theirHad * all) / (all * all);
  sums.weight += ours;
  sums.rate += ours * (theirHad / theirs);
}
