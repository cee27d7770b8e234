import type { App } from '#platform/app/index.ts';
import { pushDown } from '#lib/conditions/index.ts';
import { anchorsOf } from '../domain/anchors.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { ReadCondition } from '../ports.ts';
import { questionSql } from '../store/condition-sql.ts';
import { selectByIds } from '../store/conversations.ts';
import { estimateFitting } from '../store/estimate.ts';
import type { ListFilter } from '../store/list.ts';
import { passAlong, type Place } from '../store/passing.ts';

/** Fewer conversations are fetched and sorted sooner than any queue is walked. */
const RARE = 10_000;
/** Rows passed in the first step, and in the longest one. */
const FIRST_STEP = 1000;
const LONGEST_STEP = 20_000;
/** Conversations whose facts are read at once. */
const ASKED_AT_ONCE = 250;

export interface FoundByCondition {
  rows: Conversation[];
  /** Conversations that were passed on the way. */
  passed: number;
  /** Where to go on when the time was over before enough were found. */
  goOn?: Place | undefined;
}

export type ConditionFilter = Omit<ListFilter, 'limit' | 'isRare' | 'window'>;

/**
 * The first conversations in the order asked for that a condition holds for. What stands in the row is asked of the database, the rest of the facts,
 * some at a time, until enough are found or the time is over: then it says where to go on, and nothing is left out.
 */
export async function findByCondition(
  app: App,
  condition: ReadCondition,
  filter: ConditionFilter,
  { limit, budgetMs, firstStep = FIRST_STEP }: { limit: number; budgetMs: number; firstStep?: number },
): Promise<FoundByCondition> {
  const now = app.clock.now();
  const { isExact } = pushDown(condition.when, (question) => questionSql(question, () => '', now));
  const anchor = await rarest(app, [...anchorsOf(condition.when), ...filter.facets.map((one) => [one])]);
  const end = performance.now() + budgetMs;
  const found: Conversation[] = [];
  let passed = 0;
  let window = firstStep;
  for (let after = filter.after; ;) {
    const step = await passAlong(app, {
      statuses: filter.statuses,
      sort: filter.sort,
      after,
      anchor,
      ids: filter.ids,
      window,
      where: (given) => {
        const { formula } = pushDown(condition.when, (question) => questionSql(question, given, now));
        return filter.facets.length === 0
          ? `(${formula})`
          : `(facets @> ${given(filter.facets)}::text[] and ${formula})`;
      },
    });
    passed += step.passed;
    const size = isExact ? limit - found.length : Math.min(ASKED_AT_ONCE, firstStep);
    for (let from = 0; from < step.fitting.length; from += size) {
      const places = step.fitting.slice(from, from + size);
      const rows = await inPlaces(app, places);
      found.push(...(isExact ? rows : await condition.sift(rows)));
      if (found.length >= limit) return { rows: found.slice(0, limit), passed };
      const isLast = from + size >= step.fitting.length;
      if (!isLast && performance.now() > end) return { rows: found, passed, goOn: places.at(-1) };
    }
    if (!step.next) return { rows: found, passed };
    if (performance.now() > end) return { rows: found, passed, goOn: step.next };
    after = step.next;
    window = Math.min(window * 4, LONGEST_STEP);
  }
}

/** The set of facets that leads to the fewest conversations, if these are few. */
async function rarest(app: App, anchors: readonly string[][]): Promise<string[] | undefined> {
  const sizes = await Promise.all(
    anchors.map(async (anchor) => {
      const each = await Promise.all(anchor.map((facet) => estimateFitting(app, [facet])));
      return { anchor, size: each.reduce((sum, size) => sum + size, 0) };
    }),
  );
  const [least] = sizes.toSorted((a, b) => a.size - b.size);
  return least && least.size < RARE ? least.anchor : undefined;
}

async function inPlaces(app: App, places: readonly Place[]): Promise<Conversation[]> {
  const ids = places.map(([, id]) => id);
  const rows = new Map((await selectByIds(app, ids)).map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}
