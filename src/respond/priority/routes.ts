import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { conversationId } from '#respond/inbox/index.ts';
import { pinInput, pinShape, weightsInput, weightsPreview, weightsShape, weightsView } from './schema.ts';
import { listPins, pinPriority, unpinPriority } from './service/pins.ts';
import { previewWeights } from './service/preview.ts';
import { changeWeights, showWeights, undoWeights } from './service/weights.ts';

export const permissions = {
  'priority.manage': ['owner', 'admin', 'manager'],
} as const;

const one = z.object({ id: conversationId });

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/priority/weights',
    permission: 'inbox.read',
    summary: 'What each factor counts in the order of the queue',
    response: weightsView,
    handler: ({ app }) => showWeights(app),
  }),
  route({
    method: 'PUT',
    url: '/priority/weights',
    permission: 'priority.manage',
    summary: 'Change what factors count; the queue takes its new order in the background',
    description: 'Waiting always earns ten points an hour: it is the measure of all others.',
    body: weightsInput,
    response: weightsView,
    handler: ({ app, actor, body }) => changeWeights(app, actor, body.revision, body.weights),
  }),
  route({
    method: 'POST',
    url: '/priority/weights/undo',
    permission: 'priority.manage',
    summary: 'Take the last change of the weights back; again brings it back',
    body: weightsInput.pick({ revision: true }),
    response: weightsView,
    handler: ({ app, actor, body }) => undoWeights(app, actor, body.revision),
  }),
  route({
    method: 'POST',
    url: '/priority/preview',
    permission: 'inbox.read',
    summary: 'What other weights would have done to last week’s queue',
    description: 'The same answers at the same moments, given to whoever would have stood first.',
    body: z.object({ weights: weightsShape }),
    response: weightsPreview,
    perMinute: 60,
    handler: ({ app, body }) => previewWeights(app, body.weights),
  }),
  route({
    method: 'GET',
    url: '/priority/pins',
    permission: 'inbox.read',
    summary: 'Where agents disagreed with the priority, and why',
    response: z.object({ items: z.array(pinShape) }),
    handler: async ({ app }) => ({ items: await listPins(app) }),
  }),
  route({
    method: 'PUT',
    url: '/priority/pins/:id',
    permission: 'inbox.work',
    summary: 'Say that a conversation should stand higher or lower, and why',
    params: one,
    body: pinInput,
    handler: ({ app, actor, params, body }) => pinPriority(app, actor, params.id, body),
  }),
  route({
    method: 'DELETE',
    url: '/priority/pins/:id',
    permission: 'inbox.work',
    summary: 'Take back what was said of a conversation’s priority',
    params: one,
    handler: ({ app, actor, params }) => unpinPriority(app, actor, params.id),
  }),
];
