import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { conversationId } from '#respond/inbox/index.ts';
import { watchersShape, watchInput } from './schema.ts';
import { readWatchers, watch } from './service.ts';

const ofConversation = z.object({ id: conversationId });

/** Whoever sees the inbox may be told of it. */
export const permissions = {
  'watching.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
  'watching.follow': ['owner', 'admin', 'manager', 'agent', 'viewer'],
} as const;

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/inbox/:id/watchers',
    permission: 'watching.read',
    summary: 'Colleagues who are told what happens in a conversation',
    params: ofConversation,
    response: watchersShape,
    handler: ({ app, params }) => readWatchers(app, params.id),
  }),
  route({
    method: 'PUT',
    url: '/inbox/:id/watching',
    permission: 'watching.follow',
    summary: 'Be told what happens in a conversation, or no longer',
    params: ofConversation,
    body: watchInput,
    handler: ({ app, actor, params, body }) => watch(app, actor, params.id, body.isWatching),
  }),
];
