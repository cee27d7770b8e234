import { countFact, noteVisit } from '#embrace/trust/index.ts';
import { type Html, markup } from '#lib/html/index.ts';
import { excerptOf } from '#lib/markdown/index.ts';
import { COMMUNITY, mayAccept, mayAnswer, PAGE, pathOf, type Reaction } from '../domain.ts';
import { seenAbout } from '#embrace/notifications/index.ts';
import { findDraft, noteRead, selectBookmarks, selectFollows, selectReads } from '../own/service.ts';
import { searchThreads } from '../search/find.ts';
import {
  type Found,
  findPost,
  findThread,
  findThreads,
  historyOf,
  ownReactions,
  type ThreadRow,
} from '../talk/read.ts';
import { authorsOf } from '../people.ts';
import { besideThreadPort } from '../ports.ts';
import { nameNow } from './bits.ts';
import { feedsOf } from './feeds.ts';
import { historyView } from './history-view.ts';
import { partsOf, type ThreadParts } from './parts.ts';
import { dataOf, lastPage, lastShown, type Reader, type ThreadPage, threadView } from './thread-view.ts';
import { type ForumVisit, isSpeaking, keyOf, paramsOf, queryOf, SCRIPT, show, showMissing } from './visit.ts';

/** A page of a thread. Other addresses of it, and what was merged into another one, lead on. */
export async function showThread(visit: ForumVisit): Promise<unknown> {
  const { app, who } = visit;
  const { id, slug } = paramsOf(visit);
  const asked = queryOf(visit)['page'];
  const found = await findThread(app, who, id!);
  if (!found) return showMissing(visit);
  const { thread } = found;
  if (thread.mergedInto !== null) return leadOn(visit, thread.mergedInto);
  const page = asked === undefined ? 1 : Number(asked);
  if (slug !== thread.slug) return leadTo(visit, thread, page);
  if (!Number.isInteger(page) || page < 1 || page > lastPage(thread)) return showMissing(visit);
  const parts = await partsOf(app, thread, page, visit.language);
  const shown = await pageOf(visit, found, parts, page);
  if (visit.member) {
    await noteReader(visit, visit.member.id, shown);
    if (page === lastPage(thread)) await seenAbout(app, visit.member.id, thread.id);
  }
  const [first] = parts.posts;
  return show(visit, {
    title: page === 1 ? thread.title : `${thread.title} – ${visit.words.page(page)}`,
    description: excerptOf(first?.plain ?? thread.title, 200),
    path: `${pathOf(thread)}${page === 1 ? '' : `?page=${page}`}`,
    kind: 'article',
    feeds: feedsOf(visit.words, `${COMMUNITY}/t/${thread.id}`, thread.title),
    data: dataOf(shown, app.config.publicUrl),
    isWide: false,
    isHidden: found.category.whoReads !== 'everybody',
    scripts: visit.member ? [SCRIPT] : [],
    body: threadView(shown),
  });
}

/** How far somebody read, and that he was here; what he had not read before counts for his level. */
async function noteReader(
  { app }: ForumVisit,
  memberId: string,
  { thread, page, reader }: ThreadPage,
): Promise<void> {
  const last = lastShown(thread, page);
  await noteRead(app, { memberId }, thread.id, last);
  await noteVisit(app, memberId);
  await countFact(app, memberId, 'reads', Math.min(PAGE, Math.max(0, last - (reader?.lastRead ?? 0))));
}

async function leadOn(visit: ForumVisit, id: string): Promise<unknown> {
  const found = await findThread(visit.app, visit.who, id);
  return found ? leadTo(visit, found.thread) : showMissing(visit);
}

/** A title may be changed back, and not everybody may read it: nobody keeps for long, or for others, where this led. */
function leadTo({ member, reply }: ForumVisit, thread: ThreadRow, page = 1): unknown {
  const more = Number.isInteger(page) && page > 1 && page <= lastPage(thread) ? `?page=${page}` : '';
  return reply
    .headers({
      'cache-control': member ? 'private, no-store' : 'public, max-age=0, s-maxage=1',
      vary: 'Cookie',
    })
    .redirect(`${pathOf(thread)}${more}`, 301);
}

async function pageOf(
  visit: ForumVisit,
  { thread, category }: Found,
  parts: ThreadParts,
  page: number,
): Promise<ThreadPage> {
  const { app, words, member, who } = visit;
  const mayThis = mayAnswer(
    category,
    thread.closedAt !== null,
    member ? who : { memberId: 'anybody', isStaff: false },
  );
  const closed = thread.closedReason ? words.closedBecause(thread.closedReason) : words.closedText;
  const whyNot =
    thread.hold === 'held'
      ? words.waits
      : thread.closedAt !== null
        ? closed
        : category.isArchived
          ? words.archived
          : !mayThis
            ? words.mayNotAnswer
            : member && !isSpeaking(member)
              ? words.silenced
              : null;
  const related = await relatedTo(visit, thread);
  const beside =
    member && thread.kind === 'question'
      ? (app.find(besideThreadPort)?.(visit.language, thread.id) ?? null)
      : null;
  const reader = member ? await readerOf(visit, { thread, category }, parts, whyNot === null) : undefined;
  return { thread, category, parts, page, words, reader, whyNot, related, beside };
}

