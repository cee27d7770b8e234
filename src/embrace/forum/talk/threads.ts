import type { App } from '#platform/app/index.ts';
import { countFact } from '#embrace/trust/index.ts';
import { newId } from '#platform/ids/index.ts';
import type { Doer } from '../doer.ts';
import { mayAccept, mayRead, mayStart, slugOfThread, tagsOf, type ThreadKind } from '../domain.ts';
import { forumErrors } from '../errors.ts';
import { forgetDraft, mustBeHere } from '../own/service.ts';
import type { ThreadChange } from '../schema.ts';
import { catchUpSoon, lockThread, mustBeAllowed, threadChanged } from './change.ts';
import { tellSolvedSoon } from '../telling/tell.ts';
import { tellSolved, tellThread } from './hooks.ts';
import { enterPost, findMade, mustBeSlow, type PostInput } from './posts.ts';
import { insertRevision, type PostRow, selectNumbers, updateWords } from './posts-store.ts';
import { readCategories } from './categories.ts';
import {
  countCategories,
  countTags,
  insertThread,
  lockThreads,
  recountTags,
  selectThread,
  type ThreadRow,
  updateThread,
} from './store.ts';
import { timersAfter } from '../timers/set.ts';
import { holdPost, markThread } from './removal.ts';
import { screened, screenedHead } from './screened.ts';
import { written, writtenTitle } from './written.ts';

export interface ThreadInput extends Pick<PostInput, 'markdown' | 'formId' | 'at'> {
  categoryId: string;
  kind: ThreadKind;
  title: string;
  tags: string | readonly string[];
}

/** Begins a thread with its first post. Throws `forum.no_category`, `forum.may_not`, `forum.no_title`, and what `written` throws. */
export async function startThread(
  app: App,
  doer: Doer,
  input: ThreadInput,
): Promise<{ thread: ThreadRow; post: PostRow; isNew: boolean }> {
  const made = await findMade(app, doer, input);
  if (made) return { thread: (await selectThread(app, made.threadId))!, post: made, isNew: false };
  const given = {
    title: writtenTitle(input.title),
    text: await written(app, input.markdown),
    tags: tagsOf(input.tags),
    at: input.at,
  };
  return app.db
    .transaction(async () => {
      await mustBeHere(app, doer);
      const category = (await readCategories(app, doer)).find(({ id }) => id === input.categoryId);
      if (!category || !mayRead(category, doer))
        throw forumErrors('forum.no_category', { id: input.categoryId });
      mustBeAllowed(mayStart(category, doer));
      await mustBeSlow(app, doer, 'thread', input.at);
      const postId = newId('fpo');
      const { text, title, tags, isHeld } = await screened(app, doer, { ...given, id: postId });
      const id = newId('thr');
      const slug = slugOfThread(title);
      const author = { authorId: doer.memberId, authorName: doer.name };
      await insertThread(app, {
        id,
        categoryId: category.id,
        kind: input.kind,
        title,
        slug,
        tags,
        ...author,
        // What is brought over from elsewhere was said long ago.
        closesAfter: input.at === undefined ? category.closesAfter : null,
      });
      const [empty] = await lockThreads(app, [id]);
      const post = await enterPost(
        app,
        doer,
        { thread: empty!, category },
        { ...input, id: postId, replyTo: null, text },
      );
      await countTags(app, tags, 1);
      await forgetDraft(app, doer, 'new');
      catchUpSoon(app);
      await threadChanged(app, doer, id, {
        action: 'forum_thread.started',
        detail: { title, kind: input.kind },
      });
      if (doer.memberId !== null) await countFact(app, doer.memberId, 'threads');
      if (isHeld) await holdPost(app, doer, post);
      const thread = (await selectThread(app, id))!;
      if (!isHeld) await tellThread(app, thread);
      return { thread, post, isNew: true };
    })
    .catch((error: unknown) => madeMeanwhile(app, doer, input, error));
}

/** The same form at the same moment: the unique key refused the second one, and the first one is the answer. */
async function madeMeanwhile(app: App, doer: Doer, input: ThreadInput, error: unknown) {
  const { code } = error as { code?: string };
  // The category was removed in between.
  if (code === '23503') throw forumErrors('forum.no_category', { id: input.categoryId });
  const post = code === '23505' ? await findMade(app, doer, input) : undefined;
  if (!post) throw error;
  return { thread: (await selectThread(app, post.threadId))!, post, isNew: false };
}

