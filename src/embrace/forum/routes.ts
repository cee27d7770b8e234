import { z } from 'zod';
import { pageQuery, route, type Route } from '#platform/http/index.ts';
import { staffDoer } from './doer.ts';
import { pageOf } from './domain.ts';
import { forumErrors } from './errors.ts';
import { presentCategory, presentMoved, presentPost, presentThread } from './present.ts';
import {
  acceptInput,
  categoryId,
  categoryInput,
  categoryShape,
  deedShape,
  deletedInput,
  mergeInput,
  movedShape,
  moveId,
  newPost,
  newThread,
  postEdit,
  postId,
  postShape,
  postsQuery,
  splitInput,
  threadChange,
  threadDetail,
  threadId,
  threadShape,
  threadsQuery,
} from './schema.ts';
import { searchThreads } from './search/find.ts';
import { statisticsRoute } from './statistics/route.ts';
import { acceptAnswer } from './talk/answers.ts';
import { readCategories, removeCategory, saveCategory } from './talk/categories.ts';
import { deedsOf } from './talk/log.ts';
import { mergeThreads, splitThread } from './talk/merge.ts';
import { addPost, editPost } from './talk/posts.ts';
import { findThread, historyOf, listThreads, postsOf } from './talk/read.ts';
import { undoMove } from './talk/undo-move.ts';
import { changeThread, startThread } from './talk/threads.ts';
import { deletePost, deleteThread } from './talk/removal.ts';

const ofCategory = z.object({ id: categoryId });
const ofThread = z.object({ id: threadId });
const ofPost = z.object({ id: postId });

const categories: readonly Route[] = [
  route({
    method: 'GET',
    url: '/forum/categories',
    permission: 'community.read',
    summary: 'Categories of the community',
    response: z.object({ items: z.array(categoryShape) }),
    handler: async ({ app }) => ({
      items: (await readCategories(app)).map((row) => presentCategory(app, row)),
    }),
  }),
  route({
    method: 'POST',
    url: '/forum/categories',
    permission: 'community.manage',
    summary: 'Add a category',
    body: categoryInput,
    response: categoryShape,
    status: 201,
    handler: async ({ app, actor, body }) => presentCategory(app, await saveCategory(app, actor, body)),
  }),
  route({
    method: 'PUT',
    url: '/forum/categories/:id',
    permission: 'community.manage',
    summary: 'Change a category',
    params: ofCategory,
    body: categoryInput,
    response: categoryShape,
    handler: async ({ app, actor, params, body }) =>
      presentCategory(app, await saveCategory(app, actor, body, params.id)),
  }),
  route({
    method: 'DELETE',
    url: '/forum/categories/:id',
    permission: 'community.manage',
    summary: 'Remove a category that never had a thread',
    params: ofCategory,
    handler: ({ app, actor, params }) => removeCategory(app, actor, params.id),
  }),
];

const reading: readonly Route[] = [
  route({
    method: 'GET',
    url: '/forum/threads',
    permission: 'community.read',
    summary: 'Threads, the last active first, or what fits to words',
    query: threadsQuery,
    response: z.object({ items: z.array(threadShape), nextCursor: z.string().optional() }),
    handler: async ({ app, actor, query }) => {
      const all = (await readCategories(app)).map(({ id }) => id);
      const wanted = query.category === undefined ? all : all.filter((id) => id === query.category);
      if (query.q !== undefined && query.q.trim() !== '') {
        const found = await searchThreads(app, staffDoer(actor), {
          q: query.q,
          categories: wanted,
          limit: query.limit,
        });
        return { items: found.map(({ thread }) => presentThread(app, thread)) };
      }
      const { list, cursor, limit } = query;
      const { pinned, rows, next } = await listThreads(app, { list, categories: wanted, cursor, limit });
      const items = [...pinned, ...rows].map((row) => presentThread(app, row));
      return { items, ...(next === undefined ? {} : { nextCursor: next }) };
    },
  }),
  route({
    method: 'GET',
    url: '/forum/threads/:id',
    permission: 'community.read',
    summary: 'One thread with a page of its posts',
    params: ofThread,
    query: postsQuery,
    response: threadDetail,
    handler: async ({ app, actor, params, query }) => {
      const found = await findThread(app, staffDoer(actor), params.id);
      if (!found) throw forumErrors('forum.not_found', { id: params.id });
      const items = (await postsOf(app, params.id, query.page)).map(presentPost);
      const { closedReason, lastNumber, mergedInto } = found.thread;
      const pages = pageOf(lastNumber);
      return { ...presentThread(app, found.thread), items, closedReason, pages, mergedInto };
    },
  }),
  route({
    method: 'GET',
    url: '/forum/posts/:id/history',
    permission: 'community.read',
    summary: 'What a post said before it was changed, oldest first',
    params: ofPost,
    query: pageQuery,
    response: z.object({
      items: z.array(
        z.object({
          revision: z.number(),
          markdown: z.string(),
          title: z.string().nullable(),
          byName: z.string(),
          at: z.iso.datetime(),
        }),
      ),
    }),
    handler: async ({ app, params }) => ({
      items: (await historyOf(app, params.id)).map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
    }),
  }),
];

