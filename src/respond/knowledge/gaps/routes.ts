import { z } from 'zod';
import { route } from '#platform/http/index.ts';
import { gapId } from '../schema.ts';
import { gapsShape, gapThreads } from './schema.ts';
import { askForGaps, readGaps, setGapAside } from './service.ts';
import { threadsForGap } from './threads.ts';

export const gapRoutes = [
  route({
    method: 'GET',
    url: '/knowledge/gaps',
    permission: 'knowledge.read',
    summary: 'Questions that are asked and that no article answers',
    response: gapsShape,
    handler: ({ app }) => readGaps(app),
  }),
  route({
    method: 'GET',
    url: '/knowledge/gaps/:id/threads',
    permission: 'knowledge.read',
    summary: 'Solved threads of the community that may answer a gap',
    params: z.object({ id: gapId }),
    response: gapThreads,
    handler: async ({ app, actor, params }) => ({ items: await threadsForGap(app, actor, params.id) }),
  }),
  route({
    method: 'POST',
    url: '/knowledge/gaps/search',
    permission: 'knowledge.write',
    summary: 'Look for gaps now',
    status: 202,
    response: z.object({ isAsked: z.literal(true) }),
    handler: async ({ app }) => {
      await askForGaps(app);
      return { isAsked: true } as const;
    },
  }),
  route({
    method: 'DELETE',
    url: '/knowledge/gaps/:id',
    permission: 'knowledge.write',
    summary: 'Set a gap aside: it needs no article',
    params: z.object({ id: gapId }),
    handler: ({ app, actor, params }) => setGapAside(app, actor, params.id),
  }),
];
