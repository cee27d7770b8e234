import { originOf } from '#platform/addresses/index.ts';
import { queryText } from '#platform/http/index.ts';
import { type Html, markup, trusted } from '#lib/html/index.ts';
import { excerptOf, wordsOfHtml } from '#lib/markdown/index.ts';
import { marked } from '#lib/typos/index.ts';
import { findMembersByHandle } from '#people/members/index.ts';
import { feedsBelow } from '#ui/site/index.ts';
import { COMMUNITY, isOpenToAll, isSolved, mayStart, nameOf, pathOf } from '../domain.ts';
import { groupPath } from '../groups/groups.ts';
import { GROUPS } from '../groups/view.ts';
import { countUnread, selectBookmarks, selectFollows, selectReads } from '../own/service.ts';
import { knownAuthors } from '../people.ts';
import { searchThreads } from '../search/find.ts';
import { type CategoryRow, readCategories } from '../talk/categories.ts';
import {
  findPosts,
  findThreads,
  hasGroups,
  type ListName,
  listTags,
  listThreads,
  newestPosts,
  type PostRow,
  readable,
  type ThreadRow,
} from '../talk/read.ts';
import { tagSubject } from '../telling/tell.ts';
import { categoryPath, keyHtml, tagPath, timeHtml } from './bits.ts';
import { categoryCards, listTabs, type RowWords, searchBox, threadList } from './list-view.ts';
import { type ForumVisit, keyOf, show, showMissing, paramsOf, queryOf } from './visit.ts';

async function sharedOf(
  visit: ForumVisit,
  categories: readonly CategoryRow[],
  threads: readonly (ThreadRow & { lastRead?: number | null })[],
): Promise<RowWords> {
  const { app, words, language, member } = visit;
  const rows = threads.flatMap(({ authorId, lastAuthorId }) => [{ authorId }, { authorId: lastAuthorId }]);
  const [members, reads] = await Promise.all([
    knownAuthors(app, rows),
    member ? readsOf(visit, member.id, threads) : undefined,
  ]);
  return { words, language, now: app.clock.now(), categories, members, ...(reads ? { reads } : {}) };
}

/** How far a member read threads: lists know it, what was searched for does not. */
async function readsOf(
  { app }: ForumVisit,
  memberId: string,
  threads: readonly (ThreadRow & { lastRead?: number | null })[],
): Promise<Map<string, number>> {
  const unknown = threads.filter(({ lastRead }) => lastRead === undefined).map(({ id }) => id);
  const reads = unknown.length === 0 ? new Map() : await selectReads(app, memberId, unknown);
  for (const { id, lastRead } of threads) if (typeof lastRead === 'number') reads.set(id, lastRead);
  return reads;
}

/** The last active threads of some categories, a page of them. */
export async function threadsOf(
  visit: ForumVisit,
  categories: readonly CategoryRow[],
  path: string,
): Promise<Html> {
  const cursor = queryText(queryOf(visit)['before']) || undefined;
  const ids = categories.map(({ id }) => id);
  const memberId = visit.member?.id;
  const found = await listThreads(visit.app, { list: 'latest', categories: ids, cursor, memberId });
  return threadList(found, await sharedOf(visit, categories, [...found.pinned, ...found.rows]), path);
}

