import { z } from 'zod';
import { postId } from '#listen/posts/index.ts';
import { route, type Route } from '#platform/http/index.ts';
import {
  bulkChange,
  changeResult,
  conversationChange,
  conversationDetail,
  conversationId,
  inboxCounts,
  inboxPage,
  inboxQuery,
  undoInput,
} from '../schema.ts';
import { changeConversation, changeConversations } from '../service/change.ts';
import { findConversationOfPost, readConversation } from '../service/detail.ts';
import { countInbox, listInbox } from '../service/list.ts';
import { undoChange } from '../service/undo.ts';

const one = z.object({ id: conversationId });

export const conversationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/inbox',
    permission: 'inbox.read',
    summary: 'The queue of conversations',
    description:
      'Ordered by priority unless told otherwise. `q` is in the topics language and looks at what customers wrote. With `view` or `language` a page may be short because its time was over: `looked` says so, and `nextCursor` goes on.',
    query: inboxQuery,
    response: inboxPage,
    handler: ({ app, actor, query }) => listInbox(app, actor, query),
  }),
  route({
    method: 'GET',
    url: '/inbox/counts',
    permission: 'inbox.read',
    summary: 'How many conversations there are, each at most 1000',
    response: inboxCounts,
    handler: ({ app, actor }) => countInbox(app, actor),
  }),
  route({
    method: 'GET',
    url: '/inbox/of-post/:postId',
    permission: 'inbox.read',
    summary: "The conversation a customer's post belongs to",
    params: z.object({ postId }),
    response: z.object({ conversationId: conversationId.nullable() }),
    handler: async ({ app, params }) => ({
      conversationId: await findConversationOfPost(app, params.postId),
    }),
  }),
  route({
    method: 'GET',
    url: '/inbox/:id',
    permission: 'inbox.read',
    summary: 'One conversation with its thread, notes, history and replies',
    params: one,
    response: conversationDetail,
    handler: ({ app, actor, params }) => readConversation(app, actor, params.id),
  }),
  route({
    method: 'PATCH',
    url: '/inbox/:id',
    permission: 'inbox.work',
    summary: 'Change status, assignee, labels or unread',
    description:
      'With `version` it is refused when somebody else was faster. The answer has a token for POST /inbox/undo.',
    params: one,
    body: conversationChange,
    response: changeResult,
    handler: ({ app, actor, params, body }) => changeConversation(app, actor, params.id, wish(body)),
  }),
  route({
    method: 'POST',
    url: '/inbox/bulk',
    permission: 'inbox.work',
    summary: 'The same change for up to 500 conversations, all or none',
    body: bulkChange,
    response: changeResult,
    handler: ({ app, actor, body }) => changeConversations(app, actor, body.ids, wish(body.change)),
  }),
  route({
    method: 'POST',
    url: '/inbox/undo',
    permission: 'inbox.work',
    summary: 'Take a change back',
    body: undoInput,
    response: changeResult,
    handler: ({ app, actor, body }) => undoChange(app, actor, body.undo),
  }),
];

function wish(change: z.infer<typeof conversationChange>) {
  return {
    ...change,
    snoozedUntil: change.snoozedUntil === undefined ? undefined : new Date(change.snoozedUntil),
  };
}
