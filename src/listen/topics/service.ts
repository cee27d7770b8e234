import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { countTopicMatches, removeTopicMatches } from '#listen/posts/index.ts';
import { startBackfill } from './backfill.ts';
import { problemsOf } from './domain.ts';
import { topicErrors } from './errors.ts';
import type { TopicInput, TopicView } from './schema.ts';
import {
  type BackfillRow,
  deleteTopicRow,
  insertTopic,
  lockTopic,
  selectBackfills,
  selectTopic,
  selectTopics,
  type TopicRow,
  updateTopic,
} from './store.ts';

/** Days of stored posts that a new or changed topic looks through by itself. */
const FIRST_BACKFILL_DAYS = 30;
/** A removed topic can be brought back for this long. */
const UNDO_MS = 86_400_000;

/** All topics, oldest first. */
export async function listTopics(app: App): Promise<TopicView[]> {
  return toViews(app, await selectTopics(app));
}

/** One topic. Throws `topic.not_found`. */
export async function readTopic(app: App, id: string): Promise<TopicView> {
  const [view] = await toViews(app, [await present(app, id)]);
  return view!;
}

/** Saves a topic; it matches live posts at once, and stored ones as its back-fill goes on. */
export async function createTopic(app: App, actor: Actor, input: TopicInput): Promise<TopicView> {
  mustBeUsable(input.query);
  const id = newId('topic');
  await app.db.transaction(async () => {
    await uniquely(input.name, () =>
      insertTopic(app, {
        id,
        name: input.name,
        query: input.query,
        kind: input.kind,
        to_inbox: input.toInbox,
      }),
    );
    await startBackfill(app, id, FIRST_BACKFILL_DAYS);
    await changed(app, actor, 'topic.created', id, { name: input.name, query: input.query });
  });
  return readTopic(app, id);
}

/** Changes a topic. With another query its matches are found anew. */
export async function changeTopic(
  app: App,
  actor: Actor,
  id: string,
  input: Partial<TopicInput>,
): Promise<TopicView> {
  const { toInbox, ...rest } = input;
  await app.db.transaction(async () => {
    const before = await lockPresent(app, id);
    if (input.query !== undefined) mustBeUsable(input.query);
    const isOtherQuery = input.query !== undefined && input.query !== before.query;
    await uniquely(input.name ?? before.name, () =>
      updateTopic(app, id, { ...rest, ...(toInbox === undefined ? {} : { to_inbox: toInbox }) }),
    );
    if (isOtherQuery) {
      await removeTopicMatches(app, id);
      await startBackfill(app, id, FIRST_BACKFILL_DAYS);
    }
    await changed(app, actor, 'topic.changed', id, {
      ...input,
      ...(isOtherQuery ? { queryBefore: before.query } : {}),
    });
  });
  return readTopic(app, id);
}

/** A paused topic keeps its posts and takes no new ones. */
export async function setTopicState(
  app: App,
  actor: Actor,
  id: string,
  state: 'active' | 'paused',
): Promise<TopicView> {
  await app.db.transaction(async () => {
    await lockPresent(app, id);
    await updateTopic(app, id, { state });
    await changed(app, actor, state === 'paused' ? 'topic.paused' : 'topic.resumed', id);
  });
  return readTopic(app, id);
}

/** Removes a topic. For a day `restoreTopic` brings it back with its matches; then they go for good. */
export async function removeTopic(app: App, actor: Actor, id: string): Promise<{ undo: string }> {
  await app.db.transaction(async () => {
    const topic = await lockPresent(app, id);
    await updateTopic(app, id, { state: 'deleted' });
    await app.jobs.enqueue(
      'topics.forget',
      { topicId: id },
      { runAt: new Date(app.clock.now().getTime() + UNDO_MS), key: `forget:${id}` },
    );
    await changed(app, actor, 'topic.removed', id, { name: topic.name });
  });
  return { undo: id };
}

/** Brings a removed topic back. Throws `topic.not_restorable` after a day. */
export async function restoreTopic(app: App, actor: Actor, id: string): Promise<TopicView> {
  await app.db.transaction(async () => {
    const topic = await lockTopic(app, id);
    if (topic?.state !== 'deleted') throw topicErrors('topic.not_restorable');
    await uniquely(topic.name, () => updateTopic(app, id, { state: 'active' }));
    await changed(app, actor, 'topic.restored', id, { name: topic.name });
  });
  return readTopic(app, id);
}

/** What is left of a topic a day after its removal goes; nothing happens when it was brought back. */
export async function forgetTopic(app: App, id: string): Promise<void> {
  if ((await selectTopic(app, id))?.state !== 'deleted') return;
  await removeTopicMatches(app, id);
  await deleteTopicRow(app, id);
}

async function present(app: App, id: string): Promise<TopicRow> {
  return mustBePresent(id, await selectTopic(app, id));
}

/** Two people who change the same topic do so one after the other. */
async function lockPresent(app: App, id: string): Promise<TopicRow> {
  return mustBePresent(id, await lockTopic(app, id));
}

function mustBePresent(id: string, row: TopicRow | undefined): TopicRow {
  if (!row || row.state === 'deleted') throw topicErrors('topic.not_found', { id });
  return row;
}

function mustBeUsable(query: string): void {
  const [problem] = problemsOf(query);
  if (problem)
    throw topicErrors('topic.query_invalid', {
      message: problem.message,
      at: problem.start + 1,
      code: problem.code,
    });
}

async function uniquely(name: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (error instanceof Error && 'constraint' in error && error.constraint === 'topics_name')
      throw topicErrors('topic.name_taken', { name }, error);
    throw error;
  }
}

async function changed(
  app: App,
  actor: Actor,
  action: string,
  id: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await audit(app, actor, { action, subject: id, detail });
  await app.bus.publish('topic.changed', { topicId: id });
}

async function toViews(app: App, rows: readonly TopicRow[]): Promise<TopicView[]> {
  const ids = rows.map((row) => row.id);
  const counts = new Map(
    (ids.length > 0 ? await countTopicMatches(app, ids) : []).map((count) => [count.topicId, count]),
  );
  const backfills = new Map(
    (await selectBackfills(app, ids)).map((backfill) => [backfill.topic_id, backfill]),
  );
  return rows.map((row) => {
    const count = counts.get(row.id);
    return {
      id: row.id,
      name: row.name,
      query: row.query,
      kind: row.kind,
      toInbox: row.to_inbox,
      state: row.state === 'paused' ? 'paused' : 'active',
      matchesToday: count?.lastDay ?? 0,
      matches: count?.total ?? 0,
      lastMatchAt: count?.lastMatchAt?.toISOString() ?? null,
      backfill: backfillView(backfills.get(row.id)),
      createdAt: row.created_at.toISOString(),
      updatedAt: row.updated_at.toISOString(),
    };
  });
}

function backfillView(row: BackfillRow | undefined): TopicView['backfill'] {
  return row ? { state: row.state, done: row.done, total: row.total, found: row.found } : null;
}
