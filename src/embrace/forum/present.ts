import { addressOf, originOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { readableOf } from '#lib/markdown/index.ts';
import { COMMUNITY, isSolved, pathOf } from './domain.ts';
import type { MovedView, PostView, ThreadView } from './schema.ts';
import type { CategoryRow } from './talk/categories.ts';
import type { Moved } from './talk/merge.ts';
import type { PostRow, ThreadRow } from './talk/read.ts';

export function presentThread(app: App, thread: ThreadRow): ThreadView {
  const { id, categoryId, kind, title, tags, posts, answers, reactions, solvedElsewhere } = thread;
  return {
    id,
    categoryId,
    kind,
    title,
    tags,
    author: { id: thread.authorId, name: thread.authorName },
    posts,
    answers,
    reactions,
    isSolved: isSolved(thread),
    solvedElsewhere,
    isClosed: thread.closedAt !== null,
    closedReason: thread.closedReason,
    pinnedUntil: thread.pinnedUntil?.toISOString() ?? null,
    closesAt: thread.closesAt?.toISOString() ?? null,
    closesAfter: thread.closesAfter,
    opensAt: thread.opensAt?.toISOString() ?? null,
    isDeleted: thread.deletedAt !== null,
    createdAt: thread.createdAt.toISOString(),
    lastActivity: thread.lastActivity.toISOString(),
    url: addressOf(app, pathOf(thread)),
  };
}

export const presentMoved = (app: App, moved: Moved): MovedView => ({
  ...presentThread(app, moved),
  moveId: moved.moveId,
});

export function presentPost(post: PostRow): PostView {
  const { id, threadId, number, markdown, html, replyTo, revision, reactions, isWiki, editors } = post;
  return {
    id,
    threadId,
    number,
    author: { id: post.authorId, name: post.authorName },
    markdown,
    html,
    text: readableOf(html),
    replyTo,
    revision,
    createdAt: post.createdAt.toISOString(),
    editedAt: post.editedAt?.toISOString() ?? null,
    isDeleted: post.deletedAt !== null,
    isAccepted: post.acceptedAt !== null,
    isWiki,
    editors,
    deleted: post.deletedAt === null ? null : { by: post.deletedBy ?? '', reason: post.deletedReason ?? '' },
    reactions,
  };
}

export function presentCategory(app: App, category: CategoryRow) {
  const { group: _, ...row } = category;
  return { ...row, url: `${originOf(app, COMMUNITY)}${COMMUNITY}/c/${encodeURIComponent(category.slug)}` };
}
