import type { App } from '#platform/app/index.ts';
import { decodeRank, encodeCursor } from '#platform/http/index.ts';
import { meantBy, noteWords, tellingOf, wordQueries } from '#embrace/forum/index.ts';
import { searchWords } from '#lib/typos/index.ts';
import { wordsOfHtml } from '#lib/markdown/index.ts';
import { type Reader, type Sort, type Status, STATUSES } from '../domain.ts';
import { readerOf, visibleBoards } from './boards.ts';
import { type IdeaRow, selectIdeas, selectList, writeTerms } from './store.ts';

const MOST_WORDS = 10;
const LENGTH = 30;
/** Statuses that lists show unless asked otherwise: what was merged stands elsewhere. */
export const LISTED: readonly Status[] = STATUSES.filter((status) => status !== 'duplicate');

export interface ListWish {
  sort: Sort;
  statuses?: readonly Status[];
  /** Of these boards only; of all that may be seen where none are named. */
  boards?: readonly string[] | undefined;
  authorId?: string | undefined;
  q?: string | undefined;
  /** A title that somebody types: what shares a few words is enough. */
  isLoose?: boolean;
  cursor?: string | undefined;
  limit?: number;
}

export interface IdeaList {
  rows: IdeaRow[];
  /** Where the next page begins. */
  next: string | undefined;
}

/** Ideas by votes, trend or age, or what fits to words with typing errors forgiven, best first. */
export async function listIdeas(app: App, who: Reader, wish: ListWish): Promise<IdeaList> {
  const may = (await visibleBoards(app, who)).map(({ id }) => id);
  const boards = wish.boards ? may.filter((id) => wish.boards!.includes(id)) : may;
  const { sort, statuses = LISTED, authorId, limit = LENGTH } = wish;
  const after = wish.cursor === undefined ? undefined : decodeRank(wish.cursor);
  const asked = { sort, statuses, boards, authorId, after, limit: limit + 1 };
  if (boards.length === 0) return { rows: [], next: undefined };
  const found =
    wish.q === undefined || wish.q.trim() === ''
      ? await selectList(app, asked)
      : await byWords(app, wish.q, asked, wish.isLoose === true);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const next = found.length > limit && last ? encodeCursor([String(last.rank), last.id]) : undefined;
  return { rows, next };
}

async function byWords(app: App, q: string, asked: Parameters<typeof selectList>[1], isLoose: boolean) {
  const meant = await meantBy(app, searchWords(q).slice(0, MOST_WORDS));
  if (meant.length === 0) return [];
  const rows = await selectList(app, { ...asked, ...wordQueries(meant, '&') });
  if (rows.length > 0 && (!isLoose || rows.length >= asked.limit)) return rows;
  const known = tellingOf(meant);
  if (known.length === 0 || asked.after) return rows;
  const more = await selectList(app, { ...asked, ...wordQueries(known, '|') });
  const ids = new Set(rows.map(({ id }) => id));
  return [...rows, ...more.filter(({ id }) => !ids.has(id))].slice(0, asked.limit);
}

/** An idea that somebody may see; one that was taken away only for colleagues, one that was merged for everybody, to be led on. */
export async function findIdea(app: App, who: Reader, id: string): Promise<IdeaRow | undefined> {
  const [idea] = await selectIdeas(app, [id]);
  if (!idea || !isShownTo(idea, who)) return undefined;
  return (await visibleBoards(app, who)).some((board) => board.id === idea.boardId) ? idea : undefined;
}

/** Whether a member may read it, and so flag it and what is said of it. */
export async function mayReadIdea(app: App, memberId: string, id: string): Promise<boolean> {
  return (await findIdea(app, await readerOf(app, { memberId, isStaff: false }), id)) !== undefined;
}

/** What was taken away is for colleagues; what only waits for them, for its author, too. */
export const isShownTo = (idea: Pick<IdeaRow, 'deletedAt' | 'isHeld' | 'authorId'>, who: Reader): boolean =>
  idea.deletedAt === null ||
  who.isStaff ||
  (idea.isHeld && idea.authorId !== null && idea.authorId === who.memberId);

/** Several ideas that somebody may see, in the order asked for. */
export async function findIdeas(app: App, who: Reader, ids: readonly string[]): Promise<IdeaRow[]> {
  if (ids.length === 0) return [];
  const boards = new Set((await visibleBoards(app, who)).map(({ id }) => id));
  const rows = new Map((await selectIdeas(app, ids)).map((row) => [row.id, row]));
  return ids
    .flatMap((id) => rows.get(id) ?? [])
    .filter((row) => row.deletedAt === null && boards.has(row.boardId));
}

/** Makes an idea found by what it says now, in the ambient transaction; one that is gone is found no more. */
export async function indexIdea(
  app: App,
  idea: Pick<IdeaRow, 'id' | 'title' | 'html'> & { isShown: boolean },
): Promise<void> {
  const words = new Map<string, string>();
  if (idea.isShown)
    for (const [text, weight] of [
      [idea.title, 'A'],
      [wordsOfHtml(idea.html), 'D'],
    ] as const)
      for (const word of searchWords(text)) if (!words.has(word)) words.set(word, weight);
  const before = await writeTerms(
    app,
    idea.id,
    [...words].map(([word, weight]) => `'${word}':1${weight}`).join(' '),
  );
  await noteWords(app, [{ before, after: [...words.keys()] }]);
}
