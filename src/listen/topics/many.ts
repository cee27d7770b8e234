import type { Actor, App } from '#platform/app/index.ts';
import { auditAll } from '#platform/audit/index.ts';
import { resolveNotice } from '#people/notices/index.ts';
import { capNotice } from './caps.ts';
import { EVERYTHING } from './live.ts';
import { removeTopic, restoreTopic } from './removal.ts';
import type { ManyInput } from './schema.ts';
import { lockTopics, type TopicChanges, type TopicRow, updateTopics } from './store.ts';

/** Does one thing to many topics. Answers those that were not so before; topics that are gone are passed over. */
export async function changeMany(app: App, actor: Actor, input: ManyInput): Promise<{ changed: string[] }> {
  switch (input.action) {
    case 'pause':
      return updateMany(app, actor, input.ids, 'topic.paused', (topic) =>
        topic.state === 'active' ? { state: 'paused', is_capped: false } : null,
      );
    case 'resume':
      return updateMany(
        app,
        actor,
        input.ids,
        'topic.resumed',
        (topic) =>
          topic.state === 'paused' ? { state: 'active', is_capped: false, cap_from: app.clock.now() } : null,
        (id) => resolveNotice(app, capNotice(id)),
      );
    case 'move':
      return updateMany(app, actor, input.ids, 'topic.moved', (topic) =>
        isPresent(topic) && topic.folder !== input.folder ? { folder: input.folder } : null,
      );
    case 'remove':
      return eachOf(app, input.ids, isPresent, (id) => removeTopic(app, actor, id));
    case 'restore':
      return eachOf(app, input.ids, isRemoved, (id) => restoreTopic(app, actor, id));
  }
}

const isPresent = (topic: TopicRow) => topic.state === 'active' || topic.state === 'paused';
const isRemoved = (topic: TopicRow) => topic.state === 'deleted';

async function updateMany(
  app: App,
  actor: Actor,
  ids: readonly string[],
  action: string,
  changeOf: (topic: TopicRow) => TopicChanges | null,
  also?: (id: string) => Promise<void>,
): Promise<{ changed: string[] }> {
  return app.db.transaction(async () => {
    const changes = (await lockTopics(app, ids)).flatMap((topic) => {
      const change = changeOf(topic);
      return change ? [{ id: topic.id, change, was: topic }] : [];
    });
    await updateTopics(
      app,
      changes.map(({ change, id }) => ({ ...change, id })),
    );
    for (const { id, was } of changes) if (was.is_capped) await also?.(id);
    await auditAll(
      app,
      actor,
      changes.map(({ id, was }) => ({ action, subject: id, detail: { name: was.name } })),
    );
    if (changes.length > 0) await app.bus.publish('topic.changed', { topicId: EVERYTHING });
    return { changed: changes.map((change) => change.id) };
  });
}

/** One by one, because each starts or stops a job of its own; all of them or none. */
async function eachOf(
  app: App,
  ids: readonly string[],
  isMeant: (topic: TopicRow) => boolean,
  work: (id: string) => Promise<unknown>,
): Promise<{ changed: string[] }> {
  return app.db.transaction(async () => {
    const meant = (await lockTopics(app, ids)).filter(isMeant).map((topic) => topic.id);
    for (const id of meant) await work(id);
    return { changed: meant };
  });
}
