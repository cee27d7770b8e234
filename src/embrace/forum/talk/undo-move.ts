import type { App } from '#platform/app/index.ts';
import type { Doer } from '../doer.ts';
import { forumErrors } from '../errors.ts';
import { forgetReads, shareFollows, shareReads } from '../own/service.ts';
import { lockThread, mustBeAllowed } from './change.ts';
import { countsOf, negative, type Places, settle } from './merge.ts';
import { lockMove, markUndone, type MoveRow, restoreAnswers } from './moves-store.ts';
import { movePosts, selectPlaces, takeBackAnswers } from './posts-store.ts';
import {
  countCategories,
  countTags,
  countThread,
  lockThreads,
  type ThreadRow,
  updateThread,
} from './store.ts';

/**
 * Takes a merge or a split back: every post stands where it stood, under its old number, with the acceptance it had. What was written,
 * deleted or thanked for since stays. Throws `forum.no_move`, and `forum.moved_on` where the posts went on elsewhere since.
 */
export async function undoMove(app: App, doer: Doer, id: string): Promise<void> {
  await app.db.transaction(async () => {
    mustBeAllowed(doer.isStaff);
    const move = await lockMove(app, id);
    if (!move || move.undoneAt !== null) throw forumErrors('forum.no_move');
    await lockThreads(app, [move.fromId, move.intoId]);
    const { thread: from } = await lockThread(app, doer, move.fromId);
    const { thread: into } = await lockThread(app, doer, move.intoId);
    const places = await movedPlaces(app, move, from, into);
    if (move.kind === 'merge') await shareReads(app, into.id, { id: from.id, last: 0 }, numbersOf(places));
    else await shareFollows(app, into.id, from.id);
    await putBack(app, move, from, places);
    await countThread(app, into.id, negative(countsOf(places)));
    const back = await selectPlaces(app, from.id);
    const ids = new Set(places.map((place) => place.id));
    const counts = countsOf(back.filter((place) => ids.has(place.id)));
    await countThread(app, from.id, counts);
    await (move.kind === 'merge'
      ? open(app, from, into, counts.posts)
      : close(app, from, into, counts.posts));
    await markUndone(app, id);
    const action = move.kind === 'merge' ? 'forum_thread.unmerged' : 'forum_thread.unsplit';
    await settle(app, doer, [from.id, into.id], action, { from: from.id, into: into.id });
  });
}

const numbersOf = (places: Places) => places.map(({ number }) => number);

/** The posts where they are now. All of them must still be there, and a thread that was split off must hold nothing else. */
async function movedPlaces(app: App, move: MoveRow, from: ThreadRow, into: ThreadRow): Promise<Places> {
  const ids = new Set(move.places.map(({ id }) => id));
  const there = await selectPlaces(app, into.id);
  const places = there.filter(({ id }) => ids.has(id));
  const isMerge = move.kind === 'merge';
  const isAsLeft = isMerge ? from.mergedInto === into.id : from.deletedAt === null;
  const isWhole = places.length === ids.size && (isMerge || there.length === ids.size);
  if (!isAsLeft || into.deletedAt !== null || !isWhole) throw forumErrors('forum.moved_on');
  return places;
}

async function putBack(app: App, move: MoveRow, from: ThreadRow, places: Places): Promise<void> {
  await movePosts(
    app,
    move.places.map(({ id, number, replyTo }) => ({ id, threadId: from.id, number, replyTo })),
  );
  if (from.kind === 'question') await restoreAnswers(app, move.places);
  else
    await takeBackAnswers(
      app,
      places.map(({ id }) => id),
    );
}

/** A thread that was merged is there again. */
async function open(app: App, from: ThreadRow, into: ThreadRow, posts: number): Promise<void> {
  await updateThread(app, { ...from, deletedAt: null, deletedReason: null, mergedInto: null });
  await countCategories(app, shifted(into, from, { threads: 1, from: 0, posts }));
  await countTags(app, from.tags, 1);
}

/** A thread that was split off is gone; its address leads to where its posts went. */
async function close(app: App, from: ThreadRow, into: ThreadRow, posts: number): Promise<void> {
  await updateThread(app, {
    ...into,
    deletedAt: await app.db.now(),
    deletedReason: `put back into ${from.title}`,
    mergedInto: from.id,
  });
  await countCategories(app, shifted(into, from, { threads: 0, from: -1, posts }));
  await countTags(app, into.tags, -1);
  await forgetReads(app, into.id);
}

/** Posts go from the category of one thread to that of another; `threads` come there, and `from` go here. */
function shifted(
  { categoryId: source }: ThreadRow,
  { categoryId: target }: ThreadRow,
  { threads, from, posts }: { threads: number; from: number; posts: number },
): Map<string, { threads: number; posts: number }> {
  if (source === target) return new Map([[target, { threads: threads + from, posts: 0 }]]);
  return new Map([
    [source, { threads: from, posts: -posts }],
    [target, { threads, posts }],
  ]);
}
