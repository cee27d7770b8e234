import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { staffDoer } from '../doer.ts';
import { presentPost, presentThread } from '../present.ts';
import { acceptInput, newPost, newThread, postId, postShape, threadId, threadShape } from '../schema.ts';
import { acceptAnswer } from '../talk/answers.ts';
import { addPost } from '../talk/posts.ts';
import { startThread } from '../talk/threads.ts';

const ofThread = z.object({ id: threadId });
const ofPost = z.object({ id: postId });

/** New threads and posts, and answers that are accepted. */
export const writing: readonly Route[] = [
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
