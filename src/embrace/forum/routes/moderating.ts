import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { staffDoer } from '../doer.ts';
import { presentThread } from '../present.ts';
import { deedShape, deletedInput, threadChange, threadId, threadShape } from '../schema.ts';
import { deedsOf } from '../talk/log.ts';
import { changeThread } from '../talk/threads.ts';
import { deleteThread } from '../talk/removal.ts';

const ofThread = z.object({ id: threadId });

/** What moderators do to threads. */
export const moderating: readonly Route[] = [
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
];
