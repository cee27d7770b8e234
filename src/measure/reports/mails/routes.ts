import { route, type Route } from '#platform/http/index.ts';
import { mailInput, mailParams, mailShape, mailsShape } from './schema.ts';
import { addMail, endMail, listMails } from './service.ts';

const read = 'figures.read';

export const mailRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/reports/mails',
    permission: read,
    summary: 'Reports that one gets by mail',
    response: mailsShape,
    handler: ({ app, actor }) => listMails(app, actor),
  }),
  route({
    method: 'POST',
    url: '/reports/mails',
    permission: read,
    summary: 'Get a report by mail, each day or week at an hour of one’s zone',
    description: 'One with the same filters that comes as often takes the new time.',
    body: mailInput,
    response: mailShape,
    status: 201,
    handler: ({ app, actor, body }) => addMail(app, actor, body),
  }),
  route({
    method: 'DELETE',
    url: '/reports/mails/:id',
    permission: read,
    summary: 'Get a report no more',
    params: mailParams,
    handler: ({ app, actor, params }) => endMail(app, actor, params.id),
  }),
];
