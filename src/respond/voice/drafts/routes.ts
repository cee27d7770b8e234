import { route } from '#platform/http/index.ts';
import { draftingInput, draftingView, draftInput, draftShape, trialShape } from './schema.ts';
import { draftReply, tryDrafting } from './service.ts';
import { changeDrafting, readDrafting } from './settings.ts';

export const draftRoutes = [
  route({
    method: 'POST',
    url: '/voice/drafts',
    permission: 'voice.write',
    summary: 'A draft of an answer, based on published articles, for a person to edit',
    description: 'Needs an endpoint that an owner has set up. Nothing is sent to the customer.',
    body: draftInput,
    response: draftShape,
    perMinute: 30,
    handler: ({ app, actor, body }) => draftReply(app, actor, body),
  }),
  route({
    method: 'GET',
    url: '/voice/drafting',
    permission: 'voice.manage',
    summary: 'Who writes drafts, and what it did today',
    response: draftingView,
    handler: ({ app }) => readDrafting(app),
  }),
  route({
    method: 'PUT',
    url: '/voice/drafting',
    permission: 'voice.connect',
    summary: 'Set up who writes drafts: an endpoint that speaks the protocol of chat completions',
    body: draftingInput,
    response: draftingView,
    handler: ({ app, actor, body }) => changeDrafting(app, actor, body),
  }),
  route({
    method: 'POST',
    url: '/voice/drafting/trial',
    permission: 'voice.connect',
    summary: 'Ask for a draft about an invented question',
    response: trialShape,
    perMinute: 10,
    handler: ({ app }) => tryDrafting(app),
  }),
];
