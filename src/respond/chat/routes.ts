import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { conversationId } from '#respond/inbox/index.ts';
import { visitorRoutes } from './public-routes.ts';
import { chatState, widgetId, widgetInput, widgetShape, widgetWithSecret } from './schema.ts';
import { readChat } from './state.ts';
import { addWidget, changeWidget, listWidgets, removeWidget, renewSecret } from './widgets.ts';

const one = z.object({ id: widgetId });

export const chatRoutes: readonly Route[] = [
  ...visitorRoutes,
  route({
    method: 'GET',
    url: '/chat-widgets',
    permission: 'chat.manage',
    summary: 'Web chats with what came in thirty days',
    response: z.object({ items: z.array(widgetShape) }),
    handler: async ({ app }) => ({ items: await listWidgets(app) }),
  }),
  route({
    method: 'POST',
    url: '/chat-widgets',
    permission: 'chat.manage',
    summary: 'Make a web chat; its secret is answered once',
    body: widgetInput,
    status: 201,
    response: widgetWithSecret,
    handler: ({ app, actor, body }) => addWidget(app, actor, body),
  }),
  route({
    method: 'PUT',
    url: '/chat-widgets/:id',
    permission: 'chat.manage',
    summary: 'Change a web chat',
    params: one,
    body: widgetInput,
    response: widgetWithSecret,
    handler: ({ app, actor, params, body }) => changeWidget(app, actor, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/chat-widgets/:id/secret',
    permission: 'chat.manage',
    summary: 'A new secret, answered once; the former one is good for a day more, or ends at once',
    params: one,
    body: z.object({ isLeaked: z.boolean().default(false) }),
    response: widgetWithSecret,
    handler: ({ app, actor, params, body }) => renewSecret(app, actor, params.id, body),
  }),
  route({
    method: 'DELETE',
    url: '/chat-widgets/:id',
    permission: 'chat.manage',
    summary: 'Remove a web chat; its conversations stay',
    params: one,
    response: z.object({}),
    handler: async ({ app, actor, params }) => {
      await removeWidget(app, actor, params.id);
      return {};
    },
  }),
  route({
    method: 'GET',
    url: '/inbox/:id/chat',
    permission: 'chat.read',
    summary: 'Who the visitor of a chat is, whether he is here, and which page he reads',
    params: z.object({ id: conversationId }),
    response: chatState,
    handler: ({ app, params }) => readChat(app, params.id),
  }),
];
