import type { App } from '#platform/app/index.ts';
import type { StoredPost } from '#listen/posts/index.ts';
import type { Conversation } from '../domain/conversation.ts';
import { FEWEST_THREADS, heldThreads } from './domain.ts';
import { followUps } from './follow-ups.ts';
import { type Found, keep } from './keep.ts';
import type { NewThread } from './new-thread.ts';
import { selectBrake } from './settings-store.ts';
import { type Flood, selectWaiting } from './store.ts';
import { selectTrustedAmong } from './trusted-store.ts';

/** New threads that get no conversation of their own, and the floods they belong to. */
export interface Held {
  names: ReadonlySet<string>;
  /** By thread that opens now, what was held of it before: it is heard with the rest. */
  begun: ReadonlyMap<string, readonly StoredPost[]>;
  /** Writes down what is held, once the conversations that it stands behind are stored. */
  keep(opened: readonly Conversation[]): Promise<void>;
}

const NOTHING: Held = { names: new Set(), begun: new Map(), keep: async () => undefined };

/**
 * Looks at new threads before they become conversations: one sender who opens more than can be answered is held, and what is held stands behind the
 * first of his conversations. `floods` are those of the senders, locked; `unanswered` is how many of each sender's wait. Asks nothing where nobody is
 * suspected.
 */
export async function holdFloods(
  app: App,
  threads: readonly NewThread[],
  floods: readonly Flood[],
  unanswered: ReadonlyMap<string, number>,
): Promise<Held> {
  const newest = newestOf(floods);
  const byAccount = Map.groupBy(threads, (thread) => thread.accountId);
  const suspects = [...byAccount].filter(([accountId, some]) => {
    const opening = some.filter((thread) => thread.opens).length;
    return newest.has(accountId) || opening + (unanswered.get(accountId) ?? 0) > FEWEST_THREADS;
  });
  if (suspects.length === 0) return NOTHING;
  const ids = suspects.map(([accountId]) => accountId);
  const all = suspects.flatMap(([, some]) => some);
  const [brake, trusted, waiting, earlier] = [
    await selectBrake(app),
    await selectTrustedAmong(app, ids),
    Map.groupBy(await selectWaiting(app, ids), (row) => row.accountId),
    await followUps(app, floods, all),
  ];
  const found = suspects.flatMap(([accountId, some]): Found[] => {
    if (trusted.has(accountId)) return [];
    const flood = newest.get(accountId);
    const rows = waiting.get(accountId) ?? [];
    const fresh = some.filter((thread) => thread.opens && !earlier.isSaid(thread));
    const pace = { waiting: rows.map((row) => row.at), floodUntil: flood?.lastAt ?? null };
    const held = heldThreads(fresh.map(withTime), pace, brake);
    return held.length === 0 ? [] : [{ accountId, flood, held, rows }];
  });
  const beyond = new Set(found.flatMap(({ held }) => held.map((thread) => thread.name)));
  const { names, begun } = await earlier.settle(beyond);
  const others = found.map((one) => ({ ...one, held: one.held.filter(({ name }) => !names.has(name)) }));
  return {
    names: beyond.union(names),
    begun,
    keep: (opened) =>
      keep(
        app,
        others.filter(({ held }) => held.length > 0),
        opened,
        brake.minutes * 60_000,
      ),
  };
}

function newestOf(floods: readonly Flood[]): Map<string, Flood> {
  const inTime = floods.toSorted((a, b) => +a.lastAt - +b.lastAt);
  return new Map(inTime.map((flood) => [flood.accountId, flood]));
}

function withTime(thread: NewThread): NewThread & { saidAt: Date } {
  const times = thread.posts.map(({ createdAt, receivedAt }) => Math.min(+createdAt, +receivedAt));
  return { ...thread, saidAt: new Date(Math.max(...times)) };
}
