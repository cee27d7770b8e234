import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import type { Query } from '#lib/query/index.ts';
import { postObserverPort, takeTurn } from '#listen/intake/index.ts';
import {
  addTopicMatches,
  countRecentPosts,
  countTopicMatches,
  dropTopicMatches,
  findKnownPosts,
  lookBack,
  preselect,
  type StoredPost,
} from '#listen/posts/index.ts';
import {
  advanceBackfill,
  type BackfillRow,
  lockBackfill,
  moveBackfill,
  putBackfills,
  selectStalled,
} from './backfill-store.ts';
import { storedQuery, tsqueryOf } from './domain.ts';
import { topicErrors } from './errors.ts';
import { findMatches } from './meaning.ts';
import { selectTopic, type TopicRow } from './store.ts';

/** Posts looked at in one transaction, to begin with and at most: long enough to be quick, short enough to be paused at once. */
const FIRST_STEP = 1000;
const MOST_IN_STEP = 32_000;
/** Posts decided in one transaction; more make the next step smaller, fewer make it larger. */
const MANY_DECIDED = 1000;
const FEW_DECIDED = 200;
/** Older finds are counted and shown, but nobody is asked to answer them. */
const INBOX_DAYS = 7;
/** Screens hear of the progress this often. */
const TELL_MS = 500;
/** A running back-fill takes a step much more often than this. */
const STALLED_SECONDS = 60;

/**
 * Begins to look through the stored posts of the last `days` days, in the caller's transaction. What the topics have stays; with `recheck` it
 * is checked first, and what does not match any more goes.
 */
export async function startBackfills(
  app: App,
  topicIds: readonly string[],
  days: number,
  phase: BackfillRow['phase'] = 'look',
): Promise<void> {
  await putBackfills(app, topicIds, days, phase);
  for (const topicId of topicIds) await enqueueStep(app, topicId);
}

/** The same because somebody asked for it. */
export async function askForBackfill(app: App, actor: Actor, topicId: string, days: number): Promise<void> {
  await app.db.transaction(async () => {
    await startBackfills(app, [topicId], days);
    await audit(app, actor, { action: 'topic.backfill_started', subject: topicId, detail: { days } });
    await tell(app, { topic_id: topicId, state: 'running', done: 0, total: 0, found: 0 });
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
    const row = await moveBackfill(app, topicId, from, to);
    if (!row) throw topicErrors('topic.no_backfill', { state: from.join(' or ') });
    if (to === 'running') await enqueueStep(app, topicId);
    await audit(app, actor, { action, subject: topicId });
    await tell(app, row);
  });
}

const MOVES = {
  pause: [['running'], 'paused', 'topic.backfill_paused'],
  resume: [['paused'], 'running', 'topic.backfill_resumed'],
  cancel: [['running', 'paused'], 'cancelled', 'topic.backfill_cancelled'],
} as const;

/** Job: goes on until the back-fill is done, paused or cancelled, or the process stops; then the next worker goes on. */
export async function runBackfill(app: App, topicId: string, signal: AbortSignal): Promise<void> {
  let size = FIRST_STEP;
  for (let toldAt = -Infinity; ;) {
    if (signal.aborted) return enqueueStep(app, topicId);
    const step = await app.db.transaction(() => takeStep(app, topicId, size));
    if (!step) return;
    const isOver = step.row.state !== 'running';
    if (isOver || performance.now() - toldAt >= TELL_MS) {
      toldAt = performance.now();
      await tell(app, step.row);
    }
    if (isOver) return;
    if (step.decided > MANY_DECIDED) size = Math.max(FIRST_STEP / 4, size / 2);
    else if (step.decided < FEW_DECIDED) size = Math.min(MOST_IN_STEP, size * 2);
  }
}

/** Job: takes up what a process left that was killed. Two workers on one back-fill take turns, so a false alarm does no harm. */
export async function wakeBackfills(app: App): Promise<void> {
  for (const topicId of await selectStalled(app, STALLED_SECONDS)) await enqueueStep(app, topicId);
}

async function enqueueStep(app: App, topicId: string): Promise<void> {
  await app.jobs.enqueue('topics.backfill', { topicId }, { key: `backfill:${topicId}` });
}

