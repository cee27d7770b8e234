import type { App } from '#platform/app/index.ts';
import { idAt, isSpanTerm, timeOf } from './domain.ts';
import { type FactsRow, selectFacts, selectSlots } from './facts-store.ts';
import { SLOT } from './topics-store.ts';

/** What a post is counted by. Nothing of it is the words as they were written. */
export interface PostFacts {
  id: string;
  accountId: string;
  network: string;
  kind: string;
  sourceId: string | null;
  langs: readonly string[];
  url: string | null;
  links: readonly string[];
  tags: readonly string[];
  isOwn: boolean;
  /** Search terms, each once: words, `#tag`, `@handle`, `$sign`, `link:host`. */
  terms: readonly string[];
}

export interface FactsQuery {
  /** Posts of any of these topics, each once. */
  topicIds: readonly string[];
  /** Written from … up to, without, …; a post that names a later time than it came counts as of when it came. */
  from: Date;
  to: Date;
  /** Goes on behind this post, in the order asked for. */
  after?: string | undefined;
  isNewestFirst?: boolean;
  limit: number;
  /** PostgreSQL text search query over the terms. */
  tsquery?: string | undefined;
  accountId?: string | undefined;
}

/** Facts of the posts of topics in the order of time, for who counts them; deleted posts are left out. */
export async function readPostFacts(app: App, asked: FactsQuery): Promise<PostFacts[]> {
  const { topicIds, from, to, after, isNewestFirst = false, limit, tsquery, accountId } = asked;
  if (topicIds.length === 0) return [];
  const first = idAt(from);
  const end = idAt(to);
  const rows = await selectFacts(app, {
    topicIds,
    // Longer than the id itself, so the post that was the last one is left out.
    from: after !== undefined && !isNewestFirst ? `${after} ` : first,
    before: after !== undefined && isNewestFirst && after < end ? after : end,
    isNewestFirst,
    limit,
    tsquery,
    accountId,
  });
  return rows.map(toFacts);
}

/** The spans of time (about a quarter of an hour each) in which a topic has posts. */
export async function readTopicSpans(app: App, topicId: string): Promise<TimeSpan[]> {
  return (await selectSlots(app, topicId, SLOT)).map(spanOfSlot);
}

export interface TimeSpan {
  from: Date;
  /** Behind the last moment. */
  to: Date;
}

/** The time that a slot of ids covers. */
export function spanOfSlot(slot: string): TimeSpan {
  return {
    from: new Date(timeOf(slot.padEnd(FULL, LOWEST))),
    to: new Date(timeOf(slot.padEnd(FULL, HIGHEST)) + 1),
  };
}

/** The time by which a post is sorted and counted. */
export function timeOfPost(id: string): Date {
  return new Date(timeOf(id));
}

/** Sorts before every post of that time and after all earlier ones. */
export function firstIdAt(time: Date): string {
  return idAt(time);
}

const FULL = 'post_'.length + 10;
const LOWEST = '0';
const HIGHEST = 'z';

function toFacts(row: FactsRow): PostFacts {
  return {
    id: row.id,
    accountId: row.account_id,
    network: row.network,
    kind: row.kind,
    sourceId: row.source_id,
    langs: listOf(row.langs),
    url: row.url,
    links: listOf(row.links),
    tags: listOf(row.tags),
    isOwn: row.is_own,
    terms: listOf(row.terms).filter((term) => !isSpanTerm(term)),
  };
}

function listOf(joined: string): string[] {
  return joined === '' ? [] : joined.split('\u001f');
}
