import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { resolveNotice } from '#people/notices/index.ts';
import { startBackfills } from './backfill.ts';
import { capNotice } from './caps.ts';
import { problemsOf } from './domain.ts';
import { topicErrors } from './errors.ts';
import { judgeExamples } from './examples.ts';
import {
  topicChange,
  type TopicChange,
  type TopicDetail,
  type TopicExample,
  topicInput,
  type TopicInput,
  type TopicView,
} from './schema.ts';
import { insertTopics, lockTopic, selectTopic, selectTopics, type TopicRow, updateTopic } from './store.ts';
import { toViews } from './views.ts';

/** Days of stored posts that a new or changed topic looks through by itself. */
const FIRST_BACKFILL_DAYS = 30;

/** All topics, oldest first. */
export async function listTopics(app: App): Promise<TopicView[]> {
  return toViews(app, await selectTopics(app));
}

/** One topic with its examples. Throws `topic.not_found`. */
export async function readTopic(app: App, id: string): Promise<TopicDetail> {
  const row = mustBePresent(id, await selectTopic(app, id));
  const [view] = await toViews(app, [row]);
  return { ...view!, examples: row.examples };
}

/** Saves a topic; it matches live posts at once, and stored ones as its back-fill goes on. */
export async function createTopic(app: App, actor: Actor, given: TopicInput): Promise<TopicDetail> {
  const input = topicInput.parse(given);
  await mustBeUsable(app, input.query, input.examples, input.acceptFailing);
  const id = newId('topic');
  await app.db.transaction(async () => {
    await uniquely(input.name, () =>
      insertTopics(app, [
        {
          id,
          name: input.name,
          query: input.query,
          kind: input.kind,
          to_inbox: input.toInbox,
          folder: input.folder,
          cap_per_day: input.capPerDay,
          examples: input.examples,
          state: 'active',
        },
      ]),
    );
    await startBackfills(app, [id], FIRST_BACKFILL_DAYS);
    await changed(app, actor, 'topic.created', id, { name: input.name, query: input.query });
  });
  return readTopic(app, id);
}

/** Changes a topic. With another query what it has is checked again, and the stored posts are looked through. */
export async function changeTopic(
  app: App,
  actor: Actor,
  id: string,
  given: TopicChange,
): Promise<TopicDetail> {
  const { acceptFailing, toInbox, capPerDay, ...input } = topicChange.parse(given);
  await app.db.transaction(async () => {
    const before = mustBePresent(id, await lockTopic(app, id));
    const isOtherQuery = input.query !== undefined && input.query !== before.query;
    if (isOtherQuery || input.examples !== undefined)
      await mustBeUsable(app, input.query ?? before.query, input.examples ?? before.examples, acceptFailing);
    await uniquely(input.name ?? before.name, () =>
      updateTopic(app, id, {
        ...input,
        ...(toInbox === undefined ? {} : { to_inbox: toInbox }),
        ...(capPerDay === undefined ? {} : { cap_per_day: capPerDay }),
      }),
    );
    if (isOtherQuery) await startBackfills(app, [id], FIRST_BACKFILL_DAYS, 'recheck');
    const { examples, ...told } = input;
    await changed(app, actor, 'topic.changed', id, {
      ...told,
      ...(toInbox === undefined ? {} : { toInbox }),
      ...(capPerDay === undefined ? {} : { capPerDay }),
      // The log tells that they changed; their words may be somebody's.
      ...(examples === undefined ? {} : { examples: examples.length }),
      ...(isOtherQuery ? { queryBefore: before.query } : {}),
    });
  });
  return readTopic(app, id);
}

/** A paused topic keeps its posts and takes no new ones. One that goes on counts from now against its cap. */
export async function setTopicState(
  app: App,
  actor: Actor,
  id: string,
  state: 'active' | 'paused',
): Promise<TopicDetail> {
  await app.db.transaction(async () => {
    mustBePresent(id, await lockTopic(app, id));
    await updateTopic(app, id, {
      state,
      is_capped: false,
      ...(state === 'active' ? { cap_from: app.clock.now() } : {}),
    });
    if (state === 'active') await resolveNotice(app, capNotice(id));
    await changed(app, actor, state === 'paused' ? 'topic.paused' : 'topic.resumed', id);
  });
  return readTopic(app, id);
}

/** Throws `topic.not_found` for what is not there or was removed. */
export function mustBePresent(id: string, row: TopicRow | undefined): TopicRow {
  if (!row || row.state === 'deleted' || row.state === 'forgotten')
    throw topicErrors('topic.not_found', { id });
  return row;
}

async function mustBeUsable(
  app: App,
  query: string,
  examples: readonly TopicExample[],
  acceptFailing: boolean,
): Promise<void> {
  const [problem] = problemsOf(query);
  if (problem)
    throw topicErrors('topic.query_invalid', {
      message: problem.message,
      at: problem.start + 1,
      code: problem.code,
    });
  if (acceptFailing || examples.length === 0) return;
  const failing = (await judgeExamples(app, query, examples)).filter((one) => one.isRight === false).length;
  if (failing > 0) throw topicErrors('topic.examples_fail', { failing, all: examples.length });
}

/** Throws `topic.name_taken` where the write would make a second topic of that name. */
export async function uniquely(name: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (error instanceof Error && 'constraint' in error && error.constraint === 'topics_name')
      throw topicErrors('topic.name_taken', { name }, error);
    throw error;
  }
}

/** Writes the log and tells every process. */
export async function changed(
  app: App,
  actor: Actor,
  action: string,
  id: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await audit(app, actor, { action, subject: id, detail });
  await app.bus.publish('topic.changed', { topicId: id });
}
