import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import { pageOf, route, type Route } from '#platform/http/index.ts';
import {
  bulkChange,
  type CaseChange,
  caseChange,
  caseCounts,
  caseDetail,
  caseId,
  caseRow,
  casesQuery,
  changedShape,
  newCase,
  undoInput,
} from '../schema.ts';
import { changeCases, type CaseWish } from '../service/change.ts';
import { readCase } from '../service/detail.ts';
import { casesOfPerson, countCases, listCases } from '../service/list.ts';
import { type CaseChanged, openCase } from '../service/open.ts';
import { presentIds } from '../service/present.ts';
import { lookedShape, MOST_AT_ONCE, viewCount, viewCountInput, viewCounts } from '#respond/inbox/index.ts';
import { countCaseView, countCaseViews } from '../service/views.ts';
import { undoCaseChange } from '../service/undo.ts';

const one = z.object({ id: caseId });

export const caseRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/cases',
    permission: 'cases.read',
    summary: 'Cases, the last changed first',
    description:
      '`q` takes a number (`#1042`), or words of title, fields and conversations. With `view` a page may be short because its time was over: `looked` says so, and `nextCursor` goes on.',
    query: casesQuery,
    response: pageOf(caseRow).extend({ looked: lookedShape.optional() }),
    handler: ({ app, actor, query }) => listCases(app, actor, query),
  }),
  route({
    method: 'GET',
    url: '/cases/counts',
    permission: 'cases.read',
    summary: 'How many cases there are, each number at most 1000',
    response: caseCounts,
    handler: ({ app, actor }) => countCases(app, actor),
  }),
  route({
    method: 'GET',
    url: '/cases/views/counts',
    permission: 'cases.read',
    summary: 'How many cases your saved views show, each number at most 100',
    response: viewCounts,
    handler: ({ app, actor }) => countCaseViews(app, actor),
  }),
  route({
    method: 'POST',
    url: '/cases/views/count',
    permission: 'cases.read',
    summary: 'How many cases filters and a condition leave; saves nothing',
    description: 'A case is counted when the condition holds for at least one of its conversations.',
    body: viewCountInput,
    response: viewCount,
    perMinute: 120,
    handler: ({ app, actor, body }) => countCaseView(app, actor, body),
  }),
  route({
    method: 'GET',
    url: '/cases/of-account/:accountId',
    permission: 'cases.read',
    summary: 'The last cases of whoever is behind an account',
    params: z.object({ accountId: z.string().max(64) }),
    response: z.object({ items: z.array(caseRow) }),
    handler: async ({ app, actor, params }) => ({
      items: await casesOfPerson(app, actor, params.accountId, 10),
    }),
  }),
  route({
    method: 'POST',
    url: '/cases',
    permission: 'cases.work',
    summary: 'Make a case of conversations, or an empty one',
    body: newCase,
    response: changedShape,
    status: 201,
    handler: ({ app, actor, body }) => shown(app, openCase(app, actor, body)),
  }),
  route({
    method: 'POST',
    url: '/cases/bulk',
    permission: 'cases.work',
    summary: 'The same change for up to 500 cases, all or none',
    body: bulkChange,
    response: changedShape,
    handler: ({ app, actor, body }) => shown(app, changeCases(app, actor, body.ids, wishOf(body.change))),
  }),
  route({
    method: 'POST',
    url: '/cases/undo',
    permission: 'cases.work',
    summary: 'Take a change of cases back',
    body: undoInput,
    response: changedShape,
    handler: ({ app, actor, body }) => shown(app, undoCaseChange(app, actor, body.undo)),
  }),
  route({
    method: 'GET',
    url: '/cases/:id',
    permission: 'cases.read',
    summary: 'One case with all that was said and done, over all channels',
    params: one,
    response: caseDetail,
    handler: ({ app, actor, params }) => readCase(app, actor, params.id),
  }),
  route({
    method: 'PATCH',
    url: '/cases/:id',
    permission: 'cases.work',
    summary: 'Change a case and with it all its conversations',
    description:
      'With `version` it is refused when somebody else was faster. The answer has a token for POST /cases/undo.',
    params: one,
    body: caseChange,
    response: changedShape,
    handler: ({ app, actor, params, body }) => shown(app, changeCases(app, actor, [params.id], wishOf(body))),
  }),
];

/** A change as the edges answer it. */
export async function shown(app: App, change: Promise<CaseChanged>): Promise<z.input<typeof changedShape>> {
  const { ids, undo } = await change;
  return { items: await presentIds(app, ids.slice(0, MOST_AT_ONCE + 1)), undo };
}

/** Use cases take what is done to conversations apart from what is done to the case. */
function wishOf({ title, typeId, fields, status, version, snoozedUntil, ...handling }: CaseChange): CaseWish {
  const sleep = snoozedUntil === undefined ? {} : { snoozedUntil: new Date(snoozedUntil) };
  return { title, typeId, fields, status, version, handling: { ...handling, ...sleep } };
}