async function tell(
  app: App,
  {
    topic_id,
    state,
    done,
    total,
    found,
  }: Pick<BackfillRow, 'topic_id' | 'state' | 'done' | 'total' | 'found'>,
): Promise<void> {
  await app.bus.publish('topic.progress', { topicId: topic_id, state, done, total, found });
}

interface Step {
  row: BackfillRow;
  decided: number;
}

async function takeStep(app: App, topicId: string, size: number): Promise<Step | null> {
  const row = await lockBackfill(app, topicId);
  const topic = row && (await selectTopic(app, topicId));
  if (!row || !topic || topic.state === 'deleted' || topic.state === 'forgotten') return null;
  const query = storedQuery(topic.query);
  if (!query) return null;
  if (row.total === 0) row.total = Math.max(1, await countWork(app, row));
  const { decided, looked, nextCursor } =
    row.phase === 'recheck' ? await recheck(app, row, query, size) : await look(app, row, topic, query, size);
  row.done += looked;
  row.cursor = nextCursor ?? null;
  if (nextCursor === undefined && row.phase === 'recheck') row.phase = 'look';
  else if (nextCursor === undefined) row.state = 'done';
  row.total = row.state === 'done' ? row.done : Math.max(row.total, row.done);
  await advanceBackfill(app, row);
  return { row, decided };
}

async function countWork(app: App, { topic_id, days, phase }: BackfillRow): Promise<number> {
  const stored = await countRecentPosts(app, days);
  if (phase === 'look') return stored;
  const [count] = await countTopicMatches(app, [topic_id]);
  return stored + (count?.total ?? 0);
}

interface Looked {
  decided: number;
  looked: number;
  nextCursor?: string | undefined;
}

/** A part of the posts that the topic has: those that its query does not find any more go. */
async function recheck(app: App, row: BackfillRow, query: Query, size: number): Promise<Looked> {
  const limit = Math.min(size, MANY_DECIDED);
  const asked = { topicId: row.topic_id, cursor: row.cursor ?? undefined, limit };
  const { posts, nextCursor } = await preselect(app, asked);
  const found = new Set(await findMatches(app, query, posts));
  const lost = await unchanged(
    app,
    posts.filter((post) => !found.has(post)),
  );
  await dropTopicMatches(
    app,
    row.topic_id,
    lost.map((post) => post.id),
  );
  return { decided: posts.length, looked: posts.length, nextCursor };
}

/** A part of the stored posts: those that the query finds and the topic does not have come. */
async function look(
  app: App,
  row: BackfillRow,
  topic: TopicRow,
  query: Query,
  size: number,
): Promise<Looked> {
  const { posts, looked, nextCursor } = await lookBack(app, {
    tsquery: tsqueryOf(query),
    days: row.days,
    size: Math.round(size),
    cursor: row.cursor ?? undefined,
  });
  const found = await unchanged(app, await findMatches(app, query, posts));
  const ids = found.map((post) => post.id);
  const added = new Set(await addTopicMatches(app, topic.id, ids));
  await tellObserver(
    app,
    topic,
    found.filter((post) => added.has(post.id)),
  );
  row.found += found.length;
  return { decided: posts.length, looked, nextCursor };
}

/**
 * Those that still say what was read. An author may have deleted or changed a post meanwhile; intake knew the topic then, and the words
 * must not come back. From here on intake waits.
 */
export async function unchanged(app: App, posts: readonly StoredPost[]): Promise<StoredPost[]> {
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

/** Young posts that a topic found go to the inbox as if they had just come. */
export async function tellObserver(app: App, topic: TopicRow, posts: readonly StoredPost[]): Promise<void> {
  const oldest = app.clock.now().getTime() - INBOX_DAYS * 86_400_000;
  const fresh = posts.filter((post) => post.createdAt.getTime() >= oldest);
  if (!topic.to_inbox || fresh.length === 0) return;
  // Oldest first, as they would have come.
  const told = fresh
    .toReversed()
    .map((post) => ({ ...post, topics: [{ topicId: topic.id, toInbox: true }] }));
  await app.find(postObserverPort)?.onPostsStored(app, told);
}
