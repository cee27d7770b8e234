import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { caseId } from '#respond/cases/index.ts';
import { casePageId, casePageShape, daysShape, newPage, newPageResult, nextStepInput } from './schema.ts';
import { listPages, readDays, saveDays, setNextStep, sharePage, takePageBack } from './service.ts';

const ofCase = z.object({ id: caseId });
const one = z.object({ id: casePageId });

export const casePageRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/case-pages/settings',
    permission: 'cases.read',
    summary: 'How many days the link to a case works',
    response: daysShape,
    handler: ({ app }) => readDays(app),
  }),
  route({
    method: 'PUT',
    url: '/case-pages/settings',
    permission: 'cases.set-up',
    summary: 'Say how many days new links to cases work',
    body: daysShape,
    handler: ({ app, actor, body }) => saveDays(app, actor, body),
  }),
  route({
    method: 'GET',
    url: '/cases/:id/pages',
    permission: 'cases.read',
    summary: 'Pages that customers can open for a case',
    params: ofCase,
    response: z.object({ items: z.array(casePageShape) }),
    handler: async ({ app, actor, params }) => ({ items: await listPages(app, actor, params.id) }),
  }),
  route({
    method: 'POST',
    url: '/cases/:id/pages',
    permission: 'cases.work',
    summary: 'Make a page that the customer of a case can open',
    description: 'The link is told only in this answer; whoever has it can open the page.',
    params: ofCase,
    body: newPage,
    response: newPageResult,
    status: 201,
    perMinute: 60,
    handler: ({ app, actor, params, body }) => sharePage(app, actor, params.id, body),
  }),
  route({
    method: 'PATCH',
    url: '/case-pages/:id',
    permission: 'cases.work',
    summary: 'Say on the page of a case what happens next',
    params: one,
    body: nextStepInput,
    response: casePageShape,
    handler: ({ app, actor, params, body }) => setNextStep(app, actor, params.id, body.nextStep),
  }),
  route({
    method: 'DELETE',
    url: '/case-pages/:id',
    permission: 'cases.work',
    summary: 'Take the link to a case back',
    params: one,
    handler: ({ app, actor, params }) => takePageBack(app, actor, params.id),
  }),
];
