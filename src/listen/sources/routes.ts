import { z } from 'zod';
import { httpErrors, route, text } from '#platform/http/index.ts';
import { summariseHealth } from './health.ts';
import {
  discovered,
  sourceHealth,
  sourceId,
  sourceInput,
  sourceKind,
  sourceShape,
  sourceTestResult,
} from './schema.ts';
import {
  addSource,
  changeSource,
  getSource,
  listSourceKinds,
  listSources,
  pauseSource,
  readSourceNow,
  startSource,
} from './service.ts';
import { removeSource, restoreSource } from './removal.ts';
import { discoverFeeds, exportOutline, importOutline, tryNewSource, tryStoredSource } from './trial.ts';

const params = z.object({ id: sourceId });
const MIB = 1024 ** 2;

const reading = [
  route({
    method: 'GET',
    url: '/sources',
    permission: 'sources.read',
    summary: 'Every source with its health',
    response: z.object({ items: z.array(sourceShape) }),
    handler: async ({ app }) => ({ items: await listSources(app) }),
  }),
  route({
    method: 'GET',
    url: '/sources/kinds',
    permission: 'sources.read',
    summary: 'Kinds of source that can be added',
    response: z.object({ items: z.array(sourceKind) }),
    handler: async ({ app }) => ({ items: listSourceKinds(app) }),
  }),
  route({
    method: 'GET',
    url: '/sources/health',
    permission: 'sources.read',
    summary: 'The state of all sources in one look',
    response: z.object({
      worst: sourceHealth,
      problems: z.array(
        z.object({ sourceId: z.string(), name: z.string(), health: sourceHealth, problem: z.string() }),
      ),
      seenPerMinute: z.number(),
      keptPerMinute: z.number(),
      lagSeconds: z.number().nullable(),
    }),
    handler: ({ app }) => summariseHealth(app),
  }),
  route({
    method: 'GET',
    url: '/sources/:id',
    permission: 'sources.read',
    summary: 'One source',
    params,
    response: sourceShape,
    handler: ({ app, params }) => getSource(app, params.id),
  }),
];

const managing = [
  route({
    method: 'POST',
    url: '/sources',
    permission: 'sources.manage',
    summary: 'Add a source; it begins to be read',
    body: sourceInput,
    status: 201,
    response: sourceShape,
    handler: ({ app, actor, body }) => addSource(app, actor, body),
  }),
  route({
    method: 'PATCH',
    url: '/sources/:id',
    permission: 'sources.manage',
    summary: 'Change the name or what is read',
    params,
    body: z.object({
      name: text(120).optional(),
      config: z.record(z.string().max(60), z.unknown()).optional(),
    }),
    response: sourceShape,
    handler: ({ app, actor, params, body }) => changeSource(app, actor, params.id, body),
  }),
  route({
    method: 'DELETE',
    url: '/sources/:id',
    permission: 'sources.manage',
    summary: 'Remove a source; what it brought stays',
    params,
    handler: ({ app, actor, params }) => removeSource(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/sources/:id/restore',
    permission: 'sources.manage',
    summary: 'Bring a source back that was removed less than a day ago; it goes on where it had stopped',
    params,
    response: sourceShape,
    handler: ({ app, actor, params }) => restoreSource(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/sources/:id/start',
    permission: 'sources.manage',
    summary: 'Read it, also after it had stopped',
    params,
    response: sourceShape,
    handler: ({ app, actor, params }) => startSource(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/sources/:id/pause',
    permission: 'sources.manage',
    summary: 'Stop reading; starting goes on where it ended',
    params,
    response: sourceShape,
    handler: ({ app, actor, params }) => pauseSource(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/sources/:id/read-now',
    permission: 'sources.manage',
    summary: 'Do not wait for the next poll',
    params,
    handler: ({ app, actor, params }) => readSourceNow(app, actor, params.id),
  }),
];

const trying = [
  route({
    method: 'POST',
    url: '/sources/:id/test',
    permission: 'sources.manage',
    summary: 'Look at a source once without keeping anything',
    params,
    perMinute: 30,
    response: sourceTestResult,
    handler: ({ app, params }) => tryStoredSource(app, params.id),
  }),
  route({
    method: 'POST',
    url: '/sources/test',
    permission: 'sources.manage',
    summary: 'The same before it is added',
    body: sourceInput,
    perMinute: 30,
    response: sourceTestResult,
    handler: ({ app, body }) => tryNewSource(app, body),
  }),
  route({
    method: 'POST',
    url: '/sources/discover',
    permission: 'sources.manage',
    summary: 'The feeds that a page offers',
    body: z.object({ url: text(2048) }),
    perMinute: 30,
    response: discovered,
    handler: async ({ app, body }) => ({ feeds: await discoverFeeds(app, body.url) }),
  }),
  route({
    method: 'GET',
    url: '/sources/opml',
    permission: 'sources.read',
    summary: 'The feeds that are read, as OPML',
    stream: true,
    handler: async ({ app, reply }) => {
      const outline = await exportOutline(app);
      reply
        .header('content-disposition', 'attachment; filename="rapport-feeds.opml"')
        .type('text/x-opml; charset=utf-8');
      await reply.send(outline);
    },
  }),
  route({
    method: 'POST',
    url: '/sources/opml',
    permission: 'sources.manage',
    summary: 'Add every feed of an OPML list that is not there yet',
    rawBody: true,
    bodyLimit: 8 * MIB,
    response: z.object({ found: z.number(), added: z.number(), warnings: z.array(z.string()) }),
    handler: async ({ app, actor, request }) =>
      importOutline(app, actor, await bytesOf(request.raw, 8 * MIB)),
  }),
];

export const sourceRoutes = [...reading, ...trying, ...managing];

async function bytesOf(stream: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limit) throw httpErrors('http.too_large', { limit });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
