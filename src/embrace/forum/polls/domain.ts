import { mayModerate, type Rules, type Standing } from '../domain.ts';

export const POLL_KINDS = ['single', 'several', 'ranked'] as const;
export type PollKind = (typeof POLL_KINDS)[number];
export const POLL_SHOWS = ['always', 'voted', 'closed'] as const;
/** When readers see how it stands. */
export type PollShows = (typeof POLL_SHOWS)[number];

export const MOST_OPTIONS = 20;
export const LONGEST_OPTION = 200;

/** Equal ballots together: places of options from 1, of a ranked poll the best first. */
export interface Ballots {
  choices: readonly number[];
  n: number;
}

/** Whether somebody may vote so; an empty vote takes back what he said. */
export function isBallot(
  choices: readonly number[],
  { kind, options }: { kind: PollKind; options: number },
): boolean {
  const isThere = choices.every((one) => Number.isInteger(one) && one >= 1 && one <= options);
  const isOnce = new Set(choices).size === choices.length;
  return isThere && isOnce && (kind !== 'single' || choices.length <= 1);
}

export interface Tally {
  /** Votes of each option, in their order; of a ranked poll those of the last round that it took part in. */
  counts: number[];
  /** Places of the options that lead; several where they are equal, none without votes. */
  leading: number[];
}

/** What became of the votes. */
export function tallyOf(ballots: readonly Ballots[], kind: PollKind, options: number): Tally {
  if (kind === 'ranked') return runoff(ballots, options);
  const counts = Array.from({ length: options }, () => 0);
  for (const { choices, n } of ballots) for (const one of choices) counts[one - 1]! += n;
  return { counts, leading: leadersOf(counts) };
}

function leadersOf(counts: readonly number[]): number[] {
  const most = Math.max(0, ...counts);
  return most === 0 ? [] : counts.flatMap((count, index) => (count === most ? index + 1 : []));
}

/**
 * Instant runoff: while no option is the best of more than half of those who still say something, the last one goes and its voters' next
 * choices count. Options that are last together go together, unless nothing would be left: then all of them lead.
 */
function runoff(ballots: readonly Ballots[], options: number): Tally {
  const counts = Array.from({ length: options }, () => 0);
  let left = new Set(counts.map((_, index) => index + 1));
  for (;;) {
    for (const one of left) counts[one - 1] = 0;
    for (const { choices, n } of ballots) {
      const best = choices.find((one) => left.has(one));
      if (best !== undefined) counts[best - 1]! += n;
    }
    const now = [...left].map((one) => counts[one - 1]!);
    const [all, most, least] = [now.reduce((sum, n) => sum + n, 0), Math.max(...now), Math.min(...now)];
    const leading = [...left].filter((one) => counts[one - 1] === most);
    if (all === 0) return { counts, leading: [] };
    if (most * 2 > all || most === least) return { counts, leading };
    left = new Set([...left].filter((one) => counts[one - 1]! > least));
  }
}

/** Whether somebody sees how it stands. */
export const maySeeResult = (
  shows: PollShows,
  { isClosed, hasVoted }: { isClosed: boolean; hasVoted: boolean },
): boolean => isClosed || shows === 'always' || (shows === 'voted' && hasVoted);

/** Lines of a form as options: each once. */
export const optionsOf = (given: string): string[] => [
  ...new Set(
    given
      .split('\n')
      .map((line) => line.replaceAll(/\s+/g, ' ').trim())
      .filter((line) => line !== ''),
  ),
];

/** Whether there are as many options as a poll may have, each can be seen, and no two look the same. */
export function areOptions(options: readonly string[]): boolean {
  const looks = options.map((one) =>
    one
      .normalize('NFC')
      .replaceAll(/\p{Cf}/gu, '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
  const isMany = options.length >= 2 && options.length <= MOST_OPTIONS;
  return isMany && !looks.includes('') && new Set(looks).size === looks.length;
}

/** Who keeps order adds a poll, and whoever asked where the thread goes on and its category is not put away. */
export const mayAddPoll = (
  { authorId, closedAt }: { authorId: string | null; closedAt: Date | null },
  rules: Pick<Rules, 'group' | 'isArchived'>,
  who: Standing,
): boolean =>
  mayModerate(rules, who) ||
  (!rules.isArchived && closedAt === null && authorId !== null && authorId === who.memberId);
