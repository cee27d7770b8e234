import type { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import { parseTopic, type Query } from '#lib/query/index.ts';
import { type PostView, readPosts } from '#listen/posts/index.ts';
import { problemsOf, spansIn, Tally, tsqueryOf } from './domain.ts';
import { expectPosts, shownPassing } from './expect.ts';
import { findMatches } from './meaning.ts';
import type { preview } from './schema.ts';
import { deadline, walkStored } from './walk.ts';

/** A preview answers within this time; what it has not looked at by then is said. */
const BUDGET_MS = 1200;
const LATEST = 20;
const PASSING = 10;

export type Preview = z.infer<typeof preview>;

/** What a query would find: stored posts, newest first, with the loudest authors and words, and what is to be expected a day. */
export async function previewQuery(app: App, source: string, days: number): Promise<Preview> {
  const parsed = parseTopic(source);
  const tally = new Tally(source);
  if (!parsed.isValid) return { ...nothing(app, tally, days), problems: problemsOf(source) };
  const { query } = parsed;
  const isOver = deadline(BUDGET_MS);
  const latest: string[] = [];
  let matched = 0;
  const { examined, isComplete, endedAt } = await walkStored(
    app,
    { tsquery: tsqueryOf(query), days },
    async (posts) => {
      for (const post of await findMatches(app, query, posts)) {
        matched += 1;
        if (latest.length < LATEST) latest.push(post.id);
        const { handle, displayName, externalId } = post.author;
        const author = handle ?? displayName ?? externalId;
        tally.add({ author, text: post.text, createdAt: post.createdAt });
      }
    },
    isOver,
  );
  const { expected, found } = await expectPosts(app, query, { matched, days, endedAt }, isOver);
  return {
    valid: true,
    problems: [],
    examined,
    matched,
    isComplete,
    latest: withSpans(query, await readPosts(app, latest)),
    topAuthors: tally.topAuthors(8),
    topWords: tally.topWords(16),
    perDay: tally.perDay(days, app.clock.now()),
    expected,
    passing: shownPassing(query, found, PASSING),
  };
}

function nothing(app: App, tally: Tally, days: number): Omit<Preview, 'problems'> {
  return {
    valid: false,
    examined: 0,
    matched: 0,
    isComplete: true,
    latest: [],
    topAuthors: [],
    topWords: [],
    perDay: tally.perDay(days, app.clock.now()),
    expected: null,
    passing: [],
  };
}

/** Shows why this query matched, instead of why saved topics did. */
export function withSpans(query: Query, posts: readonly PostView[]): PostView[] {
  return posts.map((post) => ({ ...post, spans: spansOf(query, post, '') }));
}

/** The parts of a post that make the query match; `topicId` names whose they are. */
export function spansOf(
  query: Query,
  post: { title: string | null; text: string },
  topicId: string,
): PostView['spans'] {
  return spansIn(query, post).map((span) => ({ topicId, ...span }));
}
