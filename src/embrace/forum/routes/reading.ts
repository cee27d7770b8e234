import { z } from 'zod';
import { pageQuery, route, type Route } from '#platform/http/index.ts';
import { staffDoer } from '../doer.ts';
import { pageOf } from '../domain.ts';
import { forumErrors } from '../errors.ts';
import { presentPost, presentThread } from '../present.ts';
import { presentCards, previewsOf } from '../previews/of-posts.ts';
import { postId, postsQuery, threadDetail, threadId, threadShape, threadsQuery } from '../schema.ts';
import { searchThreads } from '../search/find.ts';
import { readCategories } from '../talk/categories.ts';
import { findThread, historyOf, listThreads, postsOf } from '../talk/read.ts';

const ofThread = z.object({ id: threadId });
const ofPost = z.object({ id: postId });

/** Threads and posts, with what they said before. */
export const reading: readonly Route[] = [
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
      const posts = await postsOf(app, params.id, query.page);
      const previews = await previewsOf(app, posts);
      const items = posts.map((post) => ({
        ...presentPost(post),
        cards: post.deletedAt === null ? presentCards(app, previews.get(post.id)) : [],
      }));
      const { lastNumber, mergedInto } = found.thread;
      return { ...presentThread(app, found.thread), items, pages: pageOf(lastNumber), mergedInto };
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
