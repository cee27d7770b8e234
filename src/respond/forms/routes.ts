import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { formsInput, formsView } from './schema.ts';
import { saveForms, viewForms } from './service/setup.ts';

export const formRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/forms',
    permission: 'forms.read',
    summary: 'What customers are asked for, by type of case',
    response: formsView,
    handler: ({ app }) => viewForms(app),
  }),
  route({
    method: 'PUT',
    url: '/forms',
    permission: 'forms.set-up',
    summary: 'Say what customers are asked for',
    description:
      'Fields of case types, in the order given, with words for each language. The contact form, messages that are left out of hours and questions before a chat offer the forms that name them; where there are several, the customer chooses what it is about.',
    body: formsInput,
    response: z.object({ version: z.number() }),
    handler: async ({ app, actor, body }) => ({ version: await saveForms(app, actor, body) }),
  }),
];
