import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import type { Doer } from '../doer.ts';
import { renumbered, slugOfThread } from '../domain.ts';
import { forumErrors } from '../errors.ts';
import { forgetReads, shareReads } from '../own/service.ts';
import { catchUpSoon, lockThread, mustBeAllowed, threadChanged } from './change.ts';
import { insertMove } from './moves-store.ts';
import { movePosts, selectPlaces, takeBackAnswers } from './posts-store.ts';
import {
  countCategories,
  countTags,
  countThread,
  insertThread,
  lockThreads,
  selectThread,
  type ThreadRow,
  touchByPosts,
  updateThread,
} from './store.ts';
import { writtenTitle } from './written.ts';

export type Places = Awaited<ReturnType<typeof selectPlaces>>;
const numbersOf = (places: Places) => places.map(({ number }) => number);

/** The thread in which the posts stand now, and by what it can be undone (`undoMove`). */
export type Moved = ThreadRow & { moveId: string };

/** Puts all posts of a thread behind those of another one; its old address leads there. Throws `forum.same_thread`. */
export async function mergeThreads(app: App, doer: Doer, fromId: string, intoId: string): Promise<Moved> {
  if (fromId === intoId) throw forumErrors('forum.same_thread');
  return app.db.transaction(async () => {
    mustBeAllowed(doer.isStaff);
    // In one order, so that two merges that cross do not wait for each other.
    await lockThreads(app, [fromId, intoId]);
    const { thread: from } = await lockThread(app, doer, fromId);
    const { thread: into } = await lockThread(app, doer, intoId);
    if (from.deletedAt !== null || into.deletedAt !== null)
      throw forumErrors('forum.not_found', { id: from.deletedAt === null ? intoId : fromId });
    const places = await selectPlaces(app, fromId);
    await shareReads(app, fromId, { id: intoId, last: into.lastNumber }, numbersOf(places));
    const moveId = await noteMove(app, 'merge', { from, into, places });
    await move(app, places, into, into.kind === 'question');
    await countThread(app, fromId, negative(countsOf(places)));
    await updateThread(app, {
      ...from,
      deletedAt: await app.db.now(),
      deletedReason: `merged into ${into.title}`,
      mergedInto: intoId,
    });
    await countCategories(app, categoriesMoved(from, into));
    await countTags(app, from.tags, -1);
    await forgetReads(app, fromId);
    await settle(app, doer, [fromId, intoId], 'forum_thread.merged', { from: fromId, into: intoId, moveId });
    return { ...(await selectThread(app, intoId))!, moveId };
  });
}

function categoriesMoved(from: ThreadRow, into: ThreadRow): Map<string, { threads: number; posts: number }> {
  if (from.categoryId === into.categoryId) return new Map([[from.categoryId, { threads: -1, posts: 0 }]]);
  return new Map([
    [from.categoryId, { threads: -1, posts: -from.posts }],
    [into.categoryId, { threads: 0, posts: from.posts }],
  ]);
}

/** Takes posts out of a thread into one of their own. Throws `forum.whole_thread`, `forum.no_post`. */
export async function splitThread(
  app: App,
  doer: Doer,
  id: string,
  { numbers, title: given }: { numbers: readonly number[]; title: string },
): Promise<Moved> {
  const title = writtenTitle(given);
  return app.db.transaction(async () => {
    mustBeAllowed(doer.isStaff);
    const { thread } = await lockThread(app, doer, id);
    if (thread.deletedAt !== null) throw forumErrors('forum.not_found', { id });
    const chosen = (await selectPlaces(app, id)).filter(({ number }) => numbers.includes(number));
    if (chosen.some(({ number }) => number === 1)) throw forumErrors('forum.whole_thread');
    // A thread begins with a post that can be read: deleted ones before it stay where they can be put back.
    const first = chosen.find(({ deletedAt }) => deletedAt === null);
    if (!first) throw forumErrors('forum.no_post');
    const places = chosen.filter(({ number }) => number >= first.number);
    const { categoryId, kind } = thread;
    const own = { id: newId('thr'), categoryId, kind, title, slug: slugOfThread(title), tags: [] };
    await insertThread(app, { ...own, authorId: first.authorId, authorName: first.authorName });
    const [made] = await lockThreads(app, [own.id]);
    await shareReads(app, id, { id: own.id, last: 0 }, numbersOf(places));
    const moveId = await noteMove(app, 'split', { from: thread, into: made!, places });
    await move(app, places, made!, false);
    await countThread(app, id, negative(countsOf(places)));
    await countCategories(app, new Map([[categoryId, { threads: 1, posts: 0 }]]));
    await settle(app, doer, [id, own.id], 'forum_thread.split', {
      from: id,
      into: own.id,
      posts: places.length,
      moveId,
    });
    return { ...(await selectThread(app, own.id))!, moveId };
  });
}

async function noteMove(
  app: App,
  kind: 'merge' | 'split',
  { from, into, places }: { from: ThreadRow; into: ThreadRow; places: Places },
): Promise<string> {
  const id = newId('fmv');
  await insertMove(
    app,
    { id, kind, fromId: from.id, intoId: into.id },
    { ids: places.map((place) => place.id), takesAnswers: kind === 'split' || into.kind !== 'question' },
  );
  return id;
}

async function move(app: App, places: Places, into: ThreadRow, keepsAnswers: boolean): Promise<void> {
  const numbers = renumbered(numbersOf(places), into.lastNumber);
  await movePosts(
    app,
    places.map(({ id, number, replyTo }) => ({
      id,
      threadId: into.id,
      number: numbers.get(number)!,
      replyTo: replyTo === null ? null : (numbers.get(replyTo) ?? null),
    })),
  );
  if (!keepsAnswers)
    await takeBackAnswers(
      app,
      places.map(({ id }) => id),
    );
  const { posts, answers, reactions } = countsOf(places);
  await countThread(app, into.id, {
    posts,
    reactions,
    answers: keepsAnswers ? answers : 0,
    lastNumber: places.length,
  });
}

export function countsOf(places: Places) {
  const shown = places.filter(({ deletedAt }) => deletedAt === null);
  return {
    posts: shown.length,
    answers: shown.filter(({ acceptedAt }) => acceptedAt !== null).length,
    reactions: places.reduce((sum, { reactionCount }) => sum + reactionCount, 0),
  };
}

export const negative = (counts: ReturnType<typeof countsOf>) => ({
  posts: -counts.posts,
  answers: -counts.answers,
  reactions: -counts.reactions,
});

/** Both threads say what their posts say now, and everybody is told. */
export async function settle(
  app: App,
  doer: Doer,
  ids: readonly string[],
  action: string,
  detail: Record<string, unknown>,
): Promise<void> {
  for (const id of ids) {
    await touchByPosts(app, id);
    await threadChanged(app, doer, id, { action, detail });
  }
  catchUpSoon(app);
}
