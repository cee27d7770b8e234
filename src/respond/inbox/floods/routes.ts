import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { letThreadsIn } from './let-in.ts';
import { releaseFlood } from './release.ts';
import {
  brakeInput,
  floodId,
  heldPage,
  heldQuery,
  letInInput,
  letInResult,
  trustedPage,
  trustedParams,
} from './schema.ts';
import { changeBrake, showBrake } from './settings.ts';
import { distrust, listTrusted } from './trusted.ts';
import { listHeld } from './view.ts';

const one = z.object({ id: floodId });

export const floodRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/inbox/flood-brake',
    permission: 'inbox.read',
    summary: 'How many threads of one sender get a row each',
    response: brakeInput,
    handler: ({ app }) => showBrake(app),
  }),
  route({
    method: 'PUT',
    url: '/inbox/flood-brake',
    permission: 'inbox.brake',
    summary: 'Change the limits of the brake',
    body: brakeInput,
    response: brakeInput,
    handler: ({ app, actor, body }) => changeBrake(app, actor, body),
  }),
  route({
    method: 'GET',
    url: '/inbox/flood-brake/trusted',
    permission: 'inbox.read',
    summary: 'Who is never held',
    query: heldQuery,
    response: trustedPage,
    handler: ({ app, query }) => listTrusted(app, query),
  }),
  route({
    method: 'DELETE',
    url: '/inbox/flood-brake/trusted/:accountId',
    permission: 'inbox.brake',
    summary: 'Let a sender be held again who was said to be no flood',
    params: trustedParams,
    status: 204,
    handler: ({ app, actor, params }) => distrust(app, actor, params.accountId),
  }),
  route({
    method: 'GET',
    url: '/inbox/floods/:id/posts',
    permission: 'inbox.read',
    summary: 'What is held of a flood, the oldest first',
    params: one,
    query: heldQuery,
    response: heldPage,
    handler: ({ app, params, query }) => listHeld(app, params.id, query),
  }),
  route({
    method: 'POST',
    url: '/inbox/floods/:id/let-in',
    permission: 'inbox.work',
    summary: 'Let single threads of a flood in',
    description: 'Each becomes a conversation like any other, with all its posts: it is routed and told.',
    params: one,
    body: letInInput,
    response: letInResult,
    handler: ({ app, actor, params, body }) => letThreadsIn(app, actor, params.id, body.postIds),
  }),
  route({
    method: 'POST',
    url: '/inbox/floods/:id/release',
    permission: 'inbox.work',
    summary: 'Say that it is not a flood: all is let in, and this sender is never held again',
    params: one,
    response: letInResult,
    handler: ({ app, actor, params }) => releaseFlood(app, actor, params.id),
  }),
];
