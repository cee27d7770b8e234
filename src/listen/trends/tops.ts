import type { App } from '#platform/app/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import { periodView, readAsked, type PeriodAsked } from './asked.ts';
import { emergingWords } from './domain/emerging.ts';
import { type Listed, mergeLists } from './domain/lists.ts';
import { coverOf, DAY_MS, type Period } from './domain/period.ts';
import { totalOf } from './domain/series.ts';
import type { ListName } from './domain/values.ts';
import type { EmergingView, TopView } from './schema.ts';
import { selectFigures, selectLists } from './store.ts';
import { mustBeSubject } from './subjects.ts';

interface ListAsked extends PeriodAsked {
  subject: string;
  limit: number;
}

/** A word that more than this share of the posts have is the topic itself. */
const TOPICS_OWN = 0.5;
const FEWEST_FOR_OWN = 20;
/** Days of the topic's own past that emerging words are measured against. */
const PAST_DAYS = 28;

/** The most frequent authors, sites, links, tags or words of a period, with how many more there may be and what another period had. */
export async function readTop(app: App, list: ListName, asked: ListAsked): Promise<TopView> {
  await mustBeSubject(app, asked.subject);
  const { period, against } = readAsked(asked);
  const [now, before, posts] = await Promise.all([
    readList(app, asked.subject, list, period),
    readList(app, asked.subject, list, against),
    list === 'words' ? countPosts(app, asked.subject, period) : 0,
  ]);
  const shown = now.entries.filter((entry) => !isTopicsOwn(entry, posts)).slice(0, asked.limit);
  const earlier = new Map(before.entries.map((entry) => [entry.name, entry.posts]));
  const authors =
    list === 'authors'
      ? await readAccounts(
          app,
          shown.map(({ name }) => name),
        )
      : undefined;
  return {
    items: shown.map(({ name, posts: count, missing }) => {
      const account = authors?.get(name);
      return {
        name,
        posts: count,
        atMost: count + missing,
        before: earlier.get(name) ?? 0,
        ...(account && { author: account }),
      };
    }),
    unlisted: now.cut,
  };
}

/** Words whose share of the posts has grown beyond chance against the 28 days before. */
export async function readEmerging(app: App, asked: ListAsked): Promise<EmergingView> {
  const { subject } = asked;
  await mustBeSubject(app, subject);
  const { period } = readAsked(asked);
  const past = { from: new Date(period.from.getTime() - PAST_DAYS * DAY_MS), to: period.from };
  const [now, then, posts, pastPosts] = await Promise.all([
    readList(app, subject, 'words', period),
    readList(app, subject, 'words', past),
    countPosts(app, subject, period),
    countPosts(app, subject, past),
  ]);
  const items = emergingWords(
    { words: now.entries, cut: now.cut, posts },
    { words: then.entries, cut: then.cut, posts: pastPosts },
    asked.limit,
  );
  return { items, past: periodView(past), pastPosts };
}

async function readList(
  app: App,
  subject: string,
  list: ListName,
  period: Period,
): Promise<{ entries: Listed[]; cut: number }> {
  const { days, hours } = coverOf(period);
  const parts = await Promise.all([
    ...(days ? [selectLists(app, 'trend_days', subject, list, days)] : []),
    ...hours.map((edge) => selectLists(app, 'trend_hours', subject, list, edge)),
  ]);
  return mergeLists(parts.flat());
}

async function countPosts(app: App, subject: string, period: Period): Promise<number> {
  return totalOf(await selectFigures(app, subject, period)).posts;
}

function isTopicsOwn({ posts }: Listed, all: number): boolean {
  return all >= FEWEST_FOR_OWN && posts > all * TOPICS_OWN;
}
