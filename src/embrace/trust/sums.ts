import type { App } from '#platform/app/index.ts';
import type { WeeklyFact } from './domain.ts';
import { selectActive, selectSums, selectWeeks } from './store.ts';

export const SPANS = ['week', 'month', 'year', 'all'] as const;
export type Span = (typeof SPANS)[number];

/** What was counted of some members in this week, month or year (UTC), or ever: member → fact → number. */
export async function sumFacts(
  app: App,
  memberIds: readonly string[],
  facts: readonly WeeklyFact[],
  span: Span,
): Promise<Map<string, Partial<Record<WeeklyFact, number>>>> {
  const rows =
    span === 'week'
      ? await selectWeeks(app, memberIds, facts)
      : await selectSums(app, memberIds, facts, span === 'all' ? null : span);
  const sums = new Map<string, Partial<Record<WeeklyFact, number>>>();
  for (const { memberId, fact, n } of rows) sums.set(memberId, { ...sums.get(memberId), [fact]: n });
  return sums;
}

/** Members of whom anything was counted, those of the last months first. */
export const activeMembers = selectActive;
