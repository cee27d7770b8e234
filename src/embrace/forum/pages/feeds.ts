import { originOf } from '#platform/addresses/index.ts';
import { cleanAgain } from '#lib/markdown/index.ts';
import { type Feed, type FeedEntry, siteMapOf } from '#ui/feeds/index.ts';
import { type FeedName, sendFeed, sendShared, withAddresses } from '#ui/site/index.ts';
import { COMMUNITY, EVERYBODY, pathOf } from '../domain.ts';
import { authorsOf } from '../people.ts';
import {
  findThread,
  listThreads,
  mapThreads,
  newestPosts,
  postAt,
  type PostRow,
  readable,
  type ThreadRow,
} from '../talk/read.ts';
import { plainCards, previewsOf } from '../previews/of-posts.ts';
import { FORUM_DIALECT } from '../talk/written.ts';
import { categoryPath, shownOf } from './bits.ts';
import { type ForumVisit, showMissing } from './visit.ts';

const MOST = 40;
const MOST_MAPPED = 50_000;

/** New threads of the community, or of a category. Feeds are the same for all: only what everybody may read. */
export async function sendThreadsFeed(visit: ForumVisit, kind: FeedName): Promise<unknown> {
  const { app, request, settings } = visit;
  const { slug } = request.params as { slug?: string };
  const categories = await readable(app, EVERYBODY);
  const category = slug === undefined ? undefined : categories.find((one) => one.slug === slug);
  if (slug !== undefined && !category) return showMissing(visit);
  const ids = category ? [category.id] : categories.map(({ id }) => id);
  const { pinned, rows } = await listThreads(app, { list: 'latest', categories: ids, limit: MOST });
  const threads = [...pinned, ...rows].sort((a, b) => b.lastActivity.getTime() - a.lastActivity.getTime());
  const firsts = await Promise.all(threads.map((thread) => postAt(app, thread.id, 1)));
  const posts = threads.flatMap((thread, index) => {
    const post = firsts[index];
    return post ? [{ thread, post, at: thread.lastActivity }] : [];
  });
  const home = category ? categoryPath(category.slug) : COMMUNITY;
  return send(visit, kind, {
    title: category ? `${category.name} – ${settings.name}` : settings.name,
    description: category?.text ?? settings.welcome,
    home,
    entries: await entriesOf(visit, posts),
  });
}

/** New posts of a thread. */
export async function sendThreadFeed(visit: ForumVisit, kind: FeedName): Promise<unknown> {
  const { app, request } = visit;
  const { id } = request.params as { id: string };
  const found = await findThread(app, EVERYBODY, id);
  if (!found || found.thread.deletedAt !== null) return showMissing(visit);
  const posts = await newestPosts(app, { threadId: id, limit: MOST });
  return send(visit, kind, {
    title: found.thread.title,
    description: found.category.name,
    home: pathOf(found.thread),
    feed: `${COMMUNITY}/t/${id}`,
    entries: await entriesOf(
      visit,
      posts.map((post) => ({ thread: found.thread, post, at: post.editedAt ?? post.createdAt })),
    ),
  });
}

async function entriesOf(
  { app, words }: ForumVisit,
  rows: readonly { thread: ThreadRow; post: PostRow; at: Date }[],
): Promise<FeedEntry[]> {
  const posts = rows.map(({ post }) => post);
  const [members, previews] = await Promise.all([authorsOf(app, posts), previewsOf(app, posts)]);
  const publicUrl = originOf(app, COMMUNITY);
  return rows.map(({ thread, post, at }) => ({
    id: `${app.config.publicUrl}${COMMUNITY}/p/${post.id}`,
    guid: post.id,
    title: post.number === 1 ? thread.title : `${thread.title} #${post.number}`,
    url: `${publicUrl}${pathOf(thread, post.number === 1 ? undefined : post.number)}`,
    html: withAddresses(plainCards(cleanAgain(post.html, FORUM_DIALECT), previews.get(post.id)), publicUrl),
    publishedAt: post.createdAt,
    updatedAt: at,
    author: shownOf(post, members, words).name,
    tags: thread.tags,
  }));
}

function send(
  { app, request, reply, language }: ForumVisit,
  kind: FeedName,
  feed: Pick<Feed, 'title' | 'description' | 'entries'> & { home: string; feed?: string },
): unknown {
  const publicUrl = originOf(app, COMMUNITY);
  return sendFeed(request, reply, kind, {
    title: feed.title,
    description: feed.description || feed.title,
    language,
    homeUrl: `${publicUrl}${feed.home}`,
    selfUrl: `${publicUrl}${feed.feed ?? feed.home}/feed.${kind}`,
    entries: feed.entries,
  });
}

/** Addresses of everything that everybody may read. */
export async function sendSiteMap({ app, request, reply }: ForumVisit): Promise<unknown> {
  const categories = await readable(app, EVERYBODY);
  const publicUrl = originOf(app, COMMUNITY);
  const threads = await mapThreads(
    app,
    categories.map(({ id }) => id),
    MOST_MAPPED - categories.length - 1,
  );
  const body = siteMapOf([
    { url: `${publicUrl}${COMMUNITY}` },
    ...categories.map(({ slug }) => ({ url: `${publicUrl}${categoryPath(slug)}` })),
    ...threads.map((thread) => ({ url: `${publicUrl}${pathOf(thread)}`, changedAt: thread.lastActivity })),
  ]);
  return sendShared(request, reply, {
    body,
    type: 'application/xml; charset=utf-8',
    cacheControl: 'public, max-age=600',
  });
}