/** The front and its lists: latest, unanswered, solved, and a member's new and unread ones. */
export async function showFront(visit: ForumVisit, list: ListName): Promise<unknown> {
  const { app, words, member, who, settings } = visit;
  if ((list === 'new' || list === 'unread') && !member) return visit.reply.redirect(COMMUNITY, 303);
  const may = new Set((await readable(app, who)).map(({ id }) => id));
  const categories = (await readCategories(app)).filter(({ id }) => may.has(id));
  const cards = categories.filter(({ groupId }) => groupId === null);
  const cursor = queryText(queryOf(visit)['before']) || undefined;
  const ids = categories.map(({ id }) => id);
  const [found, unread, groups] = await Promise.all([
    listThreads(app, { list, categories: ids, cursor, memberId: member?.id }),
    member ? countUnread(app, member.id, ids) : undefined,
    hasGroups(app, who),
  ]);
  const path = listPath(list);
  const tab = (name: ListName, label: string, count?: number) => ({
    path: listPath(name),
    label,
    isCurrent: name === list,
    ...(count === undefined ? {} : { count }),
  });
  const tabs = [
    tab('latest', words.latest),
    ...(unread
      ? [tab('new', words.newList, unread.fresh), tab('unread', words.unreadList, unread.unread)]
      : []),
    tab('unanswered', words.unanswered),
    tab('solved', words.solvedList),
    { path: `${COMMUNITY}/tags`, label: words.tags, isCurrent: false },
    ...(groups ? [{ path: GROUPS, label: words.groups, isCurrent: false }] : []),
    ...(member ? [{ path: `${COMMUNITY}/bookmarks`, label: words.bookmarks, isCurrent: false }] : []),
  ];
  const shared = await sharedOf(visit, categories, [...found.pinned, ...found.rows]);
  const isFront = list === 'latest' && cursor === undefined;
  const title = tabs.find(({ isCurrent }) => isCurrent)?.label ?? settings.name;
  return show(visit, {
    title: isFront ? settings.name : title,
    description: settings.welcome,
    path,
    isHidden: !isFront && (cursor !== undefined || list === 'new' || list === 'unread'),
    feeds: feedsBelow(COMMUNITY, settings.name),
    data: isFront ? [siteData(settings.name, originOf(app, COMMUNITY))] : [],
    body: markup`<div class="hero">
        <div><h1>${isFront ? settings.name : title}</h1>${isFront ? markup`<p class="quiet">${settings.welcome}</p>` : null}</div>
        <a class="button" href="${COMMUNITY}/new">${words.ask}</a>
      </div>
      ${searchBox(words)} ${isFront ? categoryCards(words, cards) : null} ${listTabs(words, tabs)}
      ${threadList(found, shared, path)}`,
  });
}

function siteData(name: string, publicUrl: string): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    name,
    url: `${publicUrl}${COMMUNITY}`,
    potentialAction: {
      '@type': 'SearchAction',
      target: `${publicUrl}${COMMUNITY}/search?q={search_term_string}`,
      'query-input': 'required name=search_term_string',
    },
  };
}

/** A member follows a category or a tag with one button. */
async function followButton(visit: ForumVisit, subject: string, path: string): Promise<Html | null> {
  const { app, member, words } = visit;
  if (!member) return null;
  const isOn = (await selectFollows(app, member.id, [subject])).has(subject);
  return markup`<form method="post" action="${path}/follow">${keyHtml(keyOf(visit, member))}<button class="plain" name="act" value="${isOn ? 'unfollow' : 'follow'}">${isOn ? words.unfollow : words.follow}</button></form>`;
}

/** The threads of a category. */
export async function showCategory(visit: ForumVisit): Promise<unknown> {
  const { app, words, who } = visit;
  const { slug } = paramsOf(visit);
  const categories = await readable(app, who);
  const category = categories.find((one) => one.slug === slug);
  if (!category) return showMissing(visit);
  const given = queryText(queryOf(visit)['list']);
  const list: ListName = given === 'unanswered' || given === 'solved' ? given : 'latest';
  const cursor = queryText(queryOf(visit)['before']) || undefined;
  const found = await listThreads(app, {
    list,
    categories: [category.id],
    cursor,
    memberId: visit.member?.id,
  });
  const base = categoryPath(category.slug);
  const path = list === 'latest' ? base : `${base}?list=${list}`;
  const tabs = (['latest', 'unanswered', 'solved'] as const).map((name) => ({
    path: name === 'latest' ? base : `${base}?list=${name}`,
    label: name === 'latest' ? words.latest : name === 'solved' ? words.solvedList : words.unanswered,
    isCurrent: name === list,
  }));
  const shared = await sharedOf(visit, [], [...found.pinned, ...found.rows]);
  const mayBegin = mayStart(category, visit.member ? visit.who : { memberId: 'anybody', isStaff: false });
  return show(visit, {
    title: category.name,
    description: category.text,
    path,
    isHidden: cursor !== undefined || !isOpenToAll(category),
    feeds: feedsBelow(base, category.name),
    body: markup`<p class="crumbs"><a href="${COMMUNITY}">${words.section}</a>${category.group ? markup` › <a href="${groupPath(category.group.slug)}">${category.group.name}</a>` : null}</p>
      <div class="hero">
        <div><h1>${category.name}</h1><p class="quiet">${category.text}</p></div>
        ${mayBegin ? markup`<a class="button" href="${COMMUNITY}/new?category=${category.slug}">${words.start}</a>` : null}
        ${await followButton(visit, category.id, base)}
      </div>
      ${category.isArchived ? markup`<p class="note">${words.archived}</p>` : null} ${listTabs(words, tabs)}
      ${threadList(found, shared, path)}`,
  });
}

