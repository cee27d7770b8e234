import type { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import { parseTopic, type Query } from '#lib/query/index.ts';
import { readPosts } from '#listen/posts/index.ts';
import { dayOf, lastDays, problemsOf, storedQuery, tsqueryOf } from './domain.ts';
import { expectPosts } from './expect.ts';
import { findMatches } from './meaning.ts';
import { withSpans } from './preview.ts';
import type { difference } from './schema.ts';
import { mustBePresent } from './service.ts';
import { selectTopic } from './store.ts';
import { deadline, walkStored } from './walk.ts';

const BUDGET_MS = 1500;
const LATEST = 20;

export type Difference = z.infer<typeof difference>;

/** What another query would change of a topic: stored posts gained and lost, and what is to be expected a day before and after. */
export async function compareQuery(
  app: App,
  topicId: string,
  source: string,
  days: number,
): Promise<Difference> {
  const topic = mustBePresent(topicId, await selectTopic(app, topicId));
  const parsed = parseTopic(source);
  const counts = new Comparison(days, app.clock.now());
  if (!parsed.isValid)
    return {
      ...counts.shown(),
      ...NOTHING,
      valid: false,
      problems: problemsOf(source),
      latestGained: [],
      latestLost: [],
    };
  const after = parsed.query;
  // A query that was valid once and is not any more finds nothing.
  const before = storedQuery(topic.query);
  const isOver = deadline(BUDGET_MS);
  const { examined, isComplete, endedAt } = await walkStored(
    app,
    { tsquery: tsqueryOf(...(before ? [before, after] : [after])), days },
    async (posts) => {
      const [was, is] = await Promise.all([
        before === null ? [] : findMatches(app, before, posts),
        findMatches(app, after, posts),
      ]);
      const [wasFound, isFound] = [new Set(was), new Set(is)];
      for (const post of posts) counts.add(post, wasFound.has(post), isFound.has(post));
    },
    isOver,
  );
  const expect = async (query: Query, matched: number) =>
    (await expectPosts(app, query, { matched, days, endedAt }, isOver)).expected;
  return {
    valid: true,
    problems: [],
    examined,
    isComplete,
    ...counts.shown(),
    latestGained: withSpans(after, await readPosts(app, counts.latest.gained)),
    latestLost: before ? withSpans(before, await readPosts(app, counts.latest.lost)) : [],
    expectedBefore: before && (await expect(before, counts.total.kept + counts.total.lost)),
    expectedAfter: await expect(after, counts.total.kept + counts.total.gained),
  };
}

const NOTHING = { examined: 0, isComplete: true, expectedBefore: null, expectedAfter: null };

type Fate = 'kept' | 'gained' | 'lost';

class Comparison {
  readonly total: Record<Fate, number> = { kept: 0, gained: 0, lost: 0 };
  readonly latest: Record<'gained' | 'lost', string[]> = { gained: [], lost: [] };
  readonly #days: Map<string, Record<Fate, number>>;

  constructor(days: number, now: Date) {
    this.#days = new Map(lastDays(days, now).map((day) => [day, { kept: 0, gained: 0, lost: 0 }]));
  }

  /** Posts come newest first. */
  add(post: { id: string; createdAt: Date }, wasFound: boolean, isFound: boolean): void {
    if (!wasFound && !isFound) return;
    const fate = wasFound && isFound ? 'kept' : isFound ? 'gained' : 'lost';
    this.total[fate] += 1;
    const day = this.#days.get(dayOf(post.createdAt));
    if (day) day[fate] += 1;
    if (fate !== 'kept' && this.latest[fate].length < LATEST) this.latest[fate].push(post.id);
  }

  shown(): Record<Fate, number> & { perDay: ({ day: string } & Record<Fate, number>)[] } {
    return { ...this.total, perDay: [...this.#days].map(([day, counts]) => ({ day, ...counts })) };
  }
}
