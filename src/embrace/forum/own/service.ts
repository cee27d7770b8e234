import type { App } from '#platform/app/index.ts';
import { countedFact } from '#embrace/trust/index.ts';
import { holdMember } from '#people/members/index.ts';
import type { Doer } from '../doer.ts';
import { LONGEST_TITLE, MOST_LETTERS, wordsOf } from '../domain.ts';
import { forumErrors } from '../errors.ts';
import {
  copyFollows,
  copyReads,
  deleteDraft,
  deleteReads,
  readUpTo,
  type DraftRow,
  selectDrafts,
  setBookmark,
  setFollow,
  upsertDraft,
} from './store.ts';

export type { DraftRow, OwnRow } from './store.ts';
export { countUnread, selectBookmarks, selectFollowers, selectFollows, selectReads } from './store.ts';

/** A member has seen a thread up to this number. Reading is not audited: it is nobody's business. */
export async function noteRead(
  app: App,
  { memberId }: Pick<Doer, 'memberId'>,
  threadId: string,
  number: number,
): Promise<void> {
  if (memberId !== null) await app.db.send([readUpTo(memberId, threadId, number)]);
}

/** The same where he reads a page; what he had not read before counts for his level. */
export async function noteReading(
  app: App,
  memberId: string,
  threadId: string,
  { reached, count }: { reached: number; count: number },
): Promise<void> {
  await app.db.send([readUpTo(memberId, threadId, reached), countedFact(memberId, 'reads', count)]);
}

export const shareReads = copyReads;
export const shareFollows = copyFollows;
export const forgetReads = deleteReads;

/** Whoever writes in a thread wants to hear of it. */
export async function followIfNew(app: App, { memberId }: Doer, threadId: string): Promise<void> {
  if (memberId !== null) await setFollow(app, memberId, threadId, true);
}

export async function follow(app: App, memberId: string, subjectId: string, isOn: boolean): Promise<void> {
  await whileHere(app, memberId, () => setFollow(app, memberId, subjectId, isOn));
}

export async function bookmark(app: App, memberId: string, postId: string, isOn: boolean): Promise<void> {
  await whileHere(app, memberId, () => setBookmark(app, memberId, postId, isOn));
}

/** Of who is erased in this moment nothing is left behind. Throws `forum.may_not` where he is gone. */
async function whileHere(app: App, memberId: string, work: () => Promise<void>): Promise<void> {
  await app.db.transaction(async () => {
    await mustBeHere(app, { memberId });
    await work();
  });
}

/** Holds who does something until the transaction ends; an erasure comes before, and is seen here, or waits. Throws `forum.may_not`. */
export async function mustBeHere(app: App, { memberId }: Pick<Doer, 'memberId'>): Promise<void> {
  if (memberId !== null && !(await holdMember(app, memberId))) throw forumErrors('forum.may_not');
}

/** Keeps what somebody is writing; nothing where it is empty. */
export async function keepDraft(
  app: App,
  memberId: string,
  { place, title, markdown }: Omit<DraftRow, 'savedAt'>,
): Promise<void> {
  const words = wordsOf(markdown.slice(0, MOST_LETTERS * 2));
  if (words === '' && title.trim() === '') await deleteDraft(app, memberId, place);
  else
    await whileHere(app, memberId, () =>
      upsertDraft(app, memberId, {
        place,
        title: wordsOf(title).slice(0, LONGEST_TITLE),
        markdown: words,
      }),
    );
}

export async function findDraft(app: App, memberId: string, place: string): Promise<DraftRow | undefined> {
  return (await selectDrafts(app, memberId, place))[0];
}

export async function forgetDraft(
  app: App,
  { memberId }: Pick<Doer, 'memberId'>,
  place: string,
): Promise<void> {
  if (memberId !== null) await deleteDraft(app, memberId, place);
}

/** Everything that somebody began to write, the last first. */
export const listDrafts = (app: App, memberId: string): Promise<DraftRow[]> => selectDrafts(app, memberId);
