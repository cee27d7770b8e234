import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { conversationId } from '#respond/inbox/index.ts';
import {
  decideInput,
  scheduleChange,
  scheduledId,
  scheduledShape,
  scheduleInput,
  timesShape,
} from './schema.ts';
import {
  cancelScheduled,
  changeScheduled,
  listScheduled,
  scheduleReply,
  sendScheduledNow,
} from './service.ts';
import { timesFor } from './when.ts';

const one = z.object({ id: scheduledId });
const ofConversation = z.object({ id: conversationId });
const listed = z.object({ items: z.array(scheduledShape) });

export const scheduleRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/schedule',
    permission: 'schedule.read',
    summary: 'Answers that leave later, what somebody has to decide first',
    response: listed,
    handler: async ({ app }) => ({ items: await listScheduled(app, null) }),
  }),
  route({
    method: 'GET',
    url: '/inbox/:id/scheduled',
    permission: 'schedule.read',
    summary: 'Answers that leave later in a conversation',
    params: ofConversation,
    response: listed,
    handler: async ({ app, params }) => ({ items: await listScheduled(app, params.id) }),
  }),
  route({
    method: 'GET',
    url: '/inbox/:id/send-times',
    permission: 'schedule.read',
    summary: 'Natural times to answer, by the company’s clock and by the customer’s',
    params: ofConversation,
    response: timesShape,
    handler: ({ app, params }) => timesFor(app, params.id),
  }),
  route({
    method: 'POST',
    url: '/inbox/:id/scheduled',
    permission: 'schedule.write',
    summary: 'Answer later',
    description:
      'Checked as if it left now. It leaves once, at its time; when the customer writes or somebody answers meanwhile, a person is asked instead.',
    params: ofConversation,
    body: scheduleInput,
    response: scheduledShape,
    status: 201,
    handler: ({ app, actor, params, body }) => scheduleReply(app, actor, params.id, body),
  }),
  route({
    method: 'PATCH',
    url: '/schedule/:id',
    permission: 'schedule.write',
    summary: 'Change the words or the time of an answer that leaves later',
    params: one,
    body: scheduleChange,
    response: scheduledShape,
    handler: ({ app, actor, params, body }) => changeScheduled(app, actor, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/schedule/:id/send',
    permission: 'schedule.write',
    summary: 'Send it now, whatever happened meanwhile',
    params: one,
    body: decideInput,
    response: scheduledShape,
    handler: ({ app, actor, params, body }) => sendScheduledNow(app, actor, params.id, body.version),
  }),
  route({
    method: 'POST',
    url: '/schedule/:id/cancel',
    permission: 'schedule.write',
    summary: 'Do not send it; the conversation is as it was before',
    params: one,
    body: decideInput,
    response: scheduledShape,
    handler: ({ app, actor, params, body }) => cancelScheduled(app, actor, params.id, body.version),
  }),
];
