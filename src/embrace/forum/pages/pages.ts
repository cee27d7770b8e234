import type { App } from '#platform/app/index.ts';
import { acceptForms, type HttpServer } from '#platform/http/index.ts';
import { languageNow, visitPages } from '#people/members/index.ts';
import { addAssets, FEED_NAMES, sendFile, sendPicture, sizeIn } from '#ui/site/index.ts';
import { COMMUNITY, isOpenToAll } from '../domain.ts';
import {
  showGroup,
  showGroups,
  showSeats,
  takeGroup,
  takeGroupCategory,
  takeSeats,
} from '../groups/pages.ts';
import { openForumFile, selectFile } from '../own/files.ts';
import { showNewPoll, takeNewPoll, takePoll } from '../polls/pages.ts';
import { isPreviewPicture } from '../previews/run.ts';
import { findThread } from '../talk/read.ts';
import { showDrafts, takeDraft, takeFollow, takePostAct, takeThreadAct } from './act-pages.ts';
import { keepCopies } from './copies.ts';
import { sendSiteMap, sendThreadFeed, sendThreadsFeed } from './feeds.ts';
import {
  showBookmarks,
  showCategory,
  showFront,
  showMemberPosts,
  showSearch,
  showTag,
  showTags,
  suggest,
} from './list-pages.ts';
import { FORUM_SCRIPT } from './script.ts';
import { FORUM_STYLE } from './style.ts';
import { leadToPost, showHistory, showThread } from './thread-pages.ts';
import { type ForumVisit, forumVisit, SCRIPT, showRefusal, STYLE } from './visit.ts';
import {
  showEdit,
  showNew,
  showReply,
  showSettings,
  takeEdit,
  takeNew,
  takeReply,
  takeSettings,
} from './write-pages.ts';

const LIMITS = { reading: 600, writing: 120 };
const ROOM_FOR_FIELDS = 256 * 1024;

type Answer = (visit: ForumVisit) => Promise<unknown>;

const LISTS = ['unanswered', 'solved', 'new-threads', 'unread'] as const;

const READ: Record<string, Answer> = {
  '': (visit) => showFront(visit, 'latest'),
  ...Object.fromEntries(
    LISTS.map((name) => [
      `/${name}`,
      (visit: ForumVisit) => showFront(visit, name === 'new-threads' ? 'new' : name),
    ]),
  ),
  '/c/:slug': showCategory,
  '/t/:id': showThread,
  '/t/:id/:slug': showThread,
  '/t/:id/reply': showReply,
  '/t/:id/settings': showSettings,
  '/t/:id/poll/new': showNewPoll,
  '/p/:id': leadToPost,
  '/p/:id/history': showHistory,
  '/p/:id/edit': showEdit,
  '/tags': showTags,
  '/tags/:tag': showTag,
  '/members/:handle/posts': showMemberPosts,
  '/search': showSearch,
  '/suggest': suggest,
  '/groups': showGroups,
  '/g/:slug': showGroup,
  '/g/:slug/members': showSeats,
  '/new': showNew,
  '/bookmarks': showBookmarks,
  '/drafts': showDrafts,
  '/sitemap.xml': sendSiteMap,
  '/files/:id': showFile,
  '/previews/:id': showPreviewPicture,
  ...Object.fromEntries(
    FEED_NAMES.flatMap((kind): [string, Answer][] => [
      [`/feed.${kind}`, (visit) => sendThreadsFeed(visit, kind)],
      [`/c/:slug/feed.${kind}`, (visit) => sendThreadsFeed(visit, kind)],
      [`/t/:id/feed.${kind}`, (visit) => sendThreadFeed(visit, kind)],
    ]),
  ),
};

const WRITE: Record<string, Answer> = {
  '/new': takeNew,
  '/t/:id/reply': takeReply,
  '/t/:id/settings': takeSettings,
  '/t/:id/poll': takePoll,
  '/t/:id/poll/new': takeNewPoll,
  '/t/:id/act': takeThreadAct,
  '/p/:id/edit': takeEdit,
  '/p/:id/act': takePostAct,
  '/g/:slug': takeGroup,
  '/g/:slug/members': takeSeats,
  '/g/:slug/categories': takeGroupCategory,
  '/draft': takeDraft,
  '/c/:slug/follow': takeFollow,
  '/tags/:tag/follow': takeFollow,
};

/** The forum's public pages: for everybody, readable without scripts; what a form sends answers with where to go on. */
export async function addForumPages(app: App, server: HttpServer): Promise<void> {
  await server.register(async (pages) => {
    acceptForms(pages);
    keepCopies(pages, (raw) => languageNow(app, raw));
    const page = visitPages(app, pages, LIMITS);
    for (const [path, answer] of Object.entries(READ))
      page('GET', `${COMMUNITY}${path}`, (visit) => answer(forumVisit(visit)));
    for (const [path, answer] of Object.entries(WRITE))
      page(
        'POST',
        `${COMMUNITY}${path}`,
        (visit) => {
          const shown = forumVisit(visit);
          return answer(shown).catch((error: unknown) => showRefusal(shown, error));
        },
        app.config.filesMaxBytes + ROOM_FOR_FIELDS,
      );
    addAssets(pages, [
      [STYLE, FORUM_STYLE, 'css'],
      [SCRIPT, FORUM_SCRIPT, 'javascript'],
    ]);
  });
}

/** The picture of a page elsewhere. */
async function showPreviewPicture({ app, request, reply }: ForumVisit): Promise<unknown> {
  const { id } = request.params as { id: string };
  const isOne = await isPreviewPicture(app, id);
  return sendPicture(reply, isOne ? await openForumFile(app, id, 'small') : undefined);
}

/** A file of a post that the reader may read, or his own while he writes. */
async function showFile({ app, request, reply, who }: ForumVisit): Promise<unknown> {
  const { id } = request.params as { id: string };
  const held = await selectFile(app, id);
  const isOwn = held !== undefined && held.memberId !== null && held.memberId === who.memberId;
  const found = held?.threadId && held.isShown ? await findThread(app, who, held.threadId) : undefined;
  const opened = found || isOwn ? await openForumFile(app, id, sizeIn(request.query)) : undefined;
  if (!opened) return reply.code(404).type('text/plain; charset=utf-8').send('There is no such file.');
  const isPublic = found !== undefined && isOpenToAll(found.category);
  return sendFile(reply, opened, isPublic ? 'public, max-age=86400' : 'private, no-store');
}
