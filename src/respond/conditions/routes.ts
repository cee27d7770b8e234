import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { inboxErrors } from '#respond/inbox/index.ts';
import { readCatalogue } from './facts/index.ts';
import { explainInput, explainShape, factShape, previewInput, previewShape, purposeQuery } from './schema.ts';
import { explainCondition, previewCondition } from './service.ts';

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/conditions/facts',
    permission: 'inbox.read',
    summary: 'Facts of conversations that conditions may ask for',
    description: 'Those that may only be asked for one purpose are left out unless it is named.',
    query: purposeQuery,
    response: z.object({ items: z.array(factShape) }),
    handler: async ({ app, query }) => ({
      items: [...(await readCatalogue(app)).values()].filter(
        ({ only }) => only === undefined || query.purpose === 'rule' || only === query.purpose,
      ),
    }),
  }),
  route({
    method: 'POST',
    url: '/conditions/preview',
    permission: 'inbox.read',
    summary: 'Which of the newest thousand conversations, or of last week’s, a condition holds for',
    description: 'By what is known of them today. What is wrong with the condition is told in `problems`.',
    body: previewInput,
    response: previewShape,
    perMinute: 120,
    handler: ({ app, body }) => previewCondition(app, body.condition, body.over),
  }),
  route({
    method: 'POST',
    url: '/conditions/explain',
    permission: 'inbox.read',
    summary: 'Whether a condition holds for one conversation, and why',
    body: explainInput,
    response: explainShape,
    async handler({ app, body }) {
      const found = await explainCondition(app, body.condition, body.conversationId);
      if (!found) throw inboxErrors('inbox.not_found', { id: body.conversationId });
      return found;
    },
  }),
];
