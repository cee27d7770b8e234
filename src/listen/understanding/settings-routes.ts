import { z } from 'zod';
import { route } from '#platform/http/index.ts';
import { modelCard } from './model-card.ts';
import { headChange, headPath, understandingOverview } from './schema.ts';
import { beginTraining, readOverview, wantHead } from './settings.ts';

export const settingsRoutes = [
  route({
    method: 'GET',
    url: '/understanding',
    permission: 'understanding.read',
    summary: 'What understands posts, what people corrected, and how the company’s own heads compare',
    response: understandingOverview,
    handler: ({ app }) => readOverview(app),
  }),
  route({
    method: 'GET',
    url: '/understanding/card',
    permission: 'understanding.read',
    summary: 'The card of the built-in model: what it was made of, how good it is, what it cannot do',
    response: z.object({ markdown: z.string() }),
    handler: async () => ({ markdown: await modelCard() }),
  }),
  route({
    method: 'POST',
    url: '/understanding/training',
    permission: 'understanding.manage',
    summary: 'Train the company’s heads on what people have corrected',
    status: 202,
    response: z.object({ isAsked: z.literal(true) }),
    perMinute: 10,
    handler: async ({ app, actor }) => {
      await beginTraining(app, actor);
      return { isAsked: true as const };
    },
  }),
  route({
    method: 'PUT',
    url: '/understanding/heads/:label',
    permission: 'understanding.manage',
    summary: 'Use the company’s own head for a label where it is better, or keep the built-in one',
    params: headPath,
    body: headChange,
    response: understandingOverview,
    handler: async ({ app, actor, params, body }) => {
      await wantHead(app, actor, params.label, body.isWanted);
      return readOverview(app);
    },
  }),
];
