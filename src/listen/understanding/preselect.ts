import type { App } from '#platform/app/index.ts';
import { asksUnderstanding, type Query, requiredFields } from '#lib/query/index.ts';
import { preselect, type Preselected, readStoredPosts, type StreamAsked } from '#listen/posts/index.ts';
import { type LabelFacts, readLabelFacts } from './label-facts.ts';
import { sieveOf } from './sieve.ts';
import { selectThrough } from './sieve-store.ts';

/**
 * A page of stored posts that a query may match, newest first, with what it asks about their labels. Where no word of the query narrows
 * the search and a label does, the labels choose the posts.
 */
export async function preselectLabelled(
  app: App,
  query: Query,
  asked: StreamAsked & { days?: number },
): Promise<Preselected & { facts: ReadonlyMap<string, LabelFacts> }> {
  if (!asksUnderstanding(query)) return { ...(await preselect(app, asked)), facts: NOTHING };
  const page = (await byLabels(app, query, asked)) ?? (await preselect(app, asked));
  return { ...page, facts: await readLabelFacts(app, page.posts) };
}

const NOTHING: ReadonlyMap<string, LabelFacts> = new Map();
const DAY_MS = 86_400_000;

async function byLabels(
  app: App,
  query: Query,
  asked: StreamAsked & { days?: number },
): Promise<Preselected | undefined> {
  const { tsquery, topicId, sourceId, cursor, limit, days, withPrivate } = asked;
  if (tsquery !== undefined || topicId !== undefined || sourceId !== undefined) return undefined;
  const conditions = requiredFields(query).flatMap((field) => sieveOf(field) ?? []);
  if (conditions.length === 0) return undefined;
  const ids = await selectThrough(app, conditions, cursor, limit);
  const since = days === undefined ? -Infinity : app.clock.now().getTime() - days * DAY_MS;
  const read = new Map((await readStoredPosts(app, ids)).map((post) => [post.id, post]));
  const fresh = ids.flatMap((id) => read.get(id) ?? []).filter((post) => post.createdAt.getTime() >= since);
  const posts = fresh.filter((post) => withPrivate === true || !post.isPrivate);
  // Ids begin with the time, so behind a post that is too old all are.
  const isOver = ids.length < limit || fresh.length < read.size;
  return isOver ? { posts } : { posts, nextCursor: ids.at(-1)! };
}
