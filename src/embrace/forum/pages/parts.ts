import { originsOf } from '#platform/addresses/index.ts';
import { type App, perApp } from '#platform/app/index.ts';
import { cleanAgain, excerptOf, wordsOfHtml } from '#lib/markdown/index.ts';
import { type Html, markup, trusted } from '#lib/html/index.ts';
import { readCommunity, signatureOf } from '#people/members/index.ts';
import { marksIn } from '#embrace/honours/index.ts';
import { COMMUNITY, pathOf, type Standing } from '../domain.ts';
import { knownAuthors } from '../people.ts';
import type { OwnRow } from '../own/service.ts';
import { findPage, type Found, type NamedThread, type PageRow, type ThreadRow } from '../talk/read.ts';
import { FORUM_DIALECT } from '../talk/written.ts';
import { cardsHtml } from '../previews/view.ts';
import { type Words, wordsIn } from '../words/index.ts';
import { nameHtml, type Shown, shownOf, timeHtml } from './bits.ts';

/** A post as it is shown to everybody: what a reader can do with it is put between head and foot. */
export interface PostPart {
  id: string;
  number: number;
  authorId: string | null;
  authorName: string;
  /** Where more of the author is read; null for the company and for former members. */
  authorPath: string | null;
  revision: number;
  isDeleted: boolean;
  /** It waits for a look: shown to its author only. */
  isHeld: boolean;
  isAccepted: boolean;
  isWiki: boolean;
  reactions: PageRow['reactions'];
  createdAt: Date;
  editedAt: Date | null;
  /** The beginning of what it says, in plain words. */
  plain: string;
  /** Path of the first picture in it. */
  picture: string | null;
  head: Html;
  body: Html;
  /** Of its author, as it is now. */
  signature: Html | null;
}

/** What a page of a thread is made of, the same for all its readers. */
export interface ThreadParts {
  posts: readonly PostPart[];
  /** Accepted answers of the whole thread. */
  answers: readonly PostPart[];
  author: Shown;
}

/** A page of a thread that may be shown. */
export interface OpenPage extends Found {
  parts: ThreadParts;
  /** Those of the other threads that everybody may read. */
  beside: readonly NamedThread[];
  /** What the reader did here before; null for a stranger. */
  own: OwnRow | null;
}

const MOST_KEPT = 400;
/** Names and faces change without a new version of the thread. */
const FRESH_MS = 50_000;

interface Kept {
  version: number;
  parts: ThreadParts;
  /** Other threads that its posts call by their title. */
  named: readonly NamedThread[];
  at: number;
}

const keptOf = perApp(() => new Map<string, Kept>());

/**
 * A page with its parts, which are made once for each version of their thread: it goes up with everything that can be seen in it. The database is asked one
 * question, and tells of posts only what is not known. `beside` are ids of other threads that the page names.
 */
export async function openPage(
  app: App,
  who: Standing,
  id: string,
  { page, language, beside }: { page: number; language: string; beside: readonly string[] },
): Promise<OpenPage | undefined> {
  const map = keptOf(app);
  const key = `${id} ${page} ${language}`;
  const now = app.clock.now().getTime();
  const entry = map.get(key);
  const known = entry && now - entry.at < FRESH_MS ? entry : undefined;
  const asked = [...new Set([...beside, ...(known?.named ?? []).map((one) => one.id)])];
  const found = await findPage(app, who, id, { page, version: known?.version, beside: asked });
  if (!found) return undefined;
  const { rows: told, ...open } = { ...found, beside: found.beside.filter((one) => beside.includes(one.id)) };
  if (known && told === undefined && areSame(known.named, found.beside))
    return { ...open, parts: known.parts };
  // A thread that is called by its title has another one now, or is not for everybody any more.
  const rows = told ?? (await findPage(app, who, id, { page, version: undefined, beside: [] }))?.rows;
  const parts = await make(app, found.thread, rows ?? { posts: [], answers: [] }, language);
  if (parts.posts.length > 0) {
    map.delete(key);
    const named = [...(rows?.posts ?? []), ...(rows?.answers ?? [])].flatMap((row) => row.named ?? []);
    map.set(key, { version: found.thread.version, parts, named, at: now });
    if (map.size > MOST_KEPT) map.delete(map.keys().next().value!);
  }
  return { ...open, parts };
}

