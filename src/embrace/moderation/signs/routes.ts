import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { dismissSign, readSigns } from './service.ts';
import { signId, signShape } from '../schema.ts';

/** What looks arranged. */
export const signRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/moderation/signs',
    permission: 'moderation.read',
    summary: 'Members who look arranged: one device, or votes for each other',
    response: z.object({ items: z.array(signShape) }),
    handler: async ({ app }) => ({ items: await readSigns(app) }),
  }),
  route({
    method: 'POST',
    url: '/moderation/signs/:id/dismiss',
    permission: 'moderation.decide',
    summary: 'Say that there is nothing behind a sign',
    params: z.object({ id: signId }),
    handler: ({ app, actor, params }) => dismissSign(app, actor, params.id),
  }),
];
