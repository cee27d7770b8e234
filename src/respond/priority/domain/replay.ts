import { pointsOf, rankOf, weigh, type Weights } from '#respond/triage/index.ts';
import type { Factor } from '#respond/triage/index.ts';
import { Waiting } from './waiting.ts';

/** A customer who began to wait. */
export interface Arrival {
  id: string;
  at: number;
  factors: readonly Factor[];
}

/** How long somebody waited in one order and in the other, in milliseconds. */
export interface Waited {
  id: string;
  before: number;
  after: number;
}

/**
 * What would have happened if the same answers, given at the same moments, had gone to whoever stood first by other weights. Whoever had no answer
 * until `end` waited until then.
 */
export function replay(
  arrivals: readonly Arrival[],
  answers: readonly number[],
  before: Weights,
  after: Weights,
  end: number,
): Waited[] {
  const was = serve(arrivals, answers, before);
  const would = serve(arrivals, answers, after);
  return arrivals.map(({ id, at }) => ({
    id,
    before: (was.get(id) ?? end) - at,
    after: (would.get(id) ?? end) - at,
  }));
}

/** Moment of the answer of each who gets one. */
function serve(
  arrivals: readonly Arrival[],
  answers: readonly number[],
  weights: Weights,
): Map<string, number> {
  const coming = arrivals
    .map(({ id, at, factors }) => ({ id, at, rank: rankAt(at, factors, weights) }))
    .sort((a, b) => a.at - b.at);
  const waiting = new Waiting();
  const served = new Map<string, number>();
  let next = 0;
  for (const moment of [...answers].sort((a, b) => a - b)) {
    while (next < coming.length && coming[next]!.at <= moment) waiting.add(coming[next++]!);
    const first = waiting.take();
    if (first !== undefined) served.set(first, moment);
  }
  return served;
}

/** Place in the queue by these weights, smallest first. */
export function rankAt(at: number, factors: readonly Factor[], weights: Weights): number {
  return rankOf(new Date(at), pointsOf(weigh(factors, weights)), true);
}
