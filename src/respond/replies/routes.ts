import { z } from 'zod';
import { pageOf, route, type Route } from '#platform/http/index.ts';
import { conversationId } from '#respond/inbox/index.ts';
import { removeReply } from './remove.ts';
import {
  confirmSentInput,
  preflightInput,
  preflightResult,
  repliesQuery,
  replyId,
  replyInput,
  replyShape,
} from './schema.ts';
import {
  cancelReply,
  confirmReplyAbsent,
  confirmReplySent,
  listConversationReplies,
  listReplies,
  preflightReply,
  readReply,
  retryReply,
} from './service.ts';
import { queueReply } from './queue.ts';

const one = z.object({ id: replyId });
const ofConversation = z.object({ id: conversationId });

export const replyRoutes: readonly Route[] = [
  route({
    method: 'POST',
    url: '/inbox/:id/replies',
    permission: 'replies.send',
    summary: 'Answer a post of the conversation',
    description:
      'Queues the reply; it leaves within a moment and never twice. The same `idempotencyKey` gives the same reply again.',
    params: ofConversation,
    body: replyInput,
    response: replyShape,
    status: 202,
    handler: ({ app, actor, params, body }) => {
      const sendAt = body.sendAt === undefined ? undefined : new Date(body.sendAt);
      return queueReply(app, actor, params.id, { ...body, sendAt });
    },
  }),
  route({
    method: 'GET',
    url: '/inbox/:id/replies',
    permission: 'inbox.read',
    summary: 'Replies of a conversation, oldest first',
    params: ofConversation,
    response: z.object({ items: z.array(replyShape) }),
    handler: async ({ app, params }) => ({ items: await listConversationReplies(app, params.id) }),
  }),
  route({
    method: 'GET',
    url: '/replies',
    permission: 'inbox.read',
    summary: 'All replies, newest first',
    query: repliesQuery,
    response: pageOf(replyShape),
    handler: ({ app, query }) => listReplies(app, query),
  }),
  route({
    method: 'POST',
    url: '/replies/preflight',
    permission: 'inbox.read',
    summary: "Count and preview a text by the network's own rules",
    body: preflightInput,
    response: preflightResult,
    handler: async ({ app, body }) => {
      const { reason, ...preflight } = preflightReply(app, body.network, body.text, body.isPrivate);
      return { ...preflight, reason: reason ?? null };
    },
  }),
  route({
    method: 'GET',
    url: '/replies/:id',
    permission: 'inbox.read',
    summary: 'One reply with how far it got',
    params: one,
    response: replyShape,
    handler: ({ app, params }) => readReply(app, params.id),
  }),
  route({
    method: 'POST',
    url: '/replies/:id/cancel',
    permission: 'replies.send',
    summary: 'Take a reply back before it leaves',
    params: one,
    response: replyShape,
    handler: ({ app, actor, params }) => cancelReply(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/replies/:id/retry',
    permission: 'replies.send',
    summary: 'Send a failed reply again, under the same key',
    params: one,
    response: replyShape,
    handler: ({ app, actor, params }) => retryReply(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/replies/:id/confirm-sent',
    permission: 'replies.send',
    summary: 'Say that an uncertain reply stands on the network',
    params: one,
    body: confirmSentInput.nullish(),
    response: replyShape,
    handler: ({ app, actor, params, body }) => confirmReplySent(app, actor, params.id, body?.url),
  }),
  route({
    method: 'POST',
    url: '/replies/:id/confirm-absent',
    permission: 'replies.send',
    summary: 'Say that an uncertain reply is not on the network: it is sent again',
    params: one,
    response: replyShape,
    handler: ({ app, actor, params }) => confirmReplyAbsent(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/replies/:id/remove',
    permission: 'replies.send',
    summary: 'Take a sent reply back on the network',
    params: one,
    response: replyShape,
    handler: ({ app, actor, params }) => removeReply(app, actor, params.id),
  }),
];
