import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { matches, prepareDocument, anchors, toTsquery, type Query } from '#lib/query/index.ts';
import { postObserverPort, takeTurn } from '#listen/intake/index.ts';
import { documentOf } from '#listen/matcher/index.ts';
import {
  addTopicMatches,
  countRecentPosts,
  findKnownPosts,
  preselect,
  type StoredPost,
} from '#listen/posts/index.ts';
import { storedQuery } from './domain.ts';
import { topicErrors } from './errors.ts';
import {
  advanceBackfill,
  lockBackfill,
  moveBackfill,
  putBackfill,
  selectTopic,
  type TopicRow,
} from './store.ts';

/** Posts looked at in one transaction: long enough to be quick, short enough to be paused at once. */
const STEP = 500;
/** Older finds are counted and shown, but nobody is asked to answer them. */
const INBOX_DAYS = 7;

/** Begins to look through the stored posts of the last `days` days; what an earlier run found stays. */
export async function startBackfill(app: App, topicId: string, days: number): Promise<void> {
  await app.db.transaction(async () => {
    await putBackfill(app, topicId, days, await countRecentPosts(app, days));
    await enqueueStep(app, topicId);
    await app.bus.publish('topic.changed', { topicId });
  });
}

/** The same because somebody asked for it. */
export async function askForBackfill(app: App, actor: Actor, topicId: string, days: number): Promise<void> {
  await app.db.transaction(async () => {
    await startBackfill(app, topicId, days);
    await audit(app, actor, { action: 'topic.backfill_started', subject: topicId, detail: { days } });
  });
}

/** Pauses, resumes or cancels. Throws `topic.no_backfill` when there is nothing in the state that this needs. */
export async function steerBackfill(
  app: App,
  actor: Actor,
  topicId: string,
  wish: 'pause' | 'resume' | 'cancel',
): Promise<void> {
  const [from, to, action] = MOVES[wish];
  await app.db.transaction(async () => {
    if (!(await moveBackfill(app, topicId, from, to)))
      throw topicErrors('topic.no_backfill', { state: from.join(' or ') });
    if (to === 'running') await enqueueStep(app, topicId);
    await audit(app, actor, { action, subject: topicId });
    await app.bus.publish('topic.changed', { topicId });
  });
}

const MOVES = {
  pause: [['running'], 'paused', 'topic.backfill_paused'],
  resume: [['paused'], 'running', 'topic.backfill_resumed'],
  cancel: [['running', 'paused'], 'cancelled', 'topic.backfill_cancelled'],
} as const;

/** Job: goes on until the back-fill is done, paused or cancelled, or the process stops; then the next worker goes on. */
export async function runBackfill(app: App, topicId: string, signal: AbortSignal): Promise<void> {
  for (let isGoing = true; isGoing;) {
    if (signal.aborted) return enqueueStep(app, topicId);
    isGoing = await app.db.transaction(() => takeStep(app, topicId));
    await app.bus.publish('topic.changed', { topicId });
  }
}

async function enqueueStep(app: App, topicId: string): Promise<void> {
  await app.jobs.enqueue('topics.backfill', { topicId }, { key: `backfill:${topicId}` });
}

async function takeStep(app: App, topicId: string): Promise<boolean> {
  const backfill = await lockBackfill(app, topicId);
  const topic = backfill && (await selectTopic(app, topicId));
  const query = topic && topic.state !== 'deleted' ? storedQuery(topic.query) : null;
  if (!backfill || !topic || !query) return false;
  const anchor = anchors(query, 'links');
  const asked = {
    tsquery: anchor ? toTsquery(anchor) : undefined,
    days: backfill.days,
    limit: STEP,
    cursor: backfill.cursor ?? undefined,
  };
  const { posts, nextCursor } = await preselect(app, asked);
  const found = await unchanged(
    app,
    posts.filter((post) => isMatch(query, post)),
  );
  const added = new Set(
    await addTopicMatches(
      app,
      topicId,
      found.map((post) => post.id),
    ),
  );
  await tellObserver(
    app,
    topic,
    found.filter((post) => added.has(post.id)),
  );
  await advanceBackfill(app, topicId, {
    cursor: nextCursor ?? null,
    done: posts.length,
    found: found.length,
    isLast: nextCursor === undefined,
  });
  return nextCursor !== undefined;
}

/** Whether a stored post matches: the same evaluator as for passing ones. */
export function isMatch(query: Query, post: StoredPost): boolean {
  return matches(query, prepareDocument(documentOf(post, post.isOwn)));
}

/**
 * Those that still say what was read. An author may have deleted or changed a post meanwhile; intake knew the topic then, and the words
 * must not come back. From here on intake waits.
 */
async function unchanged(app: App, posts: readonly StoredPost[]): Promise<StoredPost[]> {
  if (posts.length === 0) return [];
  await takeTurn(
    app,
    posts.map((post) => post.origin),
  );
  const known = await findKnownPosts(app, posts);
  const standing = new Set(known.filter((post) => !post.isDeleted).map(stateOf));
  return posts.filter((post) => standing.has(stateOf(post)));
}

function stateOf({
  origin,
  externalId,
  version,
}: Pick<StoredPost, 'origin' | 'externalId' | 'version'>): string {
  return `${origin}\n${externalId}\n${version}`;
}

async function tellObserver(app: App, topic: TopicRow, posts: readonly StoredPost[]): Promise<void> {
  const oldest = app.clock.now().getTime() - INBOX_DAYS * 86_400_000;
  const fresh = posts.filter((post) => post.createdAt.getTime() >= oldest);
  if (!topic.to_inbox || fresh.length === 0) return;
  // Oldest first, as they would have come.
  const told = fresh
    .toReversed()
    .map((post) => ({ ...post, topics: [{ topicId: topic.id, toInbox: true }] }));
  await app.find(postObserverPort)?.onPostsStored(app, told);
}
