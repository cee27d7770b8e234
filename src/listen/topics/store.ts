import type { App } from '#platform/app/index.ts';
import type { TopicView } from './schema.ts';

export interface TopicRow {
  id: string;
  name: string;
  query: string;
  kind: TopicView['kind'];
  to_inbox: boolean;
  state: 'active' | 'paused' | 'deleted';
  created_at: Date;
  updated_at: Date;
}

export interface BackfillRow {
  topic_id: string;
  state: 'running' | 'paused' | 'done' | 'cancelled';
  days: number;
  cursor: string | null;
  done: number;
  total: number;
  found: number;
  updated_at: Date;
}

interface Tables {
  topics: TopicRow;
  topic_backfills: BackfillRow;
}

export async function selectTopics(app: App): Promise<TopicRow[]> {
  return app.db
    .tables<Tables>()
    .selectFrom('topics')
    .selectAll()
    .where('state', '!=', 'deleted')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** Deleted topics included. */
export async function selectTopic(app: App, id: string): Promise<TopicRow | undefined> {
  return app.db.tables<Tables>().selectFrom('topics').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The same, locked until the transaction ends. */
export async function lockTopic(app: App, id: string): Promise<TopicRow | undefined> {
  return app.db
    .tables<Tables>()
    .selectFrom('topics')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function insertTopic(
  app: App,
  topic: Pick<TopicRow, 'id' | 'name' | 'query' | 'kind' | 'to_inbox'>,
): Promise<void> {
  await app.db.query('insert into topics (id, name, query, kind, to_inbox) values ($1, $2, $3, $4, $5)', [
    topic.id,
    topic.name,
    topic.query,
    topic.kind,
    topic.to_inbox,
  ]);
}

export async function updateTopic(
  app: App,
  id: string,
  change: Partial<Pick<TopicRow, 'name' | 'query' | 'kind' | 'to_inbox' | 'state'>>,
): Promise<void> {
  await app.db
    .tables<Tables>()
    .updateTable('topics')
    .set((eb) => ({ ...change, updated_at: eb.fn<Date>('now') }))
    .where('id', '=', id)
    .execute();
}

export async function deleteTopicRow(app: App, id: string): Promise<void> {
  await app.db
    .tables<Tables>()
    .deleteFrom('topics')
    .where('id', '=', id)
    .where('state', '=', 'deleted')
    .execute();
}

export async function selectBackfills(app: App, topicIds: readonly string[]): Promise<BackfillRow[]> {
  if (topicIds.length === 0) return [];
  return app.db
    .tables<Tables>()
    .selectFrom('topic_backfills')
    .selectAll()
    .where('topic_id', 'in', topicIds)
    .execute();
}

/** Begins anew, whatever was before. */
export async function putBackfill(app: App, topicId: string, days: number, total: number): Promise<void> {
  await app.db.query(
    `insert into topic_backfills (topic_id, state, days, total) values ($1, 'running', $2, $3)
       on conflict (topic_id) do update set state = 'running', days = excluded.days, total = excluded.total, cursor = null, done = 0, found = 0, updated_at = now()`,
    [topicId, days, total],
  );
}

/** Moves on from one state to another; answers whether it was in that state. */
export async function moveBackfill(
  app: App,
  topicId: string,
  from: readonly BackfillRow['state'][],
  to: BackfillRow['state'],
): Promise<boolean> {
  const rows = await app.db.query(
    `update topic_backfills set state = $3, updated_at = now() where topic_id = $1 and state = any($2) returning 1`,
    [topicId, from, to],
  );
  return rows.length > 0;
}

/** The running back-fill, locked until the transaction ends. */
export async function lockBackfill(app: App, topicId: string): Promise<BackfillRow | undefined> {
  const rows = await app.db.query<BackfillRow>(
    `select * from topic_backfills where topic_id = $1 and state = 'running' for update`,
    [topicId],
  );
  return rows[0];
}

export async function advanceBackfill(
  app: App,
  topicId: string,
  step: { cursor: string | null; done: number; found: number; isLast: boolean },
): Promise<void> {
  await app.db.query(
    `update topic_backfills set cursor = $2, done = done + $3, found = found + $4, state = case when $5 then 'done' else state end,
            total = case when $5 then done + $3 else greatest(total, done + $3) end, updated_at = now() where topic_id = $1`,
    [topicId, step.cursor, step.done, step.found, step.isLast],
  );
}
