import type { App } from '#platform/app/index.ts';
import { cleanAgain, excerptOf, wordsOfHtml } from '#lib/markdown/index.ts';
import { type Html, markup, trusted } from '#lib/html/index.ts';
import { pathOf } from '../domain.ts';
import { authorsOf } from '../people.ts';
import { answersOf, postsOf, type PostRow, type ThreadRow } from '../talk/read.ts';
import { FORUM_DIALECT } from '../talk/written.ts';
import { type Words, wordsIn } from '../words/index.ts';
import { nameHtml, type Shown, shownOf, timeHtml } from './bits.ts';

/** A post as it is shown to everybody: what a reader can do with it is put between head and foot. */
export interface PostPart {
  id: string;
  number: number;
  authorId: string | null;
  authorName: string;
  revision: number;
  isDeleted: boolean;
  /** It waits for a look: shown to its author only. */
  isHeld: boolean;
  isAccepted: boolean;
  reactions: PostRow['reactions'];
  createdAt: Date;
  editedAt: Date | null;
  /** The beginning of what it says, in plain words. */
  plain: string;
  head: Html;
  body: Html;
}

/** What a page of a thread is made of, the same for all its readers. */
export interface ThreadParts {
  posts: readonly PostPart[];
  /** Accepted answers of the whole thread. */
  answers: readonly PostPart[];
  author: Shown;
}

const MOST_KEPT = 400;
/** Names and faces change without a new version of the thread. */
const FRESH_MS = 60_000;

interface Kept {
  parts: Promise<ThreadParts>;
  at: number;
}

const kept = new WeakMap<App, Map<string, Kept>>();

/**
 * The parts of a page, made once for each version of its thread: the version goes up with everything that can be seen in it, so what is
 * kept under it never has to be thrown away, only forgotten when there is too much.
 */
export function partsOf(app: App, thread: ThreadRow, page: number, language: string): Promise<ThreadParts> {
  let map = kept.get(app);
  if (!map) kept.set(app, (map = new Map()));
  const key = `${thread.id} ${thread.version} ${page} ${language}`;
  const now = app.clock.now().getTime();
  const known = map.get(key);
  if (known && now - known.at < FRESH_MS) return known.parts;
  const parts = make(app, thread, page, language);
  map.delete(key);
  map.set(key, { parts, at: now });
  parts.catch(() => map.delete(key));
  if (map.size > MOST_KEPT) map.delete(map.keys().next().value!);
  return parts;
}

async function make(app: App, thread: ThreadRow, page: number, language: string): Promise<ThreadParts> {
  const words = wordsIn(language);
  const [rows, answers] = await Promise.all([
    postsOf(app, thread.id, page),
    thread.answers > 0 ? answersOf(app, thread.id) : [],
  ]);
  const replied = new Map(rows.map((row) => [row.number, row]));
  const members = await authorsOf(app, [...rows, ...answers, thread]);
  const now = app.clock.now();
  const part = (row: PostRow): PostPart => {
    const shown = shownOf(row, members, words);
    const target = row.replyTo === null ? undefined : replied.get(row.replyTo);
    const to = target ? shownOf(target, members, words).name : '…';
    return {
      id: row.id,
      number: row.number,
      authorId: row.authorId,
      authorName: shown.name,
      revision: row.revision,
      isDeleted: row.deletedAt !== null,
      isHeld: row.hold === 'held',
      isAccepted: row.acceptedAt !== null,
      reactions: row.reactions,
      createdAt: row.createdAt,
      editedAt: row.editedAt,
      plain: row.deletedAt === null ? excerptOf(wordsOfHtml(row.html), 500) : '',
      head: headOf(thread, row, { shown, to, words, now, language }),
      body:
        row.deletedAt === null || row.hold === 'held'
          ? markup`<div class="said" dir="auto">${trusted(cleanAgain(row.html, FORUM_DIALECT))}</div>`
          : markup`<p class="gone quiet">${(row.hold === 'hidden' ? words.hiddenPost : words.deleted)(row.deletedReason ?? '')}</p>`,
    };
  };
  return { posts: rows.map(part), answers: answers.map(part), author: shownOf(thread, members, words) };
}

function headOf(
  thread: ThreadRow,
  row: PostRow,
  {
    shown,
    to: toWhom,
    words,
    now,
    language,
  }: { shown: Shown; to: string; words: Words; now: Date; language: string },
): Html {
  const edited =
    row.editedAt === null
      ? null
      : markup` <a class="quiet" rel="nofollow" href="/community/p/${row.id}/history">${words.edited}</a>`;
  const to =
    row.replyTo === null || row.replyTo === 1
      ? null
      : markup`<a class="to quiet" href="${pathOf(thread, row.replyTo)}">↪ ${words.answersTo(row.replyTo, toWhom)}</a>`;
  return markup`<header class="post-head">
    ${shown.face}<span class="post-by"><span>${nameHtml(shown, words)}</span><span class="quiet">${timeHtml(row.createdAt, now, language)}${edited}</span></span>${to}<a class="number quiet" href="${pathOf(thread, row.number)}">#${row.number}</a>
  </header>`;
}
