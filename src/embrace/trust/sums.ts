import type { App } from '#platform/app/index.ts';
import type { WeeklyFact } from './domain.ts';
import { selectActive } from './store.ts';
import { type Placed, selectPlaced } from './places-store.ts';

export const SPANS = ['week', 'month', 'year', 'all'] as const;
export type Span = (typeof SPANS)[number];

/**
 * Who of some members has the most points in this week, month or year (UTC), or ever, the best first; `own` is answered also below the limit. Who has
 * the same shares a place, and nobody without points has one.
 */
export async function placeByFacts(
  app: App,
  memberIds: readonly string[],
  worth: Readonly<Record<WeeklyFact, number>>,
  asked: { span: Span; limit: number; own?: string | undefined },
): Promise<Placed[]> {
  return memberIds.length === 0 ? [] : selectPlaced(app, memberIds, worth, asked);
}

/** Members of whom anything was counted, those of the last months first. */
export const activeMembers = selectActive;
