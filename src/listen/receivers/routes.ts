import { z } from 'zod';
import { idOf, pageOf, pageQuery, route, type Route } from '#platform/http/index.ts';
import { readBody } from './body.ts';
import { mustListen, receive, takeAgain } from './receive.ts';
import { logLine, receiverInput, receiverShape, savedReceiver, trialInput, trialShape } from './schema.ts';
import {
  addReceiver,
  changeReceiver,
  listReceiverLog,
  listReceivers,
  removeReceiver,
  renewAddress,
  tryMapping,
} from './service.ts';

const one = z.object({ id: idOf('recv') });
const line = z.object({ id: idOf('recv'), logId: idOf('rlog') });
const received = z.object({ posts: z.number(), isKnown: z.boolean() });
const permission = 'receivers.manage';

export const receiverRoutes: readonly Route[] = [
  route({
    method: 'POST',
    url: '/receive/:token',
    permission: 'public',
    summary: "Hand in posts at a receiver's address",
    description:
      'The body is the JSON that the receiver was told to expect, at most 1 MiB. A 2xx means that it is stored; the same message again changes nothing.',
    params: z.object({ token: z.string().max(100) }),
    response: received,
    rawBody: true,
    handler: async ({ app, params, request }) => {
      await mustListen(app, params.token);
      return receive(app, params.token, request.headers, await readBody(request.raw));
    },
  }),
  route({
    method: 'GET',
    url: '/receivers',
    permission,
    summary: 'Receivers with what they took in thirty days',
    response: z.object({ items: z.array(receiverShape) }),
    handler: async ({ app }) => ({ items: await listReceivers(app) }),
  }),
  route({
    method: 'POST',
    url: '/receivers',
    permission,
    summary: 'Add a receiver; its address and secret are answered once',
    body: receiverInput,
    response: savedReceiver,
    status: 201,
    handler: ({ app, actor, body }) => addReceiver(app, actor, body),
  }),
  route({
    method: 'POST',
    url: '/receivers/trial',
    permission,
    summary: 'See what a mapping makes of a sample; nothing is stored',
    body: trialInput,
    response: trialShape,
    handler: async ({ app, body }) => tryMapping(app, body.mapping, body.sample),
  }),
  route({
    method: 'PUT',
    url: '/receivers/:id',
    permission,
    summary: 'Change a receiver; its address stays',
    params: one,
    body: receiverInput,
    response: savedReceiver,
    handler: ({ app, actor, params, body }) => changeReceiver(app, actor, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/receivers/:id/address',
    permission,
    summary: 'A new address; the former one ends at once',
    params: one,
    response: savedReceiver,
    handler: ({ app, actor, params }) => renewAddress(app, actor, params.id),
  }),
  route({
    method: 'DELETE',
    url: '/receivers/:id',
    permission,
    summary: 'Remove a receiver; what it brought stays',
    params: one,
    response: z.object({}),
    handler: async ({ app, actor, params }) => {
      await removeReceiver(app, actor, params.id);
      return {};
    },
  }),
  route({
    method: 'GET',
    url: '/receivers/:id/messages',
    permission,
    summary: 'What came in the last thirty days, newest first',
    params: one,
    query: pageQuery,
    response: pageOf(logLine),
    handler: ({ app, params, query }) => listReceiverLog(app, params.id, query),
  }),
  route({
    method: 'POST',
    url: '/receivers/:id/messages/:logId/take',
    permission,
    summary: 'Take a refused message again, as the mapping is now',
    params: line,
    response: received,
    handler: ({ app, actor, params }) => takeAgain(app, actor, params.id, params.logId),
  }),
];
