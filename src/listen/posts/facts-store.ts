import { textArray } from '#platform/db/index.ts';
import type { App } from '#platform/app/index.ts';

/** Lists arrive as one text each: reading them is a third of the price of arrays. */
export interface FactsRow {
  id: string;
  account_id: string;
  network: string;
  kind: string;
  source_id: string | null;
  langs: string;
  url: string | null;
  links: string;
  tags: string;
  is_own: boolean;
  terms: string;
}

export interface FactsAsked {
  topicIds: readonly string[];
  /** From this id on, up to the second without it. */
  from: string;
  before: string;
  isNewestFirst: boolean;
  limit: number;
  tsquery?: string | undefined;
  accountId?: string | undefined;
}

/** Posts that any of the topics has, each once. */
export async function selectFacts(app: App, asked: FactsAsked): Promise<FactsRow[]> {
  const { topicIds, from, before, isNewestFirst, limit, tsquery, accountId } = asked;
  const order = isNewestFirst ? 'desc' : 'asc';
  const values: unknown[] = [topicIds.length === 1 ? topicIds[0] : textArray(topicIds), from, before, limit];
  const conditions = ['p.deleted_at is null'];
  if (tsquery !== undefined) conditions.push(`p.search @@ $${values.push(tsquery)}::tsquery`);
  if (accountId !== undefined) conditions.push(`p.account_id = $${values.push(accountId)}`);
  const pairs =
    topicIds.length === 1
      ? 'select post_id from post_topics where topic_id = $1 and post_id >= $2 and post_id < $3'
      : 'select distinct post_id from post_topics where topic_id = any($1) and post_id >= $2 and post_id < $3';
  return app.db.query<FactsRow>(
    `select p.id, p.account_id, p.network, p.kind, p.source_id, array_to_string(p.langs, E'\\x1f') as langs, p.url,
            array_to_string(p.links, E'\\x1f') as links, array_to_string(p.tags, E'\\x1f') as tags, p.is_own,
            array_to_string(tsvector_to_array(p.search), E'\\x1f') as terms
       from (${pairs}) t join posts p on p.id = t.post_id
      where ${conditions.join(' and ')} order by t.post_id ${order} limit $4`,
    values,
  );
}

/** Slots (`SLOT` signs of the ids) in which a topic has posts. */
export async function selectSlots(app: App, topicId: string, signs: number): Promise<string[]> {
  const rows = await app.db.query<{ slot: string }>(
    'select distinct left(post_id, $2) as slot from post_topics where topic_id = $1',
    [topicId, signs],
  );
  return rows.map((row) => row.slot);
}

/** Topics that have posts, removed ones that can still come back included. */
export async function selectTopicsWithPosts(app: App): Promise<string[]> {
  const rows = await app.db.query<{ topic_id: string }>(
    'select topic_id from topic_totals order by topic_id',
  );
  return rows.map((row) => row.topic_id);
}
