import type { App } from '#platform/app/index.ts';
import {
  countAllPosts,
  holdStanding,
  noteChangedPosts,
  preselect,
  type StoredPost,
} from '#listen/posts/index.ts';
import { type FoundLabels, labelParts, writeLabels } from './keep.ts';
import { type Labeller, labellerOf } from './labeller.ts';
import { advanceRun, beginRun, lockRun, type RunRow, selectLabelled, selectRun } from './runs-store.ts';

/** Posts looked at in one step. */
const STEP = 500;
/** Screens hear of the progress this often. */
const TELL_MS = 500;
/** By then every process has taken up what changed. */
const SOON_MS = 1500;
/** A running walk takes a step much more often than this. */
const STALLED_SECONDS = 60;

/** Job, each minute: begins to label what is stored when there is a new model, and takes up what a killed process left. */
export async function wakeLabelling(app: App): Promise<void> {
  const labeller = await labellerOf(app);
  if (!labeller) return;
  const run = await selectRun(app, STALLED_SECONDS);
  if (run?.model === labeller.model && (run.state === 'done' || !run.isStalled)) return;
  await app.db.transaction(async () => {
    if (run?.model !== labeller.model) await beginRun(app, labeller.model, await countAllPosts(app));
    // Other processes take the new model up first, so that nothing behind the walk is labelled by the old one.
    await app.jobs.enqueue('understanding.label', {}, { key: 'understanding.label', delayMs: 2000 });
  });
}

/** Looks at once, and not only within the minute, whether what is stored is to be labelled anew: something that decides labels has changed. */
export async function labelStoredSoon(app: App): Promise<void> {
  await app.jobs.enqueue('understanding.wake', {}, { key: 'understanding.wake', delayMs: SOON_MS });
}

/** Job: labels stored posts, newest first, until all have labels of the model in use or the process stops. */
export async function labelStored(app: App, signal: AbortSignal): Promise<void> {
  const labeller = await labellerOf(app);
  if (!labeller) return;
  for (let toldAt = -Infinity; ;) {
    if (signal.aborted) return enqueue(app);
    const run = await takeStep(app, labeller);
    if (!run) return;
    const isOver = run.state === 'done';
    if (isOver || performance.now() - toldAt >= TELL_MS) {
      toldAt = performance.now();
      await app.bus.publish('labels.progress', { state: run.state, done: run.done, total: run.total });
    }
    if (isOver) return;
  }
}

async function enqueue(app: App): Promise<void> {
  await app.jobs.enqueue('understanding.label', {}, { key: 'understanding.label' });
}

/** The posts are read and understood before anything is locked: intake waits only while the rows are written. */
async function takeStep(app: App, labeller: Labeller): Promise<RunRow | undefined> {
  const seen = await selectRun(app, STALLED_SECONDS);
  if (!seen || seen.state === 'done' || seen.model !== labeller.model) return undefined;
  const { posts, nextCursor } = await preselect(app, {
    cursor: seen.cursor ?? undefined,
    limit: STEP,
    withPrivate: true,
  });
  const labelled = new Set(
    await selectLabelled(
      app,
      labeller.model,
      posts.map((post) => post.id),
    ),
  );
  const open = posts.filter((post) => !labelled.has(post.id));
  const found = await (await labelParts(app, [open]))(0);
  // Meanwhile there is another model: the walk begins anew with it.
  if (found?.model !== labeller.model) return undefined;
  return app.db.transaction(async () => {
    const run = await lockRun(app);
    // Another worker was faster, or the model has changed meanwhile.
    if (!run || run.model !== seen.model || run.cursor !== seen.cursor) return run;
    await write(app, found, open);
    run.done += posts.length;
    run.cursor = nextCursor ?? null;
    if (nextCursor === undefined) run.state = 'done';
    run.total = run.state === 'done' ? run.done : Math.max(run.total, run.done);
    await advanceRun(app, run);
    return run;
  });
}

async function write(app: App, found: FoundLabels, posts: readonly StoredPost[]): Promise<void> {
  const standing = await holdStanding(app, posts);
  await writeLabels(
    app,
    found,
    posts.flatMap(({ id }, index) => (standing.has(id) ? [{ postId: id, index, isNew: false }] : [])),
  );
  await noteChangedPosts(app, [...standing]);
}
