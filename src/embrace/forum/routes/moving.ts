import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { staffDoer } from '../doer.ts';
import { presentMoved } from '../present.ts';
import { mergeInput, movedShape, moveId, splitInput, threadId } from '../schema.ts';
import { mergeThreads, splitThread } from '../talk/merge.ts';
import { undoMove } from '../talk/undo-move.ts';

const ofThread = z.object({ id: threadId });

/** Posts that go to another thread, and back. */
export const moving: readonly Route[] = [
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
];