export async function showTags(visit: ForumVisit): Promise<unknown> {
  const { app, words, who } = visit;
  const tags = await listTags(app, who, 200);
  return show(visit, {
    title: words.tags,
    path: `${COMMUNITY}/tags`,
    body: markup`<p class="crumbs"><a href="${COMMUNITY}">${words.section}</a></p>
      <h1>${words.tags}</h1>
      ${
        tags.length === 0
          ? markup`<p class="quiet">${words.noTags}</p>`
          : markup`<p class="cloud">${tags.map(({ tag, threads }) => markup`<a href="${tagPath(tag)}">#${tag} <span class="quiet">${threads}</span></a> `)}</p>`
      }`,
  });
}

export async function showTag(visit: ForumVisit): Promise<unknown> {
  const { app, words, who } = visit;
  const tag = queryText(paramsOf(visit)['tag'], 60);
  const categories = await readable(app, who);
  const cursor = queryText(queryOf(visit)['before']) || undefined;
  const found = await listThreads(app, {
    list: 'latest',
    categories: categories.map(({ id }) => id),
    tag,
    cursor,
    memberId: visit.member?.id,
  });
  if (found.rows.length === 0 && cursor === undefined) return showMissing(visit);
  const shared = await sharedOf(visit, categories, found.rows);
  return show(visit, {
    title: words.taggedWith(tag),
    path: tagPath(tag),
    isHidden: cursor !== undefined,
    body: markup`<p class="crumbs"><a href="${COMMUNITY}">${words.section}</a> › <a href="${COMMUNITY}/tags">${words.tags}</a></p>
      <div class="hero"><h1>${words.taggedWith(tag)}</h1>${await followButton(visit, tagSubject(tag), tagPath(tag))}</div>
      ${threadList(found, shared, tagPath(tag))}`,
  });
}

/** What a member wrote where everybody, or this reader, may read. */
export async function showMemberPosts(visit: ForumVisit): Promise<unknown> {
  const { app, words, who } = visit;
  const handle = queryText(paramsOf(visit)['handle'], 60).toLowerCase();
  const [member] = await findMembersByHandle(app, [handle]);
  if (!member) return showMissing(visit);
  const before = queryText(queryOf(visit)['before']);
  const categories = (await readable(app, who)).map(({ id }) => id);
  const posts = await newestPosts(app, {
    authorId: member.id,
    categories,
    limit: 31,
    ...(before ? { before } : {}),
  });
  const path = `${COMMUNITY}/members/${encodeURIComponent(member.handle)}/posts`;
  const older = posts.length > 30 ? posts[29]!.id : undefined;
  return show(visit, {
    title: words.postsBy(member.displayName),
    path,
    isHidden: before !== '',
    body: markup`<p class="crumbs"><a href="${COMMUNITY}/members/${member.handle}">${member.displayName}</a></p>
      <h1>${words.postsBy(member.displayName)}</h1>
      ${await postList(visit, posts.slice(0, 30), words.noPosts)}
      ${older === undefined ? null : markup`<p class="older"><a class="button plain" rel="next" href="${path}?before=${older}">${words.older}</a></p>`}`,
  });
}

export async function showBookmarks(visit: ForumVisit): Promise<unknown> {
  const { app, words, member, reply } = visit;
  if (!member) return reply.redirect(`${COMMUNITY}/sign-in?back=${COMMUNITY}/bookmarks`, 303);
  const ids = await selectBookmarks(app, member.id);
  const posts = await findPosts(app, ids);
  const inOrder = ids.flatMap((id) => posts.find((post) => post.id === id && post.deletedAt === null) ?? []);
  return show(visit, {
    title: words.bookmarks,
    path: `${COMMUNITY}/bookmarks`,
    isHidden: true,
    body: markup`<h1>${words.bookmarks}</h1>
      ${await postList(visit, inOrder, words.noBookmarks)}`,
  });
}

async function postList(visit: ForumVisit, posts: readonly PostRow[], none: string): Promise<Html> {
  const { app, who, language } = visit;
  const threads = await findThreads(
    app,
    who,
    posts.map(({ threadId }) => threadId),
  );
  const now = app.clock.now();
  const items = posts.flatMap((post) => {
    const thread = threads.get(post.threadId);
    if (!thread) return [];
    return markup`<li>
      <a href="${pathOf(thread, post.number)}" dir="auto">${thread.title}</a> <span class="quiet">#${post.number} · ${timeHtml(post.createdAt, now, language)}</span>
      <p dir="auto">${excerptOf(wordsOfHtml(post.html), 240)}</p>
    </li>`;
  });
  return items.length === 0 ? markup`<p class="quiet">${none}</p>` : markup`<ul class="list">${items}</ul>`;
}

