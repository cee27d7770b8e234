import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { conversationId } from '#respond/inbox/index.ts';
import { readSatisfaction, setRefusal, summarise } from './read.ts';
import { satisfactionOf, satisfactionSettings, satisfactionSummary } from './schema.ts';
import { readSettings, saveSettings } from './settings.ts';

const ofConversation = z.object({ id: conversationId });

export const satisfactionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/satisfaction/settings',
    permission: 'satisfaction.read',
    summary: 'Whether, where and how customers are asked if they are satisfied',
    response: satisfactionSettings,
    handler: ({ app }) => readSettings(app),
  }),
  route({
    method: 'PUT',
    url: '/satisfaction/settings',
    permission: 'satisfaction.manage',
    summary: 'Say whether, where and how customers are asked if they are satisfied',
    body: satisfactionSettings,
    handler: ({ app, actor, body }) => saveSettings(app, actor, body),
  }),
  route({
    method: 'GET',
    url: '/satisfaction/summary',
    permission: 'satisfaction.read',
    summary: 'How satisfied customers were',
    query: z.object({ days: z.coerce.number().int().min(1).max(730).default(30) }),
    response: satisfactionSummary,
    handler: ({ app, query }) => summarise(app, query.days),
  }),
  route({
    method: 'GET',
    url: '/inbox/:id/satisfaction',
    permission: 'satisfaction.read',
    summary: 'What the customer of a conversation said of us, and whether they are asked',
    params: ofConversation,
    response: satisfactionOf,
    handler: ({ app, params }) => readSatisfaction(app, params.id),
  }),
  route({
    method: 'PUT',
    url: '/inbox/:id/satisfaction/refusal',
    permission: 'satisfaction.work',
    summary: 'Never ask this person whether they are satisfied, or do again',
    params: ofConversation,
    body: z.object({ isRefused: z.boolean() }),
    handler: ({ app, actor, params, body }) => setRefusal(app, actor, params.id, body.isRefused),
  }),
];
