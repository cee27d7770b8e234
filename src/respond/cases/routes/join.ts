import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import {
  caseId,
  changedShape,
  linkInput,
  mergeInput,
  splitInput,
  threadsInput,
  waveInput,
} from '../schema.ts';
import { addThreads, mergeCases, removeThreads, splitCase } from '../service/join.ts';
import { linkCases, unlinkCases } from '../service/link.ts';
import { doTogether } from '../service/together.ts';
import { shown } from './cases.ts';

const one = z.object({ id: caseId });

export const joinRoutes: readonly Route[] = [
  route({
    method: 'POST',
    url: '/cases/links',
    permission: 'cases.work',
    summary: 'Link cases to a larger one, up to 500 at once',
    body: linkInput,
    response: changedShape,
    handler: ({ app, actor, body }) => shown(app, linkCases(app, actor, body.fromIds, body.toId, body.kind)),
  }),
  route({
    method: 'POST',
    url: '/cases/links/remove',
    permission: 'cases.work',
    summary: 'Take links away',
    body: linkInput,
    response: changedShape,
    handler: ({ app, actor, body }) =>
      shown(app, unlinkCases(app, actor, body.fromIds, body.toId, body.kind)),
  }),
  route({
    method: 'POST',
    url: '/cases/:id/together',
    permission: 'cases.work',
    summary: 'Tell and solve all linked cases together',
    description:
      'Works in the background; GET /cases/:id shows in `waves` how far it is, and what could not be done.',
    params: one,
    body: waveInput,
    response: z.object({ waveId: z.string() }),
    status: 202,
    handler: async ({ app, actor, params, body }) => ({
      waveId: await doTogether(app, actor, params.id, body),
    }),
  }),
  route({
    method: 'POST',
    url: '/cases/:id/threads',
    permission: 'cases.work',
    summary: 'Put conversations into a case',
    params: one,
    body: threadsInput,
    response: changedShape,
    handler: ({ app, actor, params, body }) =>
      shown(app, addThreads(app, actor, params.id, body.conversationIds)),
  }),
  route({
    method: 'POST',
    url: '/cases/:id/threads/remove',
    permission: 'cases.work',
    summary: 'Take conversations out of a case',
    params: one,
    body: threadsInput,
    response: changedShape,
    handler: ({ app, actor, params, body }) =>
      shown(app, removeThreads(app, actor, params.id, body.conversationIds)),
  }),
  route({
    method: 'POST',
    url: '/cases/:id/merge',
    permission: 'cases.work',
    summary: 'Merge up to 500 cases into this one, which leads, with no more than 500 conversations in all',
    description:
      'Those of the case that leads count, too. Beyond that nothing is merged, and the answer is `case.too_many`.',
    params: one,
    body: mergeInput,
    response: changedShape,
    handler: ({ app, actor, params, body }) => shown(app, mergeCases(app, actor, params.id, body.caseIds)),
  }),
  route({
    method: 'POST',
    url: '/cases/:id/split',
    permission: 'cases.work',
    summary: 'Split conversations off into a new case',
    params: one,
    body: splitInput,
    response: changedShape,
    handler: ({ app, actor, params, body }) => shown(app, splitCase(app, actor, params.id, body)),
  }),
];
