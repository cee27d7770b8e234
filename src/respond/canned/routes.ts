import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { VARIABLES } from './domain.ts';
import { fillFor, previewText, takeCanned } from './fill.ts';
import {
  cannedId,
  cannedInput,
  cannedShape,
  filledShape,
  fillInput,
  previewInput,
  previewShape,
  useInput,
  variableShape,
} from './schema.ts';
import { listCanned, removeCanned, saveCanned } from './service.ts';
import { SAMPLES } from './values.ts';

const one = z.object({ id: cannedId });

export const cannedRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/canned',
    permission: 'canned.use',
    summary: 'Canned replies that one may use: own ones, those of the team, those for everybody',
    response: z.object({ items: z.array(cannedShape), variables: z.array(variableShape) }),
    handler: async ({ app, actor }) => ({
      items: await listCanned(app, actor),
      variables: VARIABLES.map((name) => ({ name, sample: SAMPLES[name] ?? '' })),
    }),
  }),
  route({
    method: 'POST',
    url: '/canned',
    permission: 'canned.use',
    summary: 'Write a canned reply',
    body: cannedInput,
    response: cannedShape,
    status: 201,
    handler: ({ app, actor, body }) => saveCanned(app, actor, body),
  }),
  route({
    method: 'POST',
    url: '/canned/preview',
    permission: 'canned.use',
    summary: 'How a text reads with its variables filled, and how long it is on each network',
    body: previewInput,
    response: previewShape,
    handler: ({ app, actor, body }) => previewText(app, actor, body),
  }),
  route({
    method: 'POST',
    url: '/canned/fill',
    permission: 'canned.use',
    summary: 'Fill the variables of a text for a conversation',
    body: fillInput,
    response: filledShape,
    handler: ({ app, actor, body }) => fillFor(app, actor, body.conversationId, body.text),
  }),
  route({
    method: 'PUT',
    url: '/canned/:id',
    permission: 'canned.use',
    summary: 'Change a canned reply',
    params: one,
    body: cannedInput,
    response: cannedShape,
    handler: ({ app, actor, params, body }) => saveCanned(app, actor, body, params.id),
  }),
  route({
    method: 'DELETE',
    url: '/canned/:id',
    permission: 'canned.use',
    summary: 'Remove a canned reply',
    params: one,
    handler: ({ app, actor, params }) => removeCanned(app, actor, params.id, true),
  }),
  route({
    method: 'POST',
    url: '/canned/:id/restore',
    permission: 'canned.use',
    summary: 'Bring a removed canned reply back',
    params: one,
    handler: ({ app, actor, params }) => removeCanned(app, actor, params.id, false),
  }),
  route({
    method: 'POST',
    url: '/canned/:id/use',
    permission: 'canned.use',
    summary: "Take a canned reply into an answer: in the customer's language, its variables filled, counted",
    description: 'Variables that cannot be filled still stand in the text and are listed in `gaps`.',
    params: one,
    body: useInput,
    response: filledShape,
    handler: ({ app, actor, params, body }) => takeCanned(app, actor, params.id, body),
  }),
];
