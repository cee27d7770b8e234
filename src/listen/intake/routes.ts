import { z } from 'zod';
import { idOf, pageOf, pageQuery, route } from '#platform/http/index.ts';
import { importShape, importStart, refusalShape } from './shapes.ts';
import { getImport, listImports, startImport, stopImport } from './imports/service.ts';
import { discardRefusal, listRefusals, replayAllRefusals, replayRefusal } from './refusals.ts';

const GIB = 1024 ** 3;
const refusalParams = z.object({ id: idOf('ref') });
const importParams = z.object({ id: idOf('imp') });

const refusalRoutes = [
  route({
    method: 'GET',
    url: '/sources/refusals',
    permission: 'sources.read',
    summary: 'Payloads that were not understood and are kept aside, newest first',
    query: pageQuery.extend({ source: z.string().max(64).optional() }),
    response: pageOf(refusalShape),
    handler: ({ app, query }) =>
      listRefusals(app, { sourceId: query.source, cursor: query.cursor, limit: query.limit }),
  }),
  route({
    method: 'POST',
    url: '/sources/refusals/:id/replay',
    permission: 'sources.manage',
    summary: 'Try a payload again',
    params: refusalParams,
    response: z.object({ understood: z.boolean() }),
    handler: async ({ app, actor, params }) => ({ understood: await replayRefusal(app, actor, params.id) }),
  }),
  route({
    method: 'POST',
    url: '/sources/refusals/replay-all',
    permission: 'sources.manage',
    summary: 'Try everything that is kept aside again',
    perMinute: 6,
    response: z.object({ tried: z.number(), understood: z.number() }),
    handler: ({ app, actor }) => replayAllRefusals(app, actor),
  }),
  route({
    method: 'DELETE',
    url: '/sources/refusals/:id',
    permission: 'sources.manage',
    summary: 'Throw a payload away',
    params: refusalParams,
    handler: ({ app, actor, params }) => discardRefusal(app, actor, params.id),
  }),
];

const importRoutes = [
  route({
    method: 'POST',
    url: '/imports',
    permission: 'sources.manage',
    summary: 'Upload a file of posts; it is read in the background',
    description: 'The body is the file itself. `keep=all` keeps posts that belong to no topic too.',
    query: importStart,
    rawBody: true,
    bodyLimit: 16 * GIB,
    status: 202,
    perMinute: 30,
    response: z.object({ id: z.string() }),
    handler: ({ app, actor, query, request }) =>
      startImport(app, actor, {
        format: query.format,
        name: query.name,
        keepsAll: query.keep === 'all',
        body: request.raw,
      }),
  }),
  route({
    method: 'GET',
    url: '/imports',
    permission: 'sources.read',
    summary: 'Imports, newest first',
    query: pageQuery,
    response: pageOf(importShape),
    handler: ({ app, query }) => listImports(app, query),
  }),
  route({
    method: 'GET',
    url: '/imports/:id',
    permission: 'sources.read',
    summary: 'How far an import is, with its bad lines',
    params: importParams,
    response: importShape,
    handler: ({ app, params }) => getImport(app, params.id),
  }),
  route({
    method: 'POST',
    url: '/imports/:id/cancel',
    permission: 'sources.manage',
    summary: 'End an import; what was read stays',
    params: importParams,
    response: importShape,
    handler: ({ app, actor, params }) => stopImport(app, actor, params.id),
  }),
];

export const intakeRoutes = [...refusalRoutes, ...importRoutes];
