import type { App } from '#platform/app/index.ts';
import { decodeCursor, encodeCursor, httpErrors } from '#platform/http/index.ts';
import { EVERYBODY, mayRead, numbersOf, type Standing } from '../domain.ts';
import { categoriesOf, type CategoryRow } from './categories.ts';
import { type ListAsked, type ListedRow, selectList, selectTags } from './lists-store.ts';
import { type PostRow, selectAnswers, selectNumbers, selectPost, selectRevisions } from './posts-store.ts';
import { type NamedThread, type PageAsked, type PageRow, type PageRows, selectPage } from './page-store.ts';
import { selectThread, selectThreads, type ThreadRow } from './store.ts';

export type { PostRow, RevisionRow } from './posts-store.ts';
export { selectNewest as newestPosts, selectPosts as findPosts } from './posts-store.ts';
export type { ThreadRow } from './store.ts';
export type { NamedThread, PageRow, Preview } from './page-store.ts';
export { type ListName, selectForMap as mapThreads } from './lists-store.ts';

export interface Found {
  thread: ThreadRow;
  category: CategoryRow;
}

/** Categories that somebody may read, in their order. */
export async function readable(app: App, who: Standing): Promise<CategoryRow[]> {
  return (await categoriesOf(app)).filter((category) => mayRead(category, who));
}

/** Whether there are groups with categories that somebody may know of. */
export async function hasGroups(app: App, who: Standing): Promise<boolean> {
  return (await categoriesOf(app)).some(
    (category) => category.group !== null && (!category.group.isHidden || mayRead(category, who)),
  );
}

/** Tags of what somebody may read, the most used first. */
export async function listTags(
  app: App,
  who: Standing,
  limit: number,
): Promise<{ tag: string; threads: number }[]> {
  const hidden = (await categoriesOf(app)).filter((category) => !mayRead(category, who));
  return selectTags(app, { hidden: hidden.map(({ id }) => id), limit });
}

/** A thread that somebody may read; one that was taken away only for colleagues, one that was merged for everybody, to be led on. */
export async function findThread(app: App, who: Standing, id: string): Promise<Found | undefined> {
  const [thread, categories] = await Promise.all([selectThread(app, id), readable(app, who)]);
  return thread && among(categories, thread, who);
}

function among(categories: readonly CategoryRow[], thread: ThreadRow, who: Standing): Found | undefined {
  const category = categories.find((one) => one.id === thread.categoryId);
  const isThere =
    thread.deletedAt === null || thread.mergedInto !== null || who.isStaff || isOwnHeld(thread, who);
  return category && isThere ? { thread, category } : undefined;
}

/** A page of a thread that somebody may read, with all that stands on it, as it is at one moment. */
export async function findPage(
  app: App,
  who: Standing,
  id: string,
  { page, ...asked }: Pick<PageAsked, 'version' | 'beside'> & { page: number },
): Promise<(Found & Pick<PageRows, 'rows' | 'beside' | 'own'>) | undefined> {
  const [told, categories] = await Promise.all([
    selectPage(app, id, { ...numbersOf(page), ...asked, memberId: who.memberId }),
    categoriesOf(app),
  ]);
  const may = (reader: Standing) => categories.filter((category) => mayRead(category, reader));
  const found = told && among(may(who), told.thread, who);
  if (!found) return undefined;
  const open = new Set(may(EVERYBODY).map((category) => category.id));
  const there = new Map(told.beside.map((one) => [one.id, one]));
  const beside = asked.beside.flatMap((one) => there.get(one) ?? []);
  const isOpen = ({ categoryId }: NamedThread) => open.has(categoryId);
  // Whoever reads it: a page is the same for all of them.
  const openOf = (rows: readonly PageRow[]) =>
    rows.map((row) => ({ ...row, named: row.named?.filter(isOpen) ?? null }));
  const rows = told.rows && { posts: openOf(told.rows.posts), answers: openOf(told.rows.answers) };
  return { ...found, rows, beside: beside.filter(isOpen), own: told.own };
}

/** What waits for a look is read by who wrote it. */
const isOwnHeld = (thread: ThreadRow, who: Standing): boolean =>
  thread.hold === 'held' && thread.authorId !== null && thread.authorId === who.memberId;

/** Several threads that somebody may read and that are there, by id. */
export async function findThreads(
  app: App,
  who: Standing,
  ids: readonly string[],
): Promise<Map<string, ThreadRow>> {
  if (ids.length === 0) return new Map();
  const may = new Set((await readable(app, who)).map(({ id }) => id));
  const rows = await selectThreads(app, [...new Set(ids)]);
  return new Map(
    rows.filter((row) => row.deletedAt === null && may.has(row.categoryId)).map((row) => [row.id, row]),
  );
}

/** A post with its thread. */
export async function findPost(
  app: App,
  who: Standing,
  id: string,
): Promise<(Found & { post: PostRow }) | undefined> {
  const post = await selectPost(app, id);
  const found = post && (await findThread(app, who, post.threadId));
  return found && { ...found, post };
}

/** A page of a thread. */
export function postsOf(app: App, threadId: string, page: number): Promise<PostRow[]> {
  return selectNumbers(app, threadId, numbersOf(page));
}

export const answersOf = selectAnswers;
export const historyOf = selectRevisions;
/** The post with a number; undefined where it was moved away. */
export async function postAt(app: App, threadId: string, number: number): Promise<PostRow | undefined> {
  return (await selectNumbers(app, threadId, { first: number, last: number }))[0];
}

export interface ThreadList {
  pinned: ListedRow[];
  rows: ListedRow[];
  /** Where the next page begins. */
  next: string | undefined;
}

export interface ListWish extends Omit<ListAsked, 'categories' | 'after' | 'limit'> {
  categories: readonly string[];
  cursor?: string | undefined;
  limit?: number;
}

const LENGTH = 30;

/** Threads of a list; what is pinned stands apart, on the first page of the latest only. */
export async function listThreads(app: App, wish: ListWish): Promise<ThreadList> {
  const { cursor, limit = LENGTH, ...asked } = wish;
  const after = cursor === undefined ? undefined : cursorOf(cursor);
  const hasPinned = asked.list === 'latest' && !asked.tag && !asked.authorId;
  const [above, all] = await partedOf(app, { ...asked, after, limit: limit + 1, hasPinned });
  const pinned = after === undefined ? above : [];
  const rows = all.slice(0, limit);
  const last = rows.at(-1);
  const next =
    all.length > limit && last ? encodeCursor([last.lastActivity.toISOString(), last.id]) : undefined;
  return { pinned, rows: rows.filter(({ id }) => !above.some((one) => one.id === id)), next };
}

async function partedOf(
  app: App,
  asked: Parameters<typeof selectList>[1],
): Promise<[ListedRow[], ListedRow[]]> {
  const listed = await selectList(app, asked);
  return [listed.filter(({ isPinned }) => isPinned), listed.filter(({ isPinned }) => !isPinned)];
}

function cursorOf(given: string): { at: string; id: string } {
  const [at, id] = decodeCursor(given, 2);
  if (typeof at !== 'string' || typeof id !== 'string' || !isMoment(at))
    throw httpErrors('http.cursor_invalid');
  return { at, id };
}

/** As `Date` writes it, and no year that the database does not know. */
function isMoment(text: string): boolean {
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString() === text && /^\d{4}-/.test(text);
}

/** The last active threads of all categories. */
export async function recentThreads(app: App, limit: number): Promise<ThreadRow[]> {
  const categories = (await categoriesOf(app)).map(({ id }) => id);
  return (await listThreads(app, { list: 'latest', categories, limit })).rows;
}
