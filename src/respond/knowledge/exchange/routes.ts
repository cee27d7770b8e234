import { z } from 'zod';
import { route } from '#platform/http/index.ts';
import { exportArticles, importArticles } from './service.ts';

const format = z.enum(['ndjson', 'csv']);
const TYPES = { ndjson: 'application/x-ndjson; charset=utf-8', csv: 'text/csv; charset=utf-8' };

export const exchangeRoutes = [
  route({
    method: 'GET',
    url: '/knowledge/export',
    permission: 'knowledge.publish',
    summary: 'All articles as a file: JSON lines or a table',
    query: z.object({ format: format.default('ndjson') }),
    stream: true,
    async handler({ app, actor, query, reply }) {
      const file = await exportArticles(app, actor, query.format);
      await reply
        .header('content-disposition', `attachment; filename="articles.${query.format}"`)
        .header('cache-control', 'no-store')
        .type(TYPES[query.format])
        .send(file);
    },
  }),
  route({
    method: 'POST',
    url: '/knowledge/import',
    permission: 'knowledge.publish',
    summary: 'Add the articles of a file',
    description:
      'Lines that cannot be read are told and passed over. Texts with the same `article` are one article in several languages.',
    body: z.object({ format, text: z.string().max(20_000_000) }),
    bodyLimit: 24 * 1024 * 1024,
    perMinute: 20,
    response: z.object({
      articles: z.number(),
      texts: z.number(),
      problems: z.array(z.object({ line: z.number(), reason: z.string() })),
    }),
    handler: ({ app, actor, body }) => importArticles(app, actor, body),
  }),
];
