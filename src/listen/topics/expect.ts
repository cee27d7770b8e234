import type { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import type { Query } from '#lib/query/index.ts';
import { estimatePerDay, findPassing, type PassingFound, readSample } from '#listen/passing/index.ts';
import { oldestPostTime } from '#listen/posts/index.ts';
import { spansIn, tsqueryOf } from './domain.ts';
import { judgeOf } from './meaning.ts';
import type { Expected, passingExample } from './schema.ts';

const DAY_MS = 86_400_000;
/** Least span that stored posts are counted over; of less, a day is made of too little. */
const LEAST_DAYS = 1 / 24;

/** Stored posts that match, and how far back they were looked for. */
export interface StoredFinds {
  matched: number;
  days: number;
  /** When the oldest one looked at was written, where the search ended early. */
  endedAt: Date | null;
}

/**
 * Posts a day to be expected: those that are stored anyway, counted, and those that pass and are not kept, reckoned from the sample. Also the
 * newest posts of the sample that match.
 */
export async function expectPosts(
  app: App,
  query: Query,
  stored: StoredFinds,
  isOver: () => boolean,
): Promise<{ expected: Expected; found: PassingFound[] }> {
  const holds = await judgeOf(app);
  const [sample, { found }, storedDays] = await Promise.all([
    readSample(app),
    findPassing(
      app,
      tsqueryOf(query),
      (post) => holds(query, { ...post, externalId: '', createdAt: new Date(post.createdAt) }, false),
      isOver,
    ),
    daysCovered(app, stored),
  ]);
  const shares = found.map((one) => one.share);
  const passing =
    sample.count === 0 ? { perDay: 0, low: 0, high: 0 } : estimatePerDay(shares, sample.hours, sample.share);
  const storedPerDay = stored.matched / storedDays;
  return {
    found,
    expected: {
      perDay: storedPerDay + passing.perDay,
      low: storedPerDay + passing.low,
      high: storedPerDay + passing.high,
      storedPerDay,
      storedDays,
      passingPerDay: passing.perDay,
      sample: {
        posts: sample.count,
        matched: found.length,
        hours: sample.hours,
        represents: sample.represents,
      },
    },
  };
}

async function daysCovered(app: App, { days, endedAt }: StoredFinds): Promise<number> {
  const now = app.clock.now().getTime();
  const since = endedAt ?? (await oldestPostTime(app));
  const covered = since ? (now - since.getTime()) / DAY_MS : days;
  return Math.min(days, Math.max(LEAST_DAYS, covered));
}

/** The newest posts of the sample that match, with what made them. */
export function shownPassing(
  query: Query,
  found: readonly PassingFound[],
  most: number,
): z.infer<typeof passingExample>[] {
  return found.slice(0, most).map(({ key, post }) => ({
    key,
    network: post.network,
    handle: post.author.handle,
    title: post.title,
    text: post.text,
    createdAt: post.createdAt,
    spans: spansIn(query, post),
  }));
}