/** Its author may change title and tags and say where it was solved; the rest is for colleagues. */
export async function changeThread(
  app: App,
  doer: Doer,
  id: string,
  wished: ThreadChange,
): Promise<ThreadRow> {
  return app.db.transaction(async () => {
    const seen = await screenedHead(app, doer, id, { title: wished.title, tags: wished.tags });
    const change = { ...wished, title: seen.title, tags: seen.tags };
    const { thread, category, here } = await lockThread(app, doer, id);
    const { title, tags, solvedElsewhere, ...rest } = change;
    const isAuthor = doer.memberId !== null && thread.authorId === doer.memberId && thread.closedAt === null;
    mustBeAllowed(here.isStaff || (isAuthor && Object.values(rest).every((value) => value === undefined)));
    if (solvedElsewhere !== undefined) mustBeAllowed(mayAccept(thread, here));
    const next = await changedThread(app, thread, change);
    // A moderator of a group decides about its own categories.
    if (next.categoryId !== thread.categoryId && !doer.isStaff)
      mustBeAllowed((await groupOf(app, next.categoryId)) === category.groupId);
    await updateThread(app, next);
    await moveCounts(app, thread, next);
    // What was taken away counts for no tag.
    if (tags !== undefined && thread.deletedAt === null) await recountTags(app, thread.tags, next.tags);
    if (title !== undefined && next.title !== thread.title) await keepTitle(app, doer, thread);
    if ((title ?? tags ?? change.categoryId) !== undefined) await markThread(app, id);
    await threadChanged(app, doer, id, { action: actionOf(change), detail: { ...change } });
    if (next.solvedElsewhere !== null && thread.solvedElsewhere === null) {
      await tellSolved(app, next, null);
      await tellSolvedSoon(app, id, null);
    }
    if (seen.held) await holdPost(app, doer, seen.held);
    return (await selectThread(app, id))!;
  });
}

const groupOf = async (app: App, categoryId: string): Promise<string | null | undefined> =>
  (await readCategories(app)).find(({ id }) => id === categoryId)?.groupId;

function actionOf(change: ThreadChange): string {
  if (change.isClosed !== undefined) return change.isClosed ? 'forum_thread.closed' : 'forum_thread.opened';
  if (change.pinnedUntil !== undefined)
    return change.pinnedUntil ? 'forum_thread.pinned' : 'forum_thread.unpinned';
  if ([change.closesAt, change.closesAfter, change.opensAt].some((one) => one !== undefined))
    return 'forum_thread.timed';
  if (change.categoryId !== undefined) return 'forum_thread.moved';
  return 'forum_thread.changed';
}

async function changedThread(app: App, thread: ThreadRow, change: ThreadChange): Promise<ThreadRow> {
  const next = { ...thread };
  const now = await app.db.now();
  if (change.title !== undefined) {
    next.title = change.title;
    next.slug = slugOfThread(next.title);
  }
  if (change.tags !== undefined) next.tags = tagsOf(change.tags);
  if (change.kind !== undefined) next.kind = change.kind;
  if (change.isClosed !== undefined) {
    next.closedAt = change.isClosed ? (thread.closedAt ?? now) : null;
    next.closedReason = change.isClosed ? (change.reason ?? thread.closedReason) : null;
  }
  Object.assign(next, timersAfter(thread, change, next.closedAt, now));
  if (change.pinnedUntil !== undefined)
    next.pinnedUntil = change.pinnedUntil === null ? null : new Date(change.pinnedUntil);
  if (change.solvedElsewhere !== undefined) next.solvedElsewhere = linkOf(change.solvedElsewhere);
  if (change.categoryId !== undefined) {
    const categories = await readCategories(app);
    if (!categories.some(({ id }) => id === change.categoryId))
      throw forumErrors('forum.no_category', { id: change.categoryId });
    next.categoryId = change.categoryId;
  }
  return next;
}

function linkOf(given: string | null): string | null {
  if (given === null || given.trim() === '') return null;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw forumErrors('forum.bad_link');
  return url.href;
}

async function moveCounts(app: App, before: ThreadRow, after: ThreadRow): Promise<void> {
  if (before.categoryId === after.categoryId || before.deletedAt !== null) return;
  await countCategories(
    app,
    new Map([
      [before.categoryId, { threads: -1, posts: -before.posts }],
      [after.categoryId, { threads: 1, posts: before.posts }],
    ]),
  );
}

/** What it was called before stands in the history of its first post. */
async function keepTitle(app: App, doer: Doer, thread: ThreadRow): Promise<void> {
  const [first] = await selectNumbers(app, thread.id, { first: 1, last: 1 });
  if (!first) return;
  const { id, markdown, html, revision } = first;
  // A revision of its own: every title is kept, and the new one is heard.
  await updateWords(app, { id, markdown, html, revision });
  await insertRevision(app, { postId: id, revision, markdown, title: thread.title, by: doer.actor });
}