const writing: readonly Route[] = [
  route({
    method: 'POST',
    url: '/forum/threads',
    permission: 'community.write',
    summary: 'Start a thread in the name of the company',
    body: newThread,
    response: threadShape,
    status: 201,
    handler: async ({ app, actor, body }) =>
      presentThread(app, (await startThread(app, staffDoer(actor), body)).thread),
  }),
  route({
    method: 'POST',
    url: '/forum/threads/:id/posts',
    permission: 'community.write',
    summary: 'Answer a thread in the name of the company',
    params: ofThread,
    body: newPost,
    response: postShape,
    status: 201,
    handler: async ({ app, actor, params, body }) =>
      presentPost((await addPost(app, staffDoer(actor), params.id, body)).post),
  }),
  route({
    method: 'PUT',
    url: '/forum/posts/:id/accepted',
    permission: 'community.write',
    summary: 'Say that a post answers the question, or take it back',
    params: ofPost,
    body: acceptInput,
    handler: ({ app, actor, params, body }) =>
      acceptAnswer(app, staffDoer(actor), params.id, body.isAccepted),
  }),
];

const moderating: readonly Route[] = [
  route({
    method: 'PATCH',
    url: '/forum/threads/:id',
    permission: 'community.moderate',
    summary: 'Rename, tag, move, pin, close or open a thread, or say where it was solved',
    params: ofThread,
    body: threadChange,
    response: threadShape,
    handler: async ({ app, actor, params, body }) =>
      presentThread(app, await changeThread(app, staffDoer(actor), params.id, body)),
  }),
  route({
    method: 'PUT',
    url: '/forum/threads/:id/deleted',
    permission: 'community.moderate',
    summary: 'Take a thread away with a reason, or put it back',
    params: ofThread,
    body: deletedInput,
    handler: ({ app, actor, params, body }) => deleteThread(app, staffDoer(actor), params.id, body),
  }),
  route({
    method: 'POST',
    url: '/forum/threads/:id/merge',
    permission: 'community.moderate',
    summary: 'Put all posts of a thread behind those of another one',
    params: ofThread,
    body: mergeInput,
    response: movedShape,
    handler: async ({ app, actor, params, body }) =>
      presentMoved(app, await mergeThreads(app, staffDoer(actor), params.id, body.into)),
  }),
  route({
    method: 'POST',
    url: '/forum/threads/:id/split',
    permission: 'community.moderate',
    summary: 'Take posts out of a thread into one of their own',
    params: ofThread,
    body: splitInput,
    response: movedShape,
    status: 201,
    handler: async ({ app, actor, params, body }) =>
      presentMoved(app, await splitThread(app, staffDoer(actor), params.id, body)),
  }),
  route({
    method: 'POST',
    url: '/forum/moves/:id/undo',
    permission: 'community.moderate',
    summary: 'Take back that threads were merged or split',
    params: z.object({ id: moveId }),
    handler: ({ app, actor, params }) => undoMove(app, staffDoer(actor), params.id),
  }),
  route({
    method: 'GET',
    url: '/forum/threads/:id/log',
    permission: 'community.moderate',
    summary: 'What was done to a thread and its posts, newest first',
    params: ofThread,
    response: z.object({ items: z.array(deedShape) }),
    handler: async ({ app, params }) => ({
      items: (await deedsOf(app, params.id)).map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
    }),
  }),
  route({
    method: 'PUT',
    url: '/forum/posts/:id/deleted',
    permission: 'community.moderate',
    summary: 'Take a post away with a reason, or put it back',
    params: ofPost,
    body: deletedInput,
    handler: ({ app, actor, params, body }) => deletePost(app, staffDoer(actor), params.id, body),
  }),
  route({
    method: 'PATCH',
    url: '/forum/posts/:id',
    permission: 'community.moderate',
    summary: 'Change what a post says; what it said is kept',
    params: ofPost,
    body: postEdit,
    response: postShape,
    handler: async ({ app, actor, params, body }) =>
      presentPost(await editPost(app, staffDoer(actor), params.id, body)),
  }),
];

export const forumRoutes: readonly Route[] = [
  ...categories,
  ...reading,
  ...writing,
  ...moderating,
  statisticsRoute,
];
