import { type App, systemActor } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import type { StoredPost } from '#listen/posts/index.ts';
import { addNotice } from '#people/notices/index.ts';
import type { Conversation } from '../domain/conversation.ts';
import { announceLater } from '../service/announce.ts';
import { insertActivities } from '../store/records.ts';
import { FEWEST_THREADS, heldThreads } from './domain.ts';
import { selectBrake, selectTrusted } from './settings-store.ts';
import {
  type Flood,
  insertHeld,
  saveFloods,
  selectFloodsOfAccounts,
  selectHeldAmong,
  selectWaiting,
} from './store.ts';

/** A thread that has no conversation yet. */
export interface NewThread {
  name: string;
  accountId: string;
  posts: readonly StoredPost[];
}

/** New threads that get no conversation of their own, and the floods they belong to. */
export interface Held {
  names: ReadonlySet<string>;
  /** Writes them down, once the conversations that they stand behind are stored. */
  keep(opened: readonly Conversation[]): Promise<void>;
}

const NOTHING: Held = { names: new Set(), keep: async () => undefined };

/**
 * Looks at new threads before they become conversations: one sender who opens more than can be answered is held, and what is held stands behind the
 * first of his conversations. `unanswered` is how many of each sender's wait. Asks one question where nobody is suspected.
 */
export async function holdFloods(
  app: App,
  threads: readonly NewThread[],
  unanswered: ReadonlyMap<string, number>,
): Promise<Held> {
  if (threads.length === 0) return NOTHING;
  const byAccount = Map.groupBy(threads, (thread) => thread.accountId);
  const floods = await selectFloodsOfAccounts(app, [...byAccount.keys()]);
  const suspects = [...byAccount].filter(
    ([accountId, some]) =>
      floods.some((flood) => flood.accountId === accountId) ||
      some.length + (unanswered.get(accountId) ?? 0) > FEWEST_THREADS,
  );
  if (suspects.length === 0) return NOTHING;
  const ids = suspects.map(([accountId]) => accountId);
  const [brake, trusted, waiting, known] = [
    await selectBrake(app),
    new Set((await selectTrusted(app, ids)).map((row) => row.accountId)),
    Map.groupBy(await selectWaiting(app, ids), (row) => row.accountId),
    await heldAlready(
      app,
      floods,
      suspects.flatMap(([, some]) => some),
    ),
  ];
  const found = suspects.flatMap(([accountId, some]) => {
    if (trusted.has(accountId)) return [];
    const flood = floods.find((one) => one.accountId === accountId);
    const rows = waiting.get(accountId) ?? [];
    const fresh = some.filter((thread) => !known.has(thread.name));
    const pace = { waiting: rows.map((row) => row.at), floodUntil: flood?.lastAt ?? null };
    const held = heldThreads(fresh.map(withTime), pace, brake);
    return held.length === 0 ? [] : [{ accountId, flood, held, rows }];
  });
  return {
    names: new Set([...known, ...found.flatMap(({ held }) => held.map((thread) => thread.name))]),
    keep: (opened) => keep(app, found, opened, brake.minutes * 60_000),
  };
}

type Found = {
  accountId: string;
  flood: Flood | undefined;
  held: (NewThread & { saidAt: Date })[];
  rows: readonly { id: string; at: Date }[];
};

function withTime(thread: NewThread): NewThread & { saidAt: Date } {
  const times = thread.posts.map(({ createdAt, receivedAt }) => Math.min(+createdAt, +receivedAt));
  return { ...thread, saidAt: new Date(Math.max(...times)) };
}

/** Threads of which every post is held: they were edited, and stay where they are. */
async function heldAlready(
  app: App,
  floods: readonly Flood[],
  threads: readonly NewThread[],
): Promise<Set<string>> {
  if (floods.length === 0) return new Set();
  const held = await selectHeldAmong(
    app,
    threads.flatMap((thread) => thread.posts.map((post) => post.id)),
  );
  const all = threads.filter((thread) => thread.posts.every((post) => held.has(post.id)));
  return new Set(all.map((thread) => thread.name));
}

async function keep(
  app: App,
  found: readonly Found[],
  opened: readonly Conversation[],
  nearMs: number,
): Promise<void> {
  if (found.length === 0) return;
  const floods = found.map(({ accountId, flood, held, rows }) => {
    const [beganAt, lastAt] = [held[0]!.saidAt, held.at(-1)!.saidAt];
    const goesOn = flood !== undefined && Math.abs(+beganAt - +flood.lastAt) <= nearMs ? flood : undefined;
    const all = [
      ...rows,
      ...opened.flatMap((row) => (row.accountId === accountId ? { id: row.id, at: row.lastPostAt } : [])),
    ].toSorted((a, b) => +a.at - +b.at || (a.id < b.id ? -1 : 1));
    const lead = all.find((row) => Math.abs(+row.at - +beganAt) <= nearMs) ?? all[0];
    const fresh = {
      id: newId('flood'),
      accountId,
      conversationId: lead?.id ?? '',
      beganAt,
      releasedAt: null,
    };
    return { flood: { ...(goesOn ?? fresh), lastAt }, isNew: goesOn === undefined, held };
  });
  await saveFloods(
    app,
    floods.map(({ flood }) => flood),
  );
  await insertHeld(
    app,
    floods.flatMap(({ flood, held }) =>
      held.flatMap(({ name, posts }) =>
        posts.map((post) => ({ postId: post.id, floodId: flood.id, thread: name })),
      ),
    ),
  );
  await tell(
    app,
    floods.flatMap(({ flood, isNew }) => (isNew ? [flood] : [])),
  );
  announceLater(
    app,
    floods.map(({ flood }) => flood.conversationId),
  );
}

/** Once for each flood, however long it becomes. */
async function tell(app: App, floods: readonly Flood[]): Promise<void> {
  await insertActivities(
    app,
    floods.map((flood) => ({ conversationId: flood.conversationId, actor: systemActor, action: 'flood' })),
  );
  for (const { accountId, conversationId } of floods)
    await addNotice(app, {
      to: 'owners',
      level: 'warning',
      title: 'One sender opens more threads than can be answered',
      text: 'What comes beyond the limit stands behind one conversation and is lost to nobody: look at it there, let single threads in, or say that it is not a flood.',
      link: `/inbox/${conversationId}`,
      key: noticeKey(accountId),
    });
}

export const noticeKey = (accountId: string): string => `flood:${accountId}`;
