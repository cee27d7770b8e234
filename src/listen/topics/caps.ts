import { type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { addNotice } from '#people/notices/index.ts';
import { countTopicMatches, countTopicSince } from '#listen/posts/index.ts';
import { selectCapped } from './caps-store.ts';
import { lockTopic, updateTopic } from './store.ts';

const DAY_MS = 86_400_000;
/** Caps are looked at after posts or topics changed, but not more often than this; so much of a flood comes in beyond a cap. */
const PAUSE_MS = 1000;

/** Names the notice of a topic that its cap paused. */
export const capNotice = (topicId: string): string => `topic-cap:${topicId}`;

/** Pauses topics that bring more than their cap, as long as the process runs. */
export async function keepCaps(app: App, signal: AbortSignal): Promise<{ stopped(): Promise<void> }> {
  let wake = Promise.withResolvers<void>();
  const off = (['posts.stored', 'topic.changed', 'topic.progress'] as const).map((name) =>
    app.bus.on(name, () => wake.resolve()),
  );
  signal.addEventListener('abort', () => (off.forEach((stop) => stop()), wake.resolve()), { once: true });
  const running = (async () => {
    while (!signal.aborted) {
      await wake.promise;
      wake = Promise.withResolvers<void>();
      if (signal.aborted) return;
      await pauseFlooded(app).catch((error: unknown) =>
        app.log.error({ err: error }, 'the caps of topics were not looked at'),
      );
      await app.clock.sleep(PAUSE_MS, signal);
    }
  })();
  return { stopped: () => running };
}

/** Pauses every topic that brought more than its cap within 24 hours, and tells the owners. Answers which. */
export async function pauseFlooded(app: App): Promise<string[]> {
  const capped = await selectCapped(app);
  if (capped.length === 0) return [];
  const counts = await countTopicMatches(
    app,
    capped.map((topic) => topic.id),
  );
  const lastDay = new Map(counts.map((count) => [count.topicId, count.lastDay]));
  const paused: string[] = [];
  for (const { id, cap } of capped)
    if ((lastDay.get(id) ?? 0) > cap && (await pauseIfFlooded(app, id))) paused.push(id);
  return paused;
}

/** Counts exactly, with the topic locked: somebody may just have let it go on, or raised its cap. */
async function pauseIfFlooded(app: App, id: string): Promise<boolean> {
  return app.db.transaction(async () => {
    const topic = await lockTopic(app, id);
    const cap = topic?.cap_per_day ?? null;
    if (topic?.state !== 'active' || cap === null) return false;
    const dayAgo = app.clock.now().getTime() - DAY_MS;
    const since = new Date(Math.max(dayAgo, topic.cap_from?.getTime() ?? 0));
    if ((await countTopicSince(app, id, since, cap + 1)) <= cap) return false;
    await updateTopic(app, id, { state: 'paused', is_capped: true });
    await audit(app, systemActor, { action: 'topic.capped', subject: id, detail: { cap } });
    await addNotice(app, {
      to: 'owners',
      level: 'warning',
      title: `The topic ${topic.name} is paused`,
      text: `It brought more than ${cap.toLocaleString('en')} posts within 24 hours, which is its cap. What it brought is kept; posts that come now are not. Make its query narrower or its cap higher, and let it go on.`,
      link: `/topics/${id}`,
      key: capNotice(id),
    });
    await app.bus.publish('topic.changed', { topicId: id });
    return true;
  });
}
