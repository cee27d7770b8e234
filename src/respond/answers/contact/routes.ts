import { route, type Route } from '#platform/http/index.ts';
import { contactSettings, contactView } from './schema.ts';
import { saveContact, viewContact } from './settings.ts';

export const contactRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/answers/contact-form',
    permission: 'answers.read',
    summary: 'Whether the public contact form is open, and which mailbox it goes to',
    response: contactView,
    handler: ({ app }) => viewContact(app),
  }),
  route({
    method: 'PUT',
    url: '/answers/contact-form',
    permission: 'answers.set-up',
    summary: 'Open or close the public contact form',
    body: contactSettings,
    handler: ({ app, actor, body }) => saveContact(app, actor, body),
  }),
];
