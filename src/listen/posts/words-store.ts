import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';
import { SLOT } from './topics-store.ts';

export async function selectStates(
  app: App,
  from: string,
  before: string,
  limit: number,
): Promise<{ id: string; version: number; isDeleted: boolean }[]> {
  return app.db.query(
    `select id, version, deleted_at is not null as "isDeleted" from posts where id >= $1 and id < $2 and not is_private order by id limit $3`,
    [from, before, limit],
  );
}

export interface WordsRow {
  id: string;
  version: number;
  accountId: string;
  title: string | null;
  text: string;
}

export async function selectWords(app: App, ids: readonly string[]): Promise<WordsRow[]> {
  return app.db.query<WordsRow>(
    `select id, version, account_id as "accountId", title, text from posts
      where id = any($1) and deleted_at is null and not is_private order by id`,
    [textArray(ids)],
  );
}

/** How many posts a topic has between two ids, and when the last of them was found. */
export async function selectMark(
  app: App,
  topicId: string,
  from: string,
  before: string,
): Promise<{ posts: number; lastAt: Date | null }> {
  const [row] = await app.db.query<{ posts: number; lastAt: Date | null }>(
    `select count(*) as posts, max(matched_at) as "lastAt" from post_topics where topic_id = $1 and post_id >= $2 and post_id < $3`,
    [topicId, from, before],
  );
  return row ?? { posts: 0, lastAt: null };
}

/** Posts of a topic in the order of time; of 2^`halvings` one is taken, whatever others there are. Own ones are left out. */
export async function selectTopicWords(
  app: App,
  topicId: string,
  from: string,
  before: string,
  halvings: number,
): Promise<WordsRow[]> {
  return app.db.query(
    `select p.id, p.version, p.account_id as "accountId", p.title, left(p.text, 4000) as text
       from post_topics t join posts p on p.id = t.post_id
      where t.topic_id = $1 and t.post_id >= $2 and t.post_id < $3 and p.deleted_at is null and not p.is_own
        and hashtext(t.post_id) & ((1 << $4::int) - 1) = 0
      order by t.post_id`,
    [topicId, from, before, halvings],
  );
}

/** Every slot that has posts. Reads the whole index. */
export async function selectAllSlots(app: App): Promise<string[]> {
  const rows = await app.db.query<{ slot: string }>(
    `select distinct left(id, ${SLOT}) as slot from posts where not is_private`,
  );
  return rows.map((row) => row.slot);
}
