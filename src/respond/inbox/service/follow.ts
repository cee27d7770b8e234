import type { App } from '#platform/app/index.ts';
import type { Running } from '#platform/feature/index.ts';
import { type ConversationNews, newsOf, type NewsRow } from '../domain/news.ts';
import {
  dropKept,
  dropOldKept,
  keepNews,
  lockDispatch,
  lockKept,
  putOffKept,
  selectBehind,
  takeNews,
} from '../store/news.ts';

/** A feature that wants to know what happens to conversations. */
export interface Follower {
  /** Stable: news kept for it are found by it. */
  name: string;
  /**
   * Called in a transaction that also takes the news out: what it writes and the news stand or fall together. When it throws, only its own
   * writes are undone, and it is told again later, in order. It must not change conversations itself, which would lock them in an order of its
   * own: it adds a job for that, which then exists exactly once.
   */
  handle(app: App, news: readonly ConversationNews[]): Promise<void>;
}

const STEP = 500;
const KEPT_DAYS = 30;
/** Without any sign of news the table is looked at this often. */
const LOOK_MS = 2000;

const followers = new WeakMap<App, Follower[]>();

/** Tells a feature everything that happens to conversations from now on, once, in order. To be called in the feature's `subscribe`. */
export function followConversations(app: App, follower: Follower): void {
  const known = followers.get(app) ?? [];
  if (known.some(({ name }) => name === follower.name)) throw new Error(`${follower.name} follows already`);
  followers.set(app, [...known, follower]);
}

/** Tells followers until it is stopped. */
export async function runFollowing(app: App, signal: AbortSignal): Promise<Running> {
  let wake: () => void = () => undefined;
  const stopHearing = app.bus.on('inbox.changed', () => wake());
  const run = async () => {
    while (!signal.aborted) {
      const woken = new Promise<void>((resolve) => (wake = resolve));
      const isMore = await tellFollowers(app).catch((error: unknown) => {
        app.log.warn({ err: error }, 'news of conversations could not be told; they are kept');
        return false;
      });
      if (!isMore) await Promise.race([woken, app.clock.sleep(LOOK_MS, signal)]);
    }
    stopHearing();
  };
  const running = run();
  return { stopped: () => running };
}

/** What nobody took in for a month is of no use to anybody. It was logged when it was given up. */
export async function forgetOldNews(app: App): Promise<void> {
  await dropOldKept(app, KEPT_DAYS);
}

/** One round. Answers whether there may be more at once. */
export async function tellFollowers(app: App): Promise<boolean> {
  const all = followers.get(app) ?? [];
  for (const follower of all) while (await tellKept(app, follower));
  const taken = await app.db.transaction(async () => {
    if (!(await lockDispatch(app))) return 0;
    const behind = await selectBehind(app);
    const rows = await takeNews(app, STEP);
    if (rows.length === 0) return 0;
    for (const follower of all) {
      const isTold = !behind.has(follower.name) && (await tell(app, follower, rows)) === undefined;
      if (!isTold) await keepNews(app, follower.name, rows);
    }
    return rows.length;
  });
  return taken === STEP;
}

/** Tells the oldest piece of news that is kept for a follower. Answers whether it took it in. */
async function tellKept(app: App, follower: Follower): Promise<boolean> {
  return app.db.transaction(async () => {
    if (!(await lockDispatch(app))) return false;
    const row = await lockKept(app, follower.name);
    if (!row) return false;
    const problem = await tell(app, follower, [row]);
    if (problem === undefined) {
      await dropKept(app, follower.name, row.seq);
      return true;
    }
    if (await putOffKept(app, follower.name, row.seq, problem))
      app.log.error(
        { follower: follower.name, ...row },
        'a piece of news is given up: it was tried ten times',
      );
    return false;
  });
}

/** Answers what went wrong, if something did; then nothing of what the follower wrote remains. */
async function tell(app: App, follower: Follower, rows: readonly NewsRow[]): Promise<string | undefined> {
  const news = rows.flatMap(newsOf);
  if (news.length === 0) return undefined;
  await app.db.query('savepoint told');
  try {
    await follower.handle(app, news);
    await app.db.query('release savepoint told');
    return undefined;
  } catch (error) {
    await app.db.query('rollback to savepoint told');
    app.log.warn(
      { err: error, follower: follower.name },
      'a follower of conversations failed; it is told again',
    );
    return String(error);
  }
}
