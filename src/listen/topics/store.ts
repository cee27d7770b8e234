import { textArray } from '#platform/db/index.ts';
import type { App } from '#platform/app/index.ts';
import type { TopicExample, TopicView } from './schema.ts';

export interface TopicRow {
  id: string;
  name: string;
  query: string;
  kind: TopicView['kind'];
  to_inbox: boolean;
  folder: string | null;
  cap_per_day: number | null;
  cap_from: Date | null;
  is_capped: boolean;
  examples: TopicExample[];
  state: 'active' | 'paused' | 'deleted' | 'forgotten';
  state_before: 'active' | 'paused' | null;
  created_at: Date;
  updated_at: Date;
}

/** What people decide about a topic. */
export type TopicValues = Pick<
  TopicRow,
  'name' | 'query' | 'kind' | 'to_inbox' | 'folder' | 'cap_per_day' | 'examples'
>;
export type NewTopicRow = TopicValues & { id: string; state: 'active' | 'paused' };
/** Columns of one topic that change; the others stay. */
export type TopicChanges = Partial<Omit<TopicRow, 'id' | 'created_at' | 'updated_at'>>;

/** Those that are there, oldest first. */
export async function selectTopics(app: App): Promise<TopicRow[]> {
  return app.db.query<TopicRow>(
    `select * from topics where state in ('active', 'paused') order by created_at, id`,
  );
}

/** Only what names and sorts them. */
export async function selectTopicNames(app: App): Promise<TopicName[]> {
  return app.db.query<TopicName>(
    `select id, name, kind, folder from topics where state in ('active', 'paused') order by created_at, id`,
  );
}

export type TopicName = Pick<TopicRow, 'id' | 'name' | 'kind' | 'folder'>;

/** Those of these that are there. */
export async function selectTopicsById(app: App, ids: readonly string[]): Promise<TopicRow[]> {
  return app.db.query<TopicRow>(
    `select * from topics where id = any($1) and state in ('active', 'paused') order by created_at, id`,
    [textArray(ids)],
  );
}

/** Removed topics included. */
export async function selectTopic(app: App, id: string): Promise<TopicRow | undefined> {
  const [row] = await app.db.query<TopicRow>('select * from topics where id = $1', [id]);
  return row;
}

/** The same, locked until the transaction ends. */
export async function lockTopic(app: App, id: string): Promise<TopicRow | undefined> {
  const [row] = await lockTopics(app, [id]);
  return row;
}

/** By id, so that two who lock several never wait for each other in a ring. */
export async function lockTopics(app: App, ids: readonly string[]): Promise<TopicRow[]> {
  return app.db.query<TopicRow>('select * from topics where id = any($1) order by id for update', [
    textArray(ids),
  ]);
}

export async function insertTopics(app: App, topics: readonly NewTopicRow[]): Promise<void> {
  await app.db.query(
    `insert into topics (id, name, query, kind, to_inbox, folder, cap_per_day, examples, state)
       select id, name, query, kind, to_inbox, folder, cap_per_day, examples, state
         from jsonb_to_recordset($1::jsonb) as t (id text, name text, query text, kind text, to_inbox boolean, folder text,
              cap_per_day integer, examples jsonb, state text)`,
    [JSON.stringify(topics)],
  );
}

export async function updateTopic(app: App, id: string, change: TopicChanges): Promise<void> {
  await updateTopics(app, [{ ...change, id }]);
}

/** Each change names its topic; a column that is left out stays as it is, null makes it empty. */
export async function updateTopics(
  app: App,
  changes: readonly (TopicChanges & { id: string })[],
): Promise<void> {
  const kept = (column: string, type: string) =>
    `${column} = case when c.change ? '${column}' then (c.change ->> '${column}')::${type} else t.${column} end`;
  await app.db.query(
    `update topics t set ${kept('name', 'text')}, ${kept('query', 'text')}, ${kept('kind', 'text')}, ${kept('to_inbox', 'boolean')},
            ${kept('folder', 'text')}, ${kept('cap_per_day', 'integer')}, ${kept('cap_from', 'timestamptz')}, ${kept('is_capped', 'boolean')},
            ${kept('state', 'text')}, ${kept('state_before', 'text')}, examples = coalesce(c.change -> 'examples', t.examples), updated_at = now()
       from (select value as change from jsonb_array_elements($1::jsonb)) c where t.id = c.change ->> 'id'`,
    [JSON.stringify(changes)],
  );
}

export async function deleteTopicRow(app: App, id: string): Promise<void> {
  await app.db.query(`delete from topics where id = $1 and state = 'forgotten'`, [id]);
}
