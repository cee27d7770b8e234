import type { Actor, App } from '#platform/app/index.ts';
import { resolveNotice } from '#people/notices/index.ts';
import { removeTopicMatches } from '#listen/posts/index.ts';
import { capNotice } from './caps.ts';
import { topicErrors } from './errors.ts';
import type { TopicDetail } from './schema.ts';
import { changed, mustBePresent, readTopic, uniquely } from './service.ts';
import { deleteTopicRow, lockTopic, updateTopic } from './store.ts';

/** A removed topic can be brought back for this long. */
const UNDO_MS = 86_400_000;

/** Removes a topic. For a day `restoreTopic` brings it back with its matches; then they go for good. */
export async function removeTopic(app: App, actor: Actor, id: string): Promise<{ undo: string }> {
  await app.db.transaction(async () => {
    const topic = mustBePresent(id, await lockTopic(app, id));
    await updateTopic(app, id, {
      state: 'deleted',
      state_before: topic.state === 'paused' ? 'paused' : 'active',
    });
    await app.jobs.enqueue('topics.forget', { topicId: id }, { delayMs: UNDO_MS, key: `forget:${id}` });
    await resolveNotice(app, capNotice(id));
    await changed(app, actor, 'topic.removed', id, { name: topic.name });
  });
  return { undo: id };
}

/** Brings a removed topic back as it was, paused or not. Throws `topic.not_restorable` after a day. */
export async function restoreTopic(app: App, actor: Actor, id: string): Promise<TopicDetail> {
  await app.db.transaction(async () => {
    const topic = await lockTopic(app, id);
    if (topic?.state !== 'deleted') throw topicErrors('topic.not_restorable');
    await uniquely(topic.name, () =>
      updateTopic(app, id, { state: topic.state_before ?? 'active', state_before: null }),
    );
    await changed(app, actor, 'topic.restored', id, { name: topic.name });
  });
  return readTopic(app, id);
}

/**
 * What is left of a topic a day after its removal goes; nothing happens when it was brought back. From the first step on it cannot come back,
 * so nobody restores a topic half of whose posts are gone; a process that dies in between leaves the rest to the next try of the job.
 */
export async function forgetTopic(app: App, id: string): Promise<void> {
  const isGoing = await app.db.transaction(async () => {
    const topic = await lockTopic(app, id);
    if (topic?.state === 'deleted') await updateTopic(app, id, { state: 'forgotten' });
    return topic?.state === 'deleted' || topic?.state === 'forgotten';
  });
  if (!isGoing) return;
  await removeTopicMatches(app, id);
  await deleteTopicRow(app, id);
}
