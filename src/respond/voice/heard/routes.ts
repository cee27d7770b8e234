import { z } from 'zod';
import { route } from '#platform/http/index.ts';
import { conversationId } from '#respond/inbox/index.ts';
import { heardShape } from './schema.ts';
import { readHeard } from './service.ts';

export const heardRoutes = [
  route({
    method: 'GET',
    url: '/voice/conversations/:id/heard',
    permission: 'voice.read',
    summary: 'Before one speaks: what the person heard from us, what is open, and how they sounded over time',
    params: z.object({ id: conversationId }),
    response: heardShape,
    handler: ({ app, actor, params }) => readHeard(app, actor, params.id),
  }),
];
