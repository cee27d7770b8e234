import { z } from 'zod';
import { idOf, pageOf, pageQuery, route } from '#platform/http/index.ts';
import { importShape, importStart, refusalShape, replayShape } from './shapes.ts';
import { getImport, listImports, startImport, stopImport } from './imports/service.ts';
import { discardRefusal, listRefusals, replayRefusal } from './refusals.ts';
import { cancelReplay, latestReplay, startReplay } from './replays/service.ts';

const MOST_BYTES = 16 * 1024 ** 3;
const refusalParams = z.object({ id: idOf('ref') });
const replayParams = z.object({ id: idOf('rpl') });
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
    summary: 'Try everything that is kept aside again, in the background',
    description: 'Answers the one that is under way when there is one.',
    perMinute: 30,
    status: 202,
    response: replayShape,
    handler: ({ app, actor }) => startReplay(app, actor),
  }),
  route({
    method: 'GET',
    url: '/sources/refusals/replay-all',
    permission: 'sources.read',
    summary: 'How far trying all again is; null when that was never done',
    response: z.object({ replay: replayShape.nullable() }),
    handler: async ({ app }) => ({ replay: await latestReplay(app) }),
  }),
  route({
    method: 'POST',
    url: '/sources/refusals/replay-all/:id/cancel',
    permission: 'sources.manage',
    summary: 'Stop trying all again; what was understood stays',
    params: replayParams,
    response: replayShape,
    handler: ({ app, actor, params }) => cancelReplay(app, actor, params.id),
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
    bodyLimit: MOST_BYTES,
    status: 202,
    perMinute: 30,
    response: z.object({ id: z.string() }),
    handler: ({ app, actor, query, request }) =>
      startImport(app, actor, {
        format: query.format,
        name: query.name,
        keepsAll: query.keep === 'all',
        body: request.raw,
        limit: MOST_BYTES,
        announced: Number(request.headers['content-length'] ?? 0),
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
