import { route, type Route } from '#platform/http/index.ts';
import { staffDoer } from '#embrace/forum/index.ts';
import { exportIdeas } from '../exchange/export.ts';
import { importIdeas } from '../exchange/import.ts';
import { importInput, importShape } from '../schema.ts';

export const exchangeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/ideas/export',
    permission: 'ideas.manage',
    summary: 'All ideas as a table (CSV)',
    stream: true,
    async handler({ app, actor, reply }) {
      const file = await exportIdeas(app, actor);
      await reply
        .header('content-disposition', 'attachment; filename="ideas.csv"')
        .header('cache-control', 'no-store')
        .type('text/csv; charset=utf-8')
        .send(file);
    },
  }),
  route({
    method: 'POST',
    url: '/ideas/import',
    permission: 'ideas.manage',
    summary: 'Bring ideas over from a table of ours, of Fider or of UserVoice',
    description:
      'With `isDryRun` nothing is changed. The same table again brings nothing. Rows that cannot be read are told by their line.',
    body: importInput,
    bodyLimit: 24 * 1024 * 1024,
    perMinute: 20,
    response: importShape,
    handler: ({ app, actor, body }) => importIdeas(app, staffDoer(actor), body),
  }),
];
