import { z } from 'zod';
import { idOf, route } from '#platform/http/index.ts';
import { endInput, readingAccount, readingSettings, readingView, readInput } from './schema.ts';
import { changeReading, endReading, markRead, readReading } from './service.ts';

const one = z.object({ id: idOf('ba') });

export const readingRoutes = [
  route({
    method: 'GET',
    url: '/voice/reading',
    permission: 'voice.read',
    summary: 'How long new accounts of ours read before they post, and how far each is',
    response: readingView,
    handler: ({ app }) => readReading(app),
  }),
  route({
    method: 'PUT',
    url: '/voice/reading',
    permission: 'voice.manage',
    summary: 'Set how many days and posts a new account reads; zero of both: none',
    body: readingSettings,
    response: readingView,
    handler: ({ app, actor, body }) => changeReading(app, actor, body),
  }),
  route({
    method: 'POST',
    url: '/voice/reading/:id/posts',
    permission: 'voice.write',
    summary: 'Mark the posts of a conversation as read for an account',
    params: one,
    body: readInput,
    response: readingAccount,
    handler: ({ app, actor, params, body }) => markRead(app, actor, params.id, body.conversationId),
  }),
  route({
    method: 'POST',
    url: '/voice/reading/:id/end',
    permission: 'voice.manage',
    summary: 'Let an account post before its time, with a reason',
    params: one,
    body: endInput,
    response: readingAccount,
    handler: ({ app, actor, params, body }) => endReading(app, actor, params.id, body.reason),
  }),
];
