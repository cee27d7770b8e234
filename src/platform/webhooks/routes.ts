import { z } from 'zod';
import { idOf, pageOf, pageQuery, route, type Route } from '#platform/http/index.ts';
import { listLog, resend } from './log.ts';
import { deliveryShape, endpointInput, endpointsShape, savedEndpoint } from './schema.ts';
import {
  addEndpoint,
  changeEndpoint,
  listEndpoints,
  removeEndpoint,
  rotateSecret,
  testEndpoint,
} from './service.ts';
import { hookTypes } from './types.ts';

const one = z.object({ id: idOf('hook') });
const message = z.object({ id: idOf('hook'), messageId: idOf('msg') });
const sent = z.object({ messageId: z.string() });
const permission = 'webhooks.manage';

export const webhookRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/webhooks',
    permission,
    summary: 'Webhooks, and the types of messages there are',
    response: endpointsShape,
    handler: async ({ app }) => ({ items: await listEndpoints(app), types: [...hookTypes(app)] }),
  }),
  route({
    method: 'POST',
    url: '/webhooks',
    permission,
    summary: 'Add a webhook; its secret is answered once',
    body: endpointInput,
    response: savedEndpoint,
    status: 201,
    handler: ({ app, actor, body }) => addEndpoint(app, actor, body),
  }),
  route({
    method: 'PUT',
    url: '/webhooks/:id',
    permission,
    summary: 'Change a webhook; its secret stays',
    params: one,
    body: endpointInput,
    response: savedEndpoint,
    handler: ({ app, actor, params, body }) => changeEndpoint(app, actor, params.id, body),
  }),
  route({
    method: 'DELETE',
    url: '/webhooks/:id',
    permission,
    summary: 'Remove a webhook with its log',
    params: one,
    response: z.object({}),
    handler: async ({ app, actor, params }) => {
      await removeEndpoint(app, actor, params.id);
      return {};
    },
  }),
  route({
    method: 'POST',
    url: '/webhooks/:id/secret',
    permission,
    summary: 'A new secret; the former one signs, too, for a day',
    params: one,
    response: savedEndpoint,
    handler: ({ app, actor, params }) => rotateSecret(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/webhooks/:id/test',
    permission,
    summary: 'Send a trial message',
    params: one,
    response: sent,
    status: 202,
    handler: async ({ app, actor, params }) => ({ messageId: await testEndpoint(app, actor, params.id) }),
  }),
  route({
    method: 'GET',
    url: '/webhooks/:id/messages',
    permission,
    summary: 'What was sent in the last thirty days, newest first',
    params: one,
    query: pageQuery,
    response: pageOf(deliveryShape),
    handler: ({ app, params, query }) => listLog(app, params.id, query),
  }),
  route({
    method: 'POST',
    url: '/webhooks/:id/messages/:messageId/resend',
    permission,
    summary: 'Send a message again',
    params: message,
    response: sent,
    status: 202,
    handler: async ({ app, actor, params }) => ({
      messageId: await resend(app, actor, params.id, params.messageId),
    }),
  }),
];
