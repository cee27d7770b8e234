import type { App } from '#platform/app/index.ts';
import { anchors, matches, parseQuery, prepareDocument, type Query, toTsquery } from '#lib/query/index.ts';
import { documentOf } from '#listen/matcher/index.ts';
import type { StoredPost } from '#listen/posts/index.ts';
import { type LabelFacts, preselectLabelled } from '#listen/understanding/index.ts';
import { threadOf } from '../domain/conversation.ts';
import { inboxErrors } from '../errors.ts';
import { selectIdsByKeys } from '../store/list.ts';

const DAYS = 400;
/** Posts looked at in a step: few at first, since on a cold disk each costs a reading; more while steps are quick. */
const FIRST_STEP = 60;
const LARGEST_STEP = 500;
const QUICK_STEP_MS = 12;
/** Conversations found at most, newest posts first. */
const MOST_FOUND = 500;
/** A search answers with what it found after this long. */
const BUDGET_MS = 50;

export interface Searched {
  ids: string[];
  /** Posts that came before this were not looked at, as the time was over or enough was found; undefined where all were. */
  searchedTo?: Date | undefined;
}

/** Conversations with a post of the customer that a query in the topics language matches. Throws `inbox.query_invalid`. */
export async function searchConversations(
  app: App,
  q: string,
  { budgetMs = BUDGET_MS }: { budgetMs?: number } = {},
): Promise<Searched> {
  const parsed = parseQuery(q);
  if (!parsed.isValid) throw inboxErrors('inbox.query_invalid', { reason: parsed.problem.message });
  const anchor = anchors(parsed.query);
  const end = performance.now() + budgetMs;
  const found = new Set<string>();
  let limit = FIRST_STEP;
  let searchedTo = app.clock.now();
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor; isFirst = false) {
    const startedAt = performance.now();
    const page = await preselectLabelled(app, parsed.query, {
      tsquery: anchor ? toTsquery(anchor) : undefined,
      days: DAYS,
      limit,
      cursor,
      withPrivate: true,
    });
    const hits = page.posts.filter(
      (post) => !post.isOwn && isMatch(parsed.query, post, page.facts.get(post.id)),
    );
    for (const id of await selectIdsByKeys(app, hits.map(keyOf))) found.add(id);
    cursor = page.nextCursor;
    searchedTo = page.posts.at(-1)?.receivedAt ?? searchedTo;
    const now = performance.now();
    if (cursor && (found.size >= MOST_FOUND || now > end)) return { ids: [...found], searchedTo };
    if (now - startedAt < QUICK_STEP_MS) limit = Math.min(2 * limit, LARGEST_STEP);
  }
  return { ids: [...found] };
}

function isMatch(query: Query, post: StoredPost, understood?: LabelFacts): boolean {
  return matches(query, prepareDocument({ ...documentOf(post, post.isOwn), ...understood }));
}

function keyOf(post: StoredPost): { origin: string; rootExternalId: string; accountId: string } {
  return { origin: post.origin, rootExternalId: threadOf(post), accountId: post.accountId };
}