/** What fits to words, with filters; typing errors are forgiven. */
export async function showSearch(visit: ForumVisit): Promise<unknown> {
  const { app, words, who } = visit;
  const query = queryOf(visit);
  const [q, slug, by, tag] = ['q', 'category', 'by', 'tag'].map((name) => queryText(query[name]));
  const isSolvedOnly = queryText(query['solved']) === 'yes';
  const categories = await readable(app, who);
  const category = categories.find((one) => one.slug === slug);
  const [author] = by ? await findMembersByHandle(app, [by.toLowerCase().replace(/^@/, '')]) : [];
  const hits =
    q === '' || (by && !author)
      ? []
      : await searchThreads(app, who, {
          q: q!,
          ...(category ? { categories: [category.id] } : {}),
          ...(isSolvedOnly ? { isSolved: true } : {}),
          authorId: author?.id,
          tag: tag || undefined,
          limit: 30,
        });
  const filters = markup`<form class="filters" action="${COMMUNITY}/search" aria-label="${words.searchIn}">
    <input type="hidden" name="q" value="${q!}" />
    <label>${words.searchIn} <select name="category"><option value="">${words.anywhere}</option>${categories.map(
      (one) =>
        markup`<option value="${one.slug}"${one.id === category?.id ? trusted(' selected') : null}>${nameOf(one)}</option>`,
    )}</select></label>
    <label>${words.byWhom} <input type="text" name="by" value="${by!}" size="12" maxlength="40" /></label>
    <label>${words.tags} <input type="text" name="tag" value="${tag!}" size="10" maxlength="40" /></label>
    <label><input type="checkbox" name="solved" value="yes"${isSolvedOnly ? trusted(' checked') : null} /> ${words.onlySolved}</label>
    <button class="plain">${words.search}</button>
  </form>`;
  return show(visit, {
    title: q === '' ? words.search : words.resultsFor(q!),
    path: searchPath({ q, category: category?.slug, by, tag, solved: isSolvedOnly ? 'yes' : '' }),
    isHidden: true,
    body: markup`<h1>${q === '' ? words.search : words.resultsFor(q!)}</h1>
      ${searchBox(words, q)} ${q === '' ? null : filters}
      ${
        q !== '' && hits.length === 0
          ? markup`<div class="note"><p>${words.noResults}</p><p><a class="button" href="${COMMUNITY}/new">${words.ask}</a></p></div>`
          : markup`<ol class="list found">${hits.map(
              (hit) => markup`<li class="hit">
                <a href="${pathOf(hit.thread, hit.post.number)}" dir="auto">${highlight(hit.thread.title, hit.words)}</a>
                ${isSolved(hit.thread) ? markup` <span class="badge good">✓ ${words.solved}</span>` : null}
                <p class="quiet" dir="auto">${highlight(hit.excerpt, hit.words)}</p>
              </li>`,
            )}</ol>`
      }`,
  });
}

/** A search with what was asked, so that whoever chooses another language or signs in comes back to it. */
function searchPath(asked: Readonly<Record<string, string | undefined>>): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) if (value) given.set(name, value);
  return given.size === 0 ? `${COMMUNITY}/search` : `${COMMUNITY}/search?${given}`;
}

function highlight(text: string, words: readonly string[]): Html[] {
  return marked(text, words).map((piece) =>
    piece.isFound ? markup`<mark>${piece.text}</mark>` : markup`${piece.text}`,
  );
}

/** Threads that may answer a title somebody types, for the script of the form. */
export async function suggest(visit: ForumVisit): Promise<unknown> {
  const { app, who, reply } = visit;
  const q = queryText(queryOf(visit)['q'], 150);
  const hits = q.length < 4 ? [] : await searchThreads(app, who, { q, limit: 5, isLoose: true });
  return reply.header('cache-control', 'private, no-store').send({
    items: hits.map(({ thread }) => ({
      title: thread.title,
      path: pathOf(thread),
      isSolved: isSolved(thread),
    })),
  });
}

/** `/community/new` is where a thread is begun. */
function listPath(list: ListName): string {
  return list === 'latest' ? COMMUNITY : `${COMMUNITY}/${list === 'new' ? 'new-threads' : list}`;
}
