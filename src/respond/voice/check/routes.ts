import { z } from 'zod';
import { route } from '#platform/http/index.ts';
import { conversationId } from '#respond/inbox/index.ts';
import { checkedShape, checkInput, contextShape } from './schema.ts';
import { checkText, readContext } from './service.ts';

export const checkRoutes = [
  route({
    method: 'GET',
    url: '/voice/conversations/:id',
    permission: 'voice.read',
    summary:
      'What of the voice guide counts in a conversation, and what stands against promotion or posting there',
    params: z.object({ id: conversationId }),
    response: contextShape,
    handler: ({ app, actor, params }) => readContext(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/voice/check',
    permission: 'voice.read',
    summary: 'Check a text against the voice guide, or against another one to try it out',
    body: checkInput,
    response: checkedShape,
    handler: ({ app, actor, body }) => checkText(app, actor, body),
  }),
];
