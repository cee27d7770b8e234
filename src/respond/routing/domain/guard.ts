/** How something came about: the rules that led to it, one after the other, and how many decisions that were. */
export interface Cause {
  chain: readonly string[];
  depth: number;
}

/** A person, the customer or time did it. */
export const NO_CAUSE: Cause = { chain: [], depth: 0 };

/** What rules change is told to other rules at most so many times in a row. */
export const DEEPEST = 3;
/** Whatever the reason, rules act at most so many times on a conversation between two things that people do in it. */
export const MOST_ACTS = 20;

interface Named {
  id: string;
  name: string;
}

/**
 * Which of the rules that fit may act. No rule acts on what it led to itself, no chain is longer than `DEEPEST`, and `acts`, which time and promises
 * cannot get round either, end at `MOST_ACTS`: rules cannot go on for ever. `stopped` says for the history what was held back. Pure.
 */
export function admitted<Rule extends Named>(
  fitting: readonly Rule[],
  cause: Cause,
  acts: number,
): { rules: readonly Rule[]; stopped: string | null } {
  if (fitting.length === 0) return { rules: [], stopped: null };
  if (acts >= MOST_ACTS)
    return stop(fitting, `rules acted ${MOST_ACTS} times since anybody did something here`);
  if (cause.depth > DEEPEST) return stop(fitting, `${DEEPEST} rules have followed one another already`);
  const rules = fitting.filter(({ id }) => !cause.chain.includes(id));
  const own = fitting.filter(({ id }) => cause.chain.includes(id));
  return { rules, stopped: own.length > 0 ? stop(own, 'what happened came from it').stopped : null };
}

/** What a change that these rules made comes from. */
export function followedBy({ chain, depth }: Cause, acting: readonly Named[]): Cause {
  return { chain: [...new Set([...chain, ...acting.map(({ id }) => id)])], depth: depth + 1 };
}

function stop(rules: readonly Named[], why: string): { rules: readonly never[]; stopped: string } {
  const names = rules.map(({ name }) => `‘${name}’`).join(', ');
  return { rules: [], stopped: `rule${rules.length === 1 ? '' : 's'} ${names} not asked again: ${why}` };
}
