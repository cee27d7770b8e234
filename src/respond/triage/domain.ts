/** One reason for a place in the queue. The points of all factors add up to the priority. */
export interface Factor {
  key: string;
  points: number;
  /** For the person who asks "why am I here?". */
  reason: string;
  /** How many times its usual points it counts; absent for once. */
  weight?: number | undefined;
  /** Its usual points, where they are weighed. */
  base?: number | undefined;
}

/** What a person said of a post, in the place of the model: the value as it is stored, and who. */
export interface Correction {
  label: string;
  value: string;
  by: string;
}

/**
 * Everything triage may know. Reach is left out on purpose: followers, likes and badges never move anybody up or down.
 */
export interface TriageInput {
  title: string | null;
  text: string;
  /** The post mentions, answers or quotes one of our accounts. */
  isAddressed: boolean;
  /** Kinds of the topics it belongs to. */
  topicKinds: readonly string[];
  /** Other conversations of the same customer that nobody has answered. */
  earlierUnanswered: number;
  /** Posts of the customer in this conversation since we last answered, this one included. */
  postsWaiting: number;
  /** What people said of the post: it counts before the model. */
  corrections?: readonly Correction[] | undefined;
}

/** One way to find reasons. The built-in model is one of them; another may take its place. */
export type FactorSource = (input: TriageInput) => readonly Factor[];

/** Points that a customer gains for each hour of waiting. Ageing is linear, so the order among those who wait never changes. */
export const POINTS_PER_HOUR = 10;
/** One point is worth this much waiting. */
export const SECONDS_PER_POINT = 3600 / POINTS_PER_HOUR;
/** Conversations in which nobody waits come behind all others, a century later. */
const ANSWERED_SECONDS = 3_155_760_000;

/** Reasons that lie in what stands beside the words. */
export const circumstanceSources: readonly FactorSource[] = [addressed, topicKinds, history, repeated];

/** What all sources find, without what weighs nothing. */
export function findFactors(input: TriageInput, sources: readonly FactorSource[]): Factor[] {
  return sources.flatMap((source) => source(input)).filter((factor) => factor.points !== 0);
}

/** Sum of the points of `factors`. */
export function pointsOf(factors: readonly Factor[]): number {
  return factors.reduce((sum, factor) => sum + factor.points, 0);
}

/**
 * Place in the queue, smallest first: seconds since 1970 at which the waiting began, moved forward by what the base points are worth.
 * `since` is the beginning of the wait, or the last post when nobody waits.
 */
export function rankOf(since: Date, basePoints: number, isWaiting: boolean): number {
  const seconds = Math.floor(since.getTime() / 1000) - Math.round(basePoints * SECONDS_PER_POINT);
  return isWaiting ? seconds : seconds + ANSWERED_SECONDS;
}

/** The factor that grows: how long the customer has waited until `now`. Nothing when nobody waits. */
export function waitingFactor(waitingSince: Date | null, now: Date): Factor | undefined {
  if (!waitingSince) return undefined;
  const minutes = Math.max(0, Math.floor((now.getTime() - waitingSince.getTime()) / 60_000));
  const points = Math.round((minutes / 60) * POINTS_PER_HOUR);
  return { key: 'waiting', points, reason: `Waiting for ${duration(minutes)}` };
}

function addressed(input: TriageInput): Factor[] {
  return input.isAddressed ? [{ key: 'addressed', points: 25, reason: 'Addressed to us' }] : [];
}

function topicKinds(input: TriageInput): Factor[] {
  if (input.topicKinds.includes('brand'))
    return [{ key: 'brand-topic', points: 15, reason: 'About our brand' }];
  if (input.topicKinds.includes('product'))
    return [{ key: 'product-topic', points: 8, reason: 'About one of our products' }];
  return [];
}

function history(input: TriageInput): Factor[] {
  const count = input.earlierUnanswered;
  if (count <= 0) return [];
  const reason =
    count === 1
      ? 'An earlier conversation with them is unanswered'
      : `${Math.min(count, 20)} earlier conversations with them are unanswered`;
  return [{ key: 'history', points: 10 * Math.min(count, 3), reason }];
}

function repeated(input: TriageInput): Factor[] {
  const more = input.postsWaiting - 1;
  if (more <= 0) return [];
  return [
    {
      key: 'repeated',
      points: 10 * Math.min(more, 3),
      reason: more === 1 ? 'Wrote again while waiting' : `Wrote ${more} more times while waiting`,
    },
  ];
}

function duration(minutes: number): string {
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return hours === 1 ? '1 hour' : `${hours} hours`;
  return `${Math.floor(hours / 24)} days`;
}
