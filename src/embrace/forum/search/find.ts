import type { App } from '#platform/app/index.ts';
import { editsBetween, editsFor, partsOf, searchWords } from '#lib/typos/index.ts';
import { excerptOf, wordsOfHtml } from '#lib/markdown/index.ts';
import type { Standing } from '../domain.ts';
import { narrowing, newestFor, rareOf } from './narrowing.ts';
import { readCategories } from '../talk/categories.ts';
import { findThreads, readable, type ThreadRow } from '../talk/read.ts';
import { type FoundPost, selectAlike, selectFound } from './words-store.ts';

const MOST_WORDS = 10;
const MOST_ALIKE = 8;
const STAFF: Standing = { memberId: null, isStaff: true };
const SHORTEST_BEGINNING = 3;

export interface Wish {
  q: string;
  /** Of these categories only; all that may be read where none are named. */
  categories?: readonly string[];
  isSolved?: boolean | undefined;
  authorId?: string | undefined;
  tag?: string | undefined;
  limit: number;
  /** A title that somebody types: what shares a few words is enough. */
  isLoose?: boolean;
}

export interface Hit {
  thread: ThreadRow;
  post: FoundPost;
  /** Around the words that were found. */
  excerpt: string;
  /** Words that were meant, as they are written in the posts. */
  words: string[];
}

/** A word that was typed, with what it may stand for. */
export interface Meant {
  word: string;
  alike: string[];
  uses: number;
  /** In how many posts the index finds it at most, as the beginning of other words, too. */
  most: number;
}

/** Threads by words, typing errors forgiven, best first. Every word must be there; where nothing has all, some. */
export async function searchThreads(app: App, who: Standing, wish: Wish): Promise<Hit[]> {
  const may = (await readable(app, who)).map(({ id }) => id);
  const categories = wish.categories ? may.filter((id) => wish.categories!.includes(id)) : may;
  const meant = await meantBy(app, searchWords(wish.q).slice(0, MOST_WORDS));
  if (meant.length === 0 || categories.length === 0) return [];
  const total = (await readable(app, STAFF)).reduce((sum, { posts }) => sum + posts, 0);
  const find = async (join: '&' | '|', some: readonly Meant[]) => {
    const narrow = wordQueries(join === '&' ? narrowing(some) : some, join).wide;
    const asked = { ...wish, ...wordQueries(some, join), narrow, categories };
    const newest = newestFor(some, join, total);
    const found = newest === undefined ? [] : await selectFound(app, { ...asked, newest });
    // What very many say is found among the newest; where that is not so, everywhere.
    return newest !== undefined && found.length === wish.limit ? found : selectFound(app, asked);
  };
  const rarest = tellingOf(meant, wish.isLoose === true ? await mostUses(app) : Infinity);
  const findSome = async (some: readonly Meant[]) => {
    const rare = rareOf(some);
    if (rare.length === 0 || rare.length === some.length) return find('|', some);
    const narrow = wordQueries(rare, '|').wide;
    const first = await selectFound(app, { ...wish, ...wordQueries(some, '|'), narrow, categories });
    return first.length === wish.limit ? first : joined(first, await find('|', some), wish.limit);
  };
  let rows = await find('&', meant);
  if (rarest.length > 0 && (rows.length === 0 || (wish.isLoose && rows.length < wish.limit)))
    rows = joined(rows, await findSome(rarest), wish.limit);
  const threads = await findThreads(
    app,
    who,
    rows.map(({ threadId }) => threadId),
  );
  const shown = wish.isLoose && rarest.length > 0 ? rarest : meant;
  const words = shown.flatMap(({ word, alike }) => [word, ...alike]);
  return rows.flatMap((post) => {
    const thread = threads.get(post.threadId);
    return thread ? [{ thread, post, excerpt: around(wordsOfHtml(post.html), words), words }] : [];
  });
}

function joined(first: readonly FoundPost[], more: readonly FoundPost[], limit: number): FoundPost[] {
  const known = new Set(first.map(({ threadId }) => threadId));
  return [...first, ...more.filter(({ threadId }) => !known.has(threadId))].slice(0, limit);
}

/** What every fifth post has tells nothing of what a question is about. */
async function mostUses(app: App): Promise<number> {
  const posts = (await readCategories(app)).reduce((sum, category) => sum + category.posts, 0);
  return Math.max(3, posts / 5);
}

/** The rarest words of a question that are there at all, in at most so many posts. */
export function tellingOf(meant: readonly Meant[], most = Infinity): Meant[] {
  return meant
    .filter(({ uses, word }) => uses > 0 && uses <= most && word.length > 2)
    .sort((a, b) => a.uses - b.uses)
    .slice(0, 4);
}

/** What each word may mean: itself, and what is written alike where it is rare itself. */
export async function meantBy(app: App, words: readonly string[]): Promise<Meant[]> {
  const asked = words.map((word) => ({ word, parts: partsOf(word) }));
  const rows = words.length === 0 ? [] : await selectAlike(app, asked);
  return words.map((word) => {
    const own = rows.filter(({ typed }) => typed === word);
    const uses = own.find((row) => row.word === word)?.uses ?? 0;
    const alike = own
      .flatMap((row) => (row.word === null ? [] : [{ word: row.word, uses: row.uses }]))
      .filter((row) => row.word !== word && (uses === 0 || uses * 20 < row.uses))
      .map((row) => ({ ...row, edits: editsBetween(word, row.word, editsFor(word)) }))
      .filter(({ edits }) => edits <= editsFor(word))
      .sort((a, b) => a.edits - b.edits || b.uses - a.uses)
      .slice(0, MOST_ALIKE);
    const others = alike.reduce((sum, row) => sum + row.uses, 0);
    const begun = word.length >= SHORTEST_BEGINNING ? (own[0]?.begun ?? 0) : uses;
    return { word, alike: alike.map((row) => row.word), uses: uses + others, most: begun + others };
  });
}

/** As PostgreSQL asks for them: `wide` with what is written alike and beginnings, `exact` as they were typed. */
export function wordQueries(meant: readonly Meant[], join: '&' | '|'): { wide: string; exact: string } {
  const exact = ({ word }: Meant) => (word.length >= SHORTEST_BEGINNING ? `'${word}':*` : `'${word}'`);
  const wide = (one: Meant) => `(${[exact(one), ...one.alike.map((word) => `'${word}'`)].join(' | ')})`;
  return { wide: meant.map(wide).join(` ${join} `), exact: meant.map(({ word }) => `'${word}'`).join(' | ') };
}

const BEFORE = 60;
const LENGTH = 240;

/** The part of a text in which words were found. */
function around(text: string, words: readonly string[]): string {
  const plain = text.replaceAll(/\s+/g, ' ');
  const folded = plain.toLowerCase();
  const places = words.map((word) => folded.indexOf(word)).filter((place) => place >= 0);
  const first = Math.min(...places, plain.length);
  if (first === plain.length || first < BEFORE * 2) return excerptOf(plain, LENGTH);
  const from = plain.indexOf(' ', first - BEFORE) + 1;
  return `… ${excerptOf(plain.slice(from), LENGTH)}`;
}