/** Whether threads are still there for everybody, and called as they were. */
function areSame(named: readonly NamedThread[], now: readonly NamedThread[]): boolean {
  const titles = new Map(now.map(({ id, title, slug }) => [id, `${slug} ${title}`]));
  return named.every(({ id, title, slug }) => titles.get(id) === `${slug} ${title}`);
}

async function make(
  app: App,
  thread: ThreadRow,
  { posts: rows, answers }: { posts: PageRow[]; answers: PageRow[] },
  language: string,
): Promise<ThreadParts> {
  const words = wordsIn(language);
  const replied = new Map(rows.map((row) => [row.number, row]));
  const [members, { signature: rule, showsPreviews }, marks] = await Promise.all([
    knownAuthors(app, [...rows, ...answers, thread]),
    readCommunity(app),
    marksIn(app, language),
  ]);
  const now = app.clock.now();
  const part = (row: PageRow): PostPart => {
    const shown = shownOf(row, members, words);
    const author = row.authorId === null ? undefined : members.get(row.authorId);
    const isRead = row.deletedAt === null || row.hold === 'held';
    const html = isRead ? cleanAgain(row.html, FORUM_DIALECT) : null;
    const shownHtml =
      html === null || !showsPreviews ? html : cardsHtml(html, row, originsOf(app, COMMUNITY));
    const target = row.replyTo === null ? undefined : replied.get(row.replyTo);
    const to = target ? shownOf(target, members, words).name : '…';
    return {
      id: row.id,
      number: row.number,
      authorId: row.authorId,
      authorName: shown.name,
      authorPath: shown.path,
      revision: row.revision,
      isDeleted: row.deletedAt !== null,
      isHeld: row.hold === 'held',
      isAccepted: row.acceptedAt !== null,
      isWiki: row.isWiki,
      reactions: row.reactions,
      createdAt: row.createdAt,
      editedAt: row.editedAt,
      plain: html === null || row.deletedAt !== null ? '' : excerptOf(wordsOfHtml(html), 500),
      picture: row.deletedAt === null ? pictureIn(html) : null,
      head: headOf(thread, row, { shown, marks: marks(shown.honours), to, words, now, language }),
      body:
        shownHtml === null
          ? markup`<p class="gone quiet">${(row.hold === 'hidden' ? words.hiddenPost : words.deleted)(row.deletedReason ?? '')}</p>`
          : markup`<div class="said" dir="auto">${trusted(shownHtml)}</div>`,
      signature: html === null || !author ? null : signatureOf(author, rule),
    };
  };
  return { posts: rows.map(part), answers: answers.map(part), author: shownOf(thread, members, words) };
}

function headOf(
  thread: ThreadRow,
  row: PageRow,
  {
    shown,
    marks,
    to: toWhom,
    words,
    now,
    language,
  }: { shown: Shown; marks: Html | null; to: string; words: Words; now: Date; language: string },
): Html {
  const edited = row.isWiki && row.editors > 0 ? words.wikiEdited(row.editors) : words.edited;
  const history =
    row.editedAt === null
      ? null
      : markup` <a class="quiet" rel="nofollow" href="/community/p/${row.id}/history">${edited}</a>`;
  const wiki = row.isWiki
    ? markup` <span class="badge" title="${words.wikiText}">${words.wiki}</span>`
    : null;
  const to =
    row.replyTo === null || row.replyTo === 1
      ? null
      : markup`<a class="to quiet" href="${pathOf(thread, row.replyTo)}">↪ ${words.answersTo(row.replyTo, toWhom)}</a>`;
  return markup`<header class="post-head">
    ${shown.face}<span class="post-by"><span>${nameHtml(shown, words)} ${marks}${wiki}</span><span class="quiet">${timeHtml(row.createdAt, now, language)}${history}</span></span>${to}<a class="number quiet" href="${pathOf(thread, row.number)}">#${row.number}</a>
  </header>`;
}

/** A photo of the author's own, which is kept here; pictures of other sites are never loaded by pages. */
function pictureIn(html: string | null): string | null {
  return /<img [^>]*src="(\/community\/files\/[\w-]+)"/.exec(html ?? '')?.[1] ?? null;
}
