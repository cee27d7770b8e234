import type { FavourKind } from '../domain.ts';

/** How often one member favoured another: thanked, liked, accepted, voted for. */
export interface Favour {
  from: string;
  to: string;
  n: number;
  /** By what. */
  of?: Partial<Record<FavourKind, number>>;
}

/** One direction that is far above chance. */
export interface OddFavour extends Favour {
  /** As many as chance would give. */
  expected: number;
}

const FEWEST = 8;
const FEWEST_ONE_WAY = 15;
/** One in a million by chance. */
const UNLIKELY = 1e-6;
/** Everybody may have somebody he likes. */
const PRIOR = 0.5;

/**
 * Pairs with more favours than chance gives: what either would give and get besides this pair, spread over the community, tells how many to
 * expect (Poisson). The one to whom everybody gives is no friend of each.
 */
export function oddFavours(favours: readonly Favour[]): OddFavour[] {
  const [given, got] = [new Map<string, number>(), new Map<string, number>()];
  let all = 0;
  for (const { from, to, n } of favours) {
    given.set(from, (given.get(from) ?? 0) + n);
    got.set(to, (got.get(to) ?? 0) + n);
    all += n;
  }
  return favours.flatMap((one) => {
    const { from, to, n } = one;
    if (n < FEWEST || from === to) return [];
    const rest = Math.max(1, all - n);
    const expected = PRIOR + ((given.get(from)! - n) * (got.get(to)! - n)) / rest;
    return chanceOfAtLeast(n, expected) < UNLIKELY ? [{ ...one, expected }] : [];
  });
}

/** Probability that a Poisson count of this mean is `n` or more. */
export function chanceOfAtLeast(n: number, mean: number): number {
  // The term at n by logarithms, then upwards: exact where the tail is small.
  let log = -mean;
  for (let k = 1; k <= n; k++) log += Math.log(mean / k);
  let [term, sum] = [Math.exp(log), 0];
  for (let k = n; term > sum * 1e-12 && k < n + 10_000; k++) {
    sum += term;
    term *= mean / (k + 1);
  }
  return Math.min(1, sum);
}

/** What several sources tell of the same two, as one. */
export function togetherOf(
  told: readonly { of: FavourKind; favours: readonly Omit<Favour, 'of'>[] }[],
): Favour[] {
  const sums = new Map<string, Required<Favour>>();
  for (const { of, favours } of told)
    for (const { from, to, n } of favours) {
      const one = sums.get(`${from} ${to}`) ?? { from, to, n: 0, of: {} };
      sums.set(`${from} ${to}`, { ...one, n: one.n + n, of: { ...one.of, [of]: (one.of[of] ?? 0) + n } });
    }
  return [...sums.values()];
}

const NAMES: Readonly<Record<FavourKind, string>> = {
  answers: 'thanks or accepted answers',
  ideas: 'votes for ideas',
  reviews: 'reviews found helpful',
};

/** `8 votes for ideas, 4 thanks or accepted answers` */
export const wordsOf = ({ n, of = {} }: Pick<Favour, 'n' | 'of'>): string =>
  Object.entries(of)
    .map(([kind, count]) => `${count} ${NAMES[kind as FavourKind]}`)
    .join(', ') || `${n} favours`;

/** Members who favour each other in both directions, joined where they touch, with what was found between them. */
export function ringsOf(odd: readonly OddFavour[]): { members: string[]; favours: OddFavour[] }[] {
  const known = new Map(odd.map((one) => [`${one.from} ${one.to}`, one]));
  const both = odd.filter(({ from, to }) => known.has(`${to} ${from}`));
  const group = new Map<string, string>();
  const rootOf = (id: string): string => {
    const next = group.get(id) ?? id;
    return next === id ? id : rootOf(next);
  };
  for (const { from, to } of both) group.set(rootOf(from), rootOf(to));
  const rings = new Map<string, { members: Set<string>; favours: OddFavour[] }>();
  for (const one of both) {
    const root = rootOf(one.from);
    const ring = rings.get(root) ?? { members: new Set(), favours: [] };
    rings.set(root, ring);
    ring.members.add(one.from).add(one.to);
    ring.favours.push(one);
  }
  return [...rings.values()].map(({ members, favours }) => ({ members: [...members].sort(), favours }));
}

/** One favours another and gets nothing back: looked at from a higher number on. */
export function oneWay(odd: readonly OddFavour[]): OddFavour[] {
  const known = new Set(odd.map(({ from, to }) => `${from} ${to}`));
  return odd.filter(({ from, to, n }) => n >= FEWEST_ONE_WAY && !known.has(`${to} ${from}`));
}
