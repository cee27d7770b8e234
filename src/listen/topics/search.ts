import type { App } from '#platform/app/index.ts';
import type { PageOf } from '#platform/http/index.ts';
import { parseQuery } from '#lib/query/index.ts';
import { listStream, type PostView, readPosts } from '#listen/posts/index.ts';
import { preselectLabelled } from '#listen/understanding/index.ts';
import { isMatch, tsqueryOf } from './domain.ts';
import { topicErrors } from './errors.ts';
import { withSpans } from './preview.ts';
import { deadline } from './walk.ts';

const STEP = 100;
const BUDGET_MS = 1200;

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
  for (const isOver = deadline(BUDGET_MS); ;) {
    const asked = { topicId, sourceId, tsquery, cursor, limit: Math.max(limit, STEP) };
    const page = await preselectLabelled(app, parsed.query, asked);
    for (const post of page.posts)
      if (isMatch(parsed.query, post, page.facts.get(post.id))) hits.push(post.id);
    cursor = page.nextCursor;
    if (cursor === undefined || hits.length >= limit || isOver()) break;
  }
  const shown = hits.slice(0, limit);
  const items = withSpans(parsed.query, await readPosts(app, shown));
  return { items, nextCursor: hits.length > limit ? shown.at(-1) : cursor };
}
