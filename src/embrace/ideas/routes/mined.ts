import { z } from 'zod';
import { pageOf, pageQuery, route, type Route } from '#platform/http/index.ts';
import { staffDoer } from '#embrace/forum/index.ts';
import { presentIdea } from '../idea/present.ts';
import { adopt, dismiss } from '../mined/adopt.ts';
import { askConsent, setConsent } from '../mined/consent.ts';
import { listMined } from '../mined/suggestions.ts';
import {
  adoptInput,
  askConsentInput,
  consentInput,
  dismissInput,
  ideaId,
  ideaShape,
  minedShape,
} from '../schema.ts';

const ofIdea = z.object({ id: ideaId });

/** Suggestions in posts, and the consent of who made them. */
export const minedRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/ideas/mined',
    permission: 'ideas.read',
    summary: 'What customers suggested in posts and nobody decided about, those that say the same together',
    query: pageQuery,
    response: pageOf(minedShape),
    handler: ({ app, query }) => listMined(app, query),
  }),
  route({
    method: 'POST',
    url: '/ideas/mined/adopt',
    permission: 'ideas.manage',
    summary: 'Make an idea of what customers suggested, or add them to one',
    body: adoptInput,
    response: ideaShape,
    status: 201,
    handler: async ({ app, actor, body }) => presentIdea(app, await adopt(app, staffDoer(actor), body)),
  }),
  route({
    method: 'POST',
    url: '/ideas/mined/dismiss',
    permission: 'ideas.manage',
    summary: 'Put suggestions aside',
    body: dismissInput,
    handler: ({ app, actor, body }) => dismiss(app, staffDoer(actor), body.postIds, true),
  }),
  route({
    method: 'POST',
    url: '/ideas/mined/restore',
    permission: 'ideas.manage',
    summary: 'Take suggestions that were put aside back into the list',
    body: dismissInput,
    handler: ({ app, actor, body }) => dismiss(app, staffDoer(actor), body.postIds, false),
  }),
  route({
    method: 'POST',
    url: '/ideas/:id/consent',
    permission: 'ideas.write',
    summary: 'Ask the author of the post whether he may be named, by a reply',
    params: ofIdea,
    body: askConsentInput,
    response: ideaShape,
    handler: async ({ app, actor, params, body }) =>
      presentIdea(app, await askConsent(app, staffDoer(actor), params.id, body.text)),
  }),
  route({
    method: 'PUT',
    url: '/ideas/:id/consent',
    permission: 'ideas.manage',
    summary: 'Note what the author answered, and in which post',
    params: ofIdea,
    body: consentInput,
    response: ideaShape,
    handler: async ({ app, actor, params, body }) =>
      presentIdea(app, await setConsent(app, staffDoer(actor), params.id, body)),
  }),
];
