import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { caseId } from '#respond/cases/index.ts';
import { changePage } from './change.ts';
import { previewPage, PREVIEW_POLICY } from './preview.ts';
import {
  casePageId,
  casePageShape,
  casePagesShape,
  daysShape,
  newPage,
  newPageResult,
  pageChange,
  pagePreview,
} from './schema.ts';
import { listPages, readDays, saveDays, sharePage, takePageBack } from './service.ts';

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
    description:
      'With the customers whom a page could be for, each with the conversations that it could show.',
    response: casePagesShape,
    handler: ({ app, actor, params }) => listPages(app, actor, params.id),
  }),
  route({
    method: 'GET',
    url: '/cases/:id/pages/preview',
    permission: 'cases.read',
    summary: 'A page of a case as its customer would see it, before anybody is told the link',
    params: ofCase,
    query: pagePreview,
    stream: true,
    async handler({ app, actor, params, query, reply }) {
      const html = await previewPage(app, actor, params.id, query);
      await reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', PREVIEW_POLICY)
        .header('cache-control', 'private, no-store')
        .header('referrer-policy', 'no-referrer')
        .send(html);
    },
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
    summary: 'Change what the page of a case shows',
    description:
      'The link stays the same. What is absent stays as it is; what was changed is in the history of the case.',
    params: one,
    body: pageChange,
    response: casePageShape,
    handler: ({ app, actor, params, body }) => changePage(app, actor, params.id, body),
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
