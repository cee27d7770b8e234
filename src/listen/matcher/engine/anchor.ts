import type { Clause, Run } from './clause.ts';

/** What else has to hold where a posting's term is found. */
export const GUARD = { none: 0, with: 1, without: 2, next: 3, previous: 4 } as const;
export type Guard = (typeof GUARD)[keyof typeof GUARD];

/** One way to a topic: it is worth a look when a post has `term`. */
export interface Posting {
  readonly term: number;
  readonly guard: Guard;
  /** The term that the guard asks for: anywhere in the post, nowhere, or directly behind or before this one. */
  readonly other: number;
  /** Whether term and guard together are the whole question. */
  readonly isDirect: boolean;
}

/** Share of posts with a term, by its number. */
export type Frequency = (term: number) => number;

/** What is known of terms when postings are chosen. */
export interface Terms {
  readonly frequency: Frequency;
  /** Patterns and facts cannot guard: to look for them takes too long. */
  canGuard(term: number): boolean;
}

/**
 * The cheapest set of postings one of which every matching post triggers: of an AND the cheapest part is enough, of an OR
 * every part is needed. Null where no term is sure to be there, and every post has to be asked.
 */
export function postingsOf(clause: Clause, terms: Terms): readonly Posting[] | null {
  const branches = clause.is === 'or' ? clause.of : [clause];
  const postings: Posting[] = [];
  for (const branch of branches) {
    const found = ofBranch(branch, terms);
    if (found === null) return null;
    postings.push(...found);
  }
  return postings;
}

function ofBranch(branch: Clause, terms: Terms): readonly Posting[] | null {
  const chosen = cheapest(branch, terms.frequency);
  if (chosen === null) return null;
  const decided = decidedBy(branch, chosen.terms, terms);
  if (decided !== undefined) return chosen.terms.map((term) => ({ term, ...decided, isDirect: true }));
  return chosen.terms.map((term) => guarded(branch, term, terms));
}

function guarded(branch: Clause, term: number, terms: Terms): Posting {
  for (const run of requiredRuns(branch)) {
    const beside = neighbour(run, term, terms);
    if (beside !== undefined) {
      const isWhole =
        branch.is === 'run' && run.length === 2 && run.every(({ agreement }) => agreement === -1);
      return { term, ...beside, isDirect: isWhole };
    }
  }
  let other = -1;
  for (const one of requiredTerms(branch)) {
    if (one === term || !terms.canGuard(one)) continue;
    if (other === -1 || terms.frequency(one) < terms.frequency(other)) other = one;
  }
  return { term, guard: other === -1 ? GUARD.none : GUARD.with, other, isDirect: false };
}

/** The rarer neighbour of a term in a run where it stands once. */
function neighbour(run: Run, term: number, terms: Terms): Pick<Posting, 'guard' | 'other'> | undefined {
  const at = run.findIndex((operand) => operand.term === term);
  if (at === -1 || run.findLastIndex((operand) => operand.term === term) !== at) return undefined;
  const [next, previous] = [run[at + 1]?.term ?? -1, run[at - 1]?.term ?? -1];
  const canNext = next !== -1 && terms.canGuard(next);
  const canPrevious = previous !== -1 && terms.canGuard(previous);
  if (canNext && (!canPrevious || terms.frequency(next) <= terms.frequency(previous))) {
    return { guard: GUARD.next, other: next };
  }
  return canPrevious ? { guard: GUARD.previous, other: previous } : undefined;
}

interface Choice {
  readonly terms: readonly number[];
  /** Expected share of posts that have one of them. */
  readonly cost: number;
}

function cheapest(clause: Clause, frequency: Frequency): Choice | null {
  switch (clause.is) {
    case 'term':
      return { terms: [clause.term], cost: frequency(clause.term) };
    case 'run':
      return least(clause.run.map(({ term }) => ({ terms: [term], cost: frequency(term) })));
    case 'count':
      return { terms: [clause.operand.term], cost: frequency(clause.operand.term) };
    case 'field':
      return clause.anchors === null
        ? null
        : together(clause.anchors.map((term) => ({ terms: [term], cost: frequency(term) })));
    case 'hasMore':
      return { terms: [clause.anchor], cost: frequency(clause.anchor) };
    case 'near':
    case 'plain':
      return clause.needs === null ? null : cheapest(clause.needs, frequency);
    case 'and':
      return least(clause.of.map((part) => cheapest(part, frequency)));
    case 'or':
      return together(clause.of.map((part) => cheapest(part, frequency)));
    case 'never':
      return { terms: [], cost: 0 };
    default:
      return null;
  }
}

function least(choices: readonly (Choice | null)[]): Choice | null {
  let best: Choice | null = null;
  for (const choice of choices)
    if (choice !== null && (best === null || choice.cost < best.cost)) best = choice;
  return best;
}

function together(choices: readonly (Choice | null)[]): Choice | null {
  if (choices.includes(null)) return null;
  const known = choices.map((choice) => choice!);
  return {
    terms: [...new Set(known.flatMap(({ terms }) => terms))],
    cost: known.reduce((sum, { cost }) => sum + cost, 0),
  };
}

/** The guard with which one of `anchors` decides the branch by itself; undefined where a program is needed. */
function decidedBy(
  branch: Clause,
  anchors: readonly number[],
  { canGuard }: Terms,
): Pick<Posting, 'guard' | 'other'> | undefined {
  if (isAnyOf(branch, anchors)) return { guard: GUARD.none, other: -1 };
  if (branch.is !== 'and' || branch.of.length !== 2) return undefined;
  const [one, two] = branch.of as [Clause, Clause];
  const rest = isAnyOf(one, anchors) ? two : isAnyOf(two, anchors) ? one : undefined;
  if (rest?.is === 'term' && canGuard(rest.term)) return { guard: GUARD.with, other: rest.term };
  const without = rest?.is === 'not' && rest.of.is === 'term' ? rest.of.term : -1;
  return without !== -1 && canGuard(without) ? { guard: GUARD.without, other: without } : undefined;
}

function isAnyOf(clause: Clause, anchors: readonly number[]): boolean {
  if (clause.is === 'term') return anchors.includes(clause.term);
  return clause.is === 'or' && clause.of.every((part) => part.is === 'term' && anchors.includes(part.term));
}

/** Terms that every matching post has. */
function requiredTerms(clause: Clause): readonly number[] {
  switch (clause.is) {
    case 'term':
      return [clause.term];
    case 'run':
      return clause.run.map(({ term }) => term);
    case 'count':
      return [clause.operand.term];
    case 'near':
    case 'plain':
      return clause.needs === null ? [] : requiredTerms(clause.needs);
    case 'and':
      return clause.of.flatMap(requiredTerms);
    default:
      return [];
  }
}

/** Runs of words that every matching post has. */
function requiredRuns(clause: Clause): readonly Run[] {
  switch (clause.is) {
    case 'run':
      return [clause.run];
    case 'near':
    case 'plain':
      return clause.needs === null ? [] : requiredRuns(clause.needs);
    case 'and':
      return clause.of.flatMap(requiredRuns);
    default:
      return [];
  }
}
