import { noteVisit, rightsOf } from '#embrace/trust/index.ts';
import { excerptOf } from '#lib/markdown/index.ts';
import { feedsBelow } from '#ui/site/index.ts';
import { addressOf, originOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { COMMUNITY, isOpenToAll, mayAccept, mayAnswer, mayModerate, PAGE, pathOf } from '../domain.ts';
import { seenAbout } from '#embrace/notifications/index.ts';
import type { SignedIn } from '#people/members/index.ts';
import { noteReading, type OwnRow } from '../own/service.ts';
import { pollOf } from '../polls/pages.ts';
import { timersHtml } from '../timers/view.ts';
import { findPost, findThread, historyOf, type ThreadRow } from '../talk/read.ts';
import { mayEdit } from '../talk/wiki.ts';
import { authorsOf } from '../people.ts';
import { aboveThreadPort, besideThreadPort } from '../ports.ts';
import { nameNow } from './bits.ts';
import { historyView } from './history-view.ts';
import { type OpenPage, openPage } from './parts.ts';
import { knownRelated, lookUpRelated, relatedHtml } from './related.ts';
import { dataOf, lastPage, lastShown, type Reader, type ThreadPage, threadView } from './thread-view.ts';
import { type ForumVisit, isSpeaking, keyOf, paramsOf, queryOf, SCRIPT, show, showMissing } from './visit.ts';

/** Numbers of posts end with it. */
const MOST_PAGES = 50_000;

/** A page of a thread. Other addresses of it, and what was merged into another one, lead on. */
export async function showThread(visit: ForumVisit): Promise<unknown> {
  const { app, who } = visit;
  const { id, slug } = paramsOf(visit);
  const asked = queryOf(visit)['page'];
  const page = asked === undefined ? 1 : Number(asked);
  const isPage = Number.isInteger(page) && page >= 1 && page <= MOST_PAGES;
  const found = await openPage(app, who, id!, {
    page: isPage ? page : 1,
    language: visit.language,
    beside: knownRelated(app, id!),
  });
  if (!found) return showMissing(visit);
  const { thread } = found;
  if (thread.mergedInto !== null) return leadOn(visit, thread.mergedInto);
  if (slug !== thread.slug) return leadTo(visit, thread, page);
  if (!isPage || page > lastPage(thread)) return showMissing(visit);
  lookUpRelated(app, thread);
  const shown = await pageOf(visit, found, page);
  const [first] = found.parts.posts;
  return show(visit, {
    title: page === 1 ? thread.title : `${thread.title} – ${visit.words.page(page)}`,
    description: excerptOf(first?.plain ?? thread.title, 200),
    path: `${pathOf(thread)}${page === 1 ? '' : `?page=${page}`}`,
    kind: 'article',
    isEmbeddable: page === 1,
    ...(first?.picture ? { imageUrl: addressOf(app, first.picture) } : {}),
    feeds: feedsBelow(`${COMMUNITY}/t/${thread.id}`, thread.title),
    data: dataOf(shown, originOf(app, COMMUNITY)),
    isWide: false,
    isHidden: !isOpenToAll(found.category),
    scripts: visit.member || thread.hasPoll ? [SCRIPT] : [],
    body: threadView(shown),
  });
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

async function pageOf(visit: ForumVisit, found: OpenPage, page: number): Promise<ThreadPage> {
  const { thread, category, parts } = found;
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
  const related = relatedHtml(found.beside, words);
  const beside =
    member && thread.kind === 'question'
      ? (app.find(besideThreadPort)?.(visit.language, thread.id) ?? null)
      : null;
  const above = (await app.find(aboveThreadPort)?.(app, visit.language, thread.id)) ?? null;
  const reader = member
    ? await readerOf(visit, member, found, { page, mayAnswer: whyNot === null })
    : undefined;
  const { poll, adds: addsPoll } = page === 1 ? await pollOf(visit, found) : { poll: null, adds: null };
  const timers = timersHtml(thread, words, visit.language);
  return {
    thread,
    category,
    parts,
    page,
    words,
    reader,
    whyNot,
    related,
    beside,
    above,
    poll,
    timers,
    addsPoll,
  };
}

const NOTHING: OwnRow = { reactions: {}, bookmarks: [], isFollowing: false, lastRead: 0, draft: '' };

/** What the reader did here before, and may do. That he is here is noted. */
async function readerOf(
  visit: ForumVisit,
  member: SignedIn,
  { thread, parts, category, own: before }: OpenPage,
  { page, mayAnswer: mayAnswerHere }: { page: number; mayAnswer: boolean },
): Promise<Reader> {
  const { app, who } = visit;
  const own = before ?? NOTHING;
  await Promise.all([
    page === lastPage(thread) ? seenAbout(app, member, thread.id) : undefined,
    noteReader(app, member, {
      threadId: thread.id,
      before: own.lastRead,
      reached: lastShown(thread, page),
    }),
  ]);
  const keepsOrder = mayModerate(category, who);
  // Asked for only where there is a wiki of somebody else.
  const hasWiki =
    !category.isArchived && parts.posts.some(({ isWiki, authorId }) => isWiki && authorId !== member.id);
  return {
    key: keyOf(visit, member),
    mayAnswer: mayAnswerHere,
    mayAccept: mayAccept(thread, { ...who, isStaff: keepsOrder }),
    keepsOrder,
    editsWiki: hasWiki && (keepsOrder || (await rightsOf(app, member)).mayEditWiki),
    isAuthor: thread.authorId === member.id,
    memberId: member.id,
    reactions: new Map(Object.entries(own.reactions).map(([id, kinds]) => [id, new Set(kinds)])),
    bookmarks: new Set(own.bookmarks),
    blocked: new Set(member.blocked),
    isFollowing: own.isFollowing,
    lastRead: own.lastRead,
    draft: own.draft,
  };
}

/** How far somebody read, and that he was here; what he had not read before counts for his level. */
async function noteReader(
  app: App,
  member: SignedIn,
  { threadId, before, reached }: { threadId: string; before: number; reached: number },
): Promise<void> {
  await noteVisit(app, member.id);
  if (reached <= before) return;
  await noteReading(app, member.id, threadId, { reached, count: Math.min(PAGE, reached - before) });
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
  const here = { isStaff: mayModerate(found.category, who) };
  const mayRevert = isSpeaking(visit.member) && (await mayEdit(app, here, who, found));
  return show(visit, {
    title: words.history,
    path: `${COMMUNITY}/p/${id}/history`,
    isHidden: true,
    body: historyView({ ...found, revisions, mayRevert, words, language, now: app.clock.now() }),
  });
}
