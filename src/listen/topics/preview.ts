import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import { anchors, parseQuery, parseTopic, toTsquery } from '#lib/query/index.ts';
import { listStream, preselect, readPosts, type PostView } from '#listen/posts/index.ts';
import { explain, prepareDocument, type Query } from '#lib/query/index.ts';
import type { PageOf } from '#platform/http/index.ts';
import { isMatch } from './backfill.ts';
import { problemsOf, Tally } from './domain.ts';
import { topicErrors } from './errors.ts';
import type { preview } from './schema.ts';

const STEP = 500;
const SEARCH_STEP = 100;
/** A preview answers within this time; what it has not looked at by then is said. */
const BUDGET_MS = 1200;
const LATEST = 20;

export type Preview = z.infer<typeof preview>;

/** The stored posts that a query would match, newest first, with the loudest authors and words. */
export async function previewQuery(app: App, source: string, days: number): Promise<Preview> {
  const parsed = parseTopic(source);
  const tally = new Tally(source);
  const seen: Counts = { examined: 0, matched: 0, isComplete: true, latest: [] };
  if (parsed.isValid) await look(app, parsed.query, days, tally, seen);
  const { latest, ...counts } = seen;
  return {
    valid: parsed.isValid,
    problems: problemsOf(source),
    ...counts,
    latest: parsed.isValid ? withSpans(parsed.query, await readPosts(app, latest)) : [],
    topAuthors: tally.topAuthors(8),
    topWords: tally.topWords(16),
    perDay: tally.perDay(days, app.clock.now()),
  };
}

interface Counts {
  examined: number;
  matched: number;
  isComplete: boolean;
  latest: string[];
}

async function look(app: App, query: Query, days: number, tally: Tally, seen: Counts): Promise<void> {
  const tsquery = tsqueryOf(query);
  const end = performance.now() + BUDGET_MS;
  for (let cursor: string | undefined; ;) {
    const { posts, nextCursor } = await preselect(app, { tsquery, days, limit: STEP, cursor });
    seen.examined += posts.length;
    for (const post of posts.filter((post) => isMatch(query, post))) {
      seen.matched += 1;
      if (seen.latest.length < LATEST) seen.latest.push(post.id);
      tally.add({
        author: post.author.handle ?? post.author.displayName ?? post.author.externalId,
        text: post.text,
        createdAt: post.createdAt,
      });
    }
    if (nextCursor === undefined) return;
    cursor = nextCursor;
    if (performance.now() < end) continue;
    seen.isComplete = false;
    return;
  }
}

/** Shows why this query matched, instead of why saved topics did. */
function withSpans(query: Query, posts: PostView[]): PostView[] {
  return posts.map((post) => ({ ...post, spans: spansOf(query, post, '') }));
}

/** The parts of a post that make the query match; `topicId` names whose they are. */
export function spansOf(
  query: Query,
  post: { title: string | null; text: string },
  topicId: string,
): PostView['spans'] {
  const prepared = prepareDocument({ title: post.title ?? undefined, text: post.text });
  return explain(query, prepared).flatMap(({ field, start, end }) =>
    field === 'title' || field === 'text' ? [{ topicId, field, start, end }] : [],
  );
}

export interface SearchAsked {
  topicId?: string | undefined;
  sourceId?: string | undefined;
  q?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** The stream, newest first. A search in the topics language is pre-selected by the database and decided by the evaluator. */
export async function searchStream(app: App, asked: SearchAsked): Promise<PageOf<PostView>> {
  const { q, ...rest } = asked;
  if (!q?.trim()) return listStream(app, rest);
  const parsed = parseQuery(q);
  if (!parsed.isValid)
    throw topicErrors('topic.query_invalid', {
      message: parsed.problem.message,
      at: parsed.problem.span.start + 1,
    });
  const { topicId, sourceId, limit } = rest;
  const tsquery = tsqueryOf(parsed.query);
  const hits: string[] = [];
  let cursor = rest.cursor;
  for (const end = performance.now() + BUDGET_MS; ;) {
    const page = await preselect(app, {
      topicId,
      sourceId,
      tsquery,
      cursor,
      limit: Math.max(limit, SEARCH_STEP),
    });
    for (const post of page.posts) if (isMatch(parsed.query, post)) hits.push(post.id);
    cursor = page.nextCursor;
    if (cursor === undefined || hits.length >= limit || performance.now() > end) break;
  }
  const shown = hits.slice(0, limit);
  const items = withSpans(parsed.query, await readPosts(app, shown));
  return { items, nextCursor: hits.length > limit ? shown.at(-1) : cursor };
}

function tsqueryOf(query: Query): string | undefined {
  const anchor = anchors(query, 'links');
  return anchor ? toTsquery(anchor) : undefined;
}