async function readerOf(
  visit: ForumVisit,
  { thread }: Found,
  parts: ThreadParts,
  mayAnswerHere: boolean,
): Promise<Reader> {
  const { app, member, who } = visit;
  const memberId = member!.id;
  const ids = parts.posts.map(({ id }) => id);
  const [given, bookmarks, follows, reads, draft] = await Promise.all([
    ownReactions(app, memberId, ids),
    selectBookmarks(app, memberId, ids),
    selectFollows(app, memberId, [thread.id]),
    selectReads(app, memberId, [thread.id]),
    findDraft(app, memberId, thread.id),
  ]);
  const reactions = new Map<string, Set<Reaction>>();
  for (const { postId, kind } of given) reactions.set(postId, (reactions.get(postId) ?? new Set()).add(kind));
  return {
    key: keyOf(visit, member!),
    mayAnswer: mayAnswerHere,
    mayAccept: mayAccept(thread, who),
    isAuthor: thread.authorId === memberId,
    memberId,
    reactions,
    bookmarks: new Set(bookmarks),
    isFollowing: follows.has(thread.id),
    lastRead: reads.get(thread.id) ?? 0,
    draft: draft?.markdown ?? '',
  };
}

const MOST_RELATED = 4;
const RELATED_MS = 10 * 60_000;
const MOST_KEPT = 2000;

interface KeptRelated {
  /** Ids of threads, by the id of the one that they stand beside. */
  rows: Map<string, { at: number; threads: string[] }>;
  /** One search at a time: nobody waits for it. */
  isBusy: boolean;
}
const EVERYBODY = { memberId: null, isStaff: false };
const keptRelated = new WeakMap<object, KeptRelated>();

/** Threads about the same, among what everybody may still read: looked up behind the page, shown from the next one on, for ten minutes. */
async function relatedTo({ app, words }: ForumVisit, thread: ThreadRow): Promise<Html | null> {
  let kept = keptRelated.get(app);
  if (!kept) keptRelated.set(app, (kept = { rows: new Map(), isBusy: false }));
  const now = app.clock.now().getTime();
  const known = kept.rows.get(thread.id);
  if (!known || now - known.at > RELATED_MS) lookUp(app, kept, thread, now);
  const found = known?.threads ?? [];
  const there = await findThreads(app, EVERYBODY, found);
  const others = found.flatMap((id) => there.get(id) ?? []);
  if (others.length === 0) return null;
  return markup`<aside class="related" aria-label="${words.related}">
    <h2>${words.related}</h2>
    <ul class="list">
      ${others.map((one) => markup`<li><a href="${pathOf(one)}">${one.title}</a></li>`)}
    </ul>
  </aside>`;
}

function lookUp(app: ForumVisit['app'], kept: KeptRelated, thread: ThreadRow, at: number): void {
  if (kept.isBusy) return;
  kept.isBusy = true;
  keepRelated(app, kept, thread, at)
    .catch((error: unknown) => app.log.warn({ err: error }, 'related threads could not be looked up'))
    .finally(() => (kept.isBusy = false));
}

async function keepRelated(
  app: ForumVisit['app'],
  kept: KeptRelated,
  thread: ThreadRow,
  at: number,
): Promise<void> {
  const wish = { q: thread.title, limit: MOST_RELATED + 1, isLoose: true };
  const hits = await searchThreads(app, EVERYBODY, wish);
  const threads = hits.map((hit) => hit.thread.id).filter((id) => id !== thread.id);
  kept.rows.delete(thread.id);
  kept.rows.set(thread.id, { at, threads: threads.slice(0, MOST_RELATED) });
  if (kept.rows.size > MOST_KEPT) kept.rows.delete(kept.rows.keys().next().value!);
}

/** Where a post stands now, wherever it was moved to. */
export async function leadToPost(visit: ForumVisit): Promise<unknown> {
  const found = await findPost(visit.app, visit.who, paramsOf(visit)['id']!);
  return found ? visit.reply.redirect(pathOf(found.thread, found.post.number), 302) : showMissing(visit);
}

/** What a post said before. */
export async function showHistory(visit: ForumVisit): Promise<unknown> {
  const { app, who, words, language } = visit;
  const id = paramsOf(visit)['id']!;
  const found = await findPost(app, who, id);
  // What was deleted is not read in its history, either.
  if (!found || found.post.deletedAt !== null || found.thread.deletedAt !== null) return showMissing(visit);
  const rows = await historyOf(app, id);
  const members = await authorsOf(
    app,
    rows.map(({ byId }) => ({ authorId: byId })),
  );
  const revisions = rows.map((row) => ({ ...row, byName: nameNow(row.byId, row.byName, members, words) }));
  return show(visit, {
    title: words.history,
    path: `${COMMUNITY}/p/${id}/history`,
    isHidden: true,
    body: historyView({ ...found, revisions, words, language, now: app.clock.now() }),
  });
}
