import {
  type Catalogue,
  compileCondition,
  type Condition,
  type FactDefinition,
  type Facts,
  reasonsOf,
} from '#lib/conditions/index.ts';
import type { Formula } from './schema.ts';

export const LEVELS = [0, 1, 2, 3, 4] as const;
export type Level = (typeof LEVELS)[number];

/** What features count of members, with how it is called. */
export const COUNTED = {
  visits: 'days visited',
  reads: 'posts read',
  threads: 'threads started',
  posts: 'posts written',
  accepted: 'answers accepted',
  thanks: 'thanks received',
  given: 'thanks given',
  ideas: 'ideas proposed',
  votes: 'votes given',
  reviews: 'reviews written',
  'flags-upheld': 'flags that were right',
  'flags-dismissed': 'flags that were wrong',
  offences: 'posts hidden by the team',
  measures: 'silences and suspensions',
} as const;
export type CountedFact = keyof typeof COUNTED;
export const COUNTED_FACTS = Object.keys(COUNTED) as CountedFact[];

/** What helps others: counted by week, too. */
export const WEEKLY = ['accepted', 'thanks'] as const satisfies readonly CountedFact[];
export type WeeklyFact = (typeof WEEKLY)[number];

const OTHERS: readonly FactDefinition[] = [
  { name: 'days', type: 'number', label: 'days as a member', group: 'Member', unit: 'days' },
  { name: 'mail-proven', type: 'yes-no', label: 'mail address proven', group: 'Member' },
  { name: 'has-profile', type: 'yes-no', label: 'says something about oneself', group: 'Member' },
  {
    name: 'recent-offences',
    type: 'number',
    label: 'posts hidden by the team in the last three months',
    group: 'Order',
  },
  {
    name: 'recent-measures',
    type: 'number',
    label: 'silences and suspensions in the last three months',
    group: 'Order',
  },
];

const GROUPS: Partial<Record<CountedFact, string>> = {
  'flags-upheld': 'Order',
  'flags-dismissed': 'Order',
  offences: 'Order',
  measures: 'Order',
};

/** What a formula can ask of a member. No level: it makes one. */
export const FORMULA_FACTS: Catalogue = new Map(
  [
    ...COUNTED_FACTS.map((name): FactDefinition => ({
      name,
      type: 'number',
      label: COUNTED[name],
      group: GROUPS[name] ?? 'What members do',
    })),
    ...OTHERS,
  ].map((fact) => [fact.name, fact]),
);

/** What is limited by minute and day. A thread, an idea and a review count as posts, too. */
export type Spending = 'post' | 'thread' | 'idea' | 'review' | 'comment' | 'flag';

/** What was found on the way to one level. */
export interface Step {
  level: Level;
  isReached: boolean;
  /** Only colleagues give it. */
  isByHand: boolean;
  /** What made it so, in words. */
  because: string[];
}

/**
 * The level by the facts: the highest that holds with all below it. Nothing makes up for something else: a thousand visits do not outweigh
 * one missing answer.
 */
export function levelByFacts(formula: Formula, facts: Facts): { level: Level; steps: Step[] } {
  let level: Level = 0;
  let isOpen = true;
  const steps = formula.levels.map(({ when }, index): Step => {
    const step = LEVELS[index + 1]!;
    if (when === null) {
      isOpen = false;
      return { level: step, isReached: false, isByHand: true, because: [] };
    }
    const verdict = compileCondition(when.when as Condition, FORMULA_FACTS).explain(facts);
    isOpen &&= verdict.isMatch;
    if (isOpen) level = step;
    return { level: step, isReached: isOpen, isByHand: false, because: reasonsOf(verdict) };
  });
  return { level, steps };
}

/** What was counted over a time, `limit` of which are free: when the next one is. Times in milliseconds, the newest first. */
export function freeAgainIn(
  spent: readonly number[],
  limit: number,
  windowMs: number,
  now: number,
): number | null {
  const inside = spent.filter((at) => at > now - windowMs);
  if (inside.length < limit) return null;
  // Where nothing is allowed there is no time at which it will be.
  if (limit === 0) return Infinity;
  return Math.max(1000, inside.toSorted((a, b) => b - a)[limit - 1]! + windowMs - now);
}
