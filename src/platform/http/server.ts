import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import rateLimit from '@fastify/rate-limit';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Actor, App } from '#platform/app/index.ts';
import { watchChanges } from '#platform/db/index.ts';
import { newId } from '#platform/ids/index.ts';
import { httpErrors } from './errors.ts';
import { answerError, changesOf, pathOf, tooMany } from './answer-error.ts';
import { isWritable, refuseUnwritable } from './given-text.ts';
import { isCrossSite, secureHeaders } from './security.ts';
import { addOpenApi } from './openapi.ts';
import { limitBodyTime, PATIENCE, type Patience, serverTimes } from './patience.ts';
import type { Route } from './route.ts';

export type HttpServer = FastifyInstance;

export interface ServerParts {
  app: App;
  routes: readonly Route[];
  /** Permissions that features declared; a route that names another one is a mistake found at start. */
  permissions: ReadonlySet<string>;
  /** Who sends the request, or null. Throws AppError when a token is given but is not good. */
  authenticate(request: FastifyRequest): Promise<Actor | null>;
  patience?: Partial<Patience>;
  /** Asked before everything but copies (`first.ts`), which are kept by host, also for addresses that nobody answers; what it sends is the answer. */
  guard?(request: FastifyRequest, reply: FastifyReply): unknown;
}

export const API = '/api/v1';
const NOBODY: Actor = { kind: 'user', id: 'nobody', name: 'nobody', role: 'viewer', permissions: new Set() };

/** Builds the server; it does not listen yet. Every route is under `/api/v1` and asks for its permission before anything else. */
export async function createServer(parts: ServerParts): Promise<HttpServer> {
  const patience = { ...PATIENCE, ...parts.patience };
  const server: HttpServer = Fastify({
    bodyLimit: 1_048_576,
    trustProxy: (_address, hop) => hop < parts.app.config.trustedProxies,
    genReqId: () => newId('req'),
    logger: false,
    forceCloseConnections: true,
    ...serverTimes(patience),
    // Addresses that cannot be read are answered before any hook runs.
    frameworkErrors: (error, request, reply) => {
      void secureHeaders(request, reply);
      answerError(parts.app.log, error, request, reply);
    },
    routerOptions: { maxParamLength: 500 },
  });
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  server.setErrorHandler((error, request, reply) => answerError(parts.app.log, error, request, reply));
  server.setNotFoundHandler((request) => {
    throw httpErrors('http.not_found', { path: pathOf(request) });
  });
  server.addHook('onRequest', secureHeaders);
  const { guard } = parts;
  if (guard) server.addHook('onRequest', async (request, reply) => guard(request, reply));
  // Pages look things up by their address; routes of the API say themselves what is wrong with it.
  server.addHook('preValidation', async (request) => {
    if (!request.url.startsWith(`${API}/`) && !areWritable(request.params))
      throw httpErrors('http.not_found', { path: pathOf(request) });
  });
  limitBodyTime(server, patience.bodyMs);
  await server.register(rateLimit, {
    global: false,
    errorResponseBuilder: tooMany,
    keyGenerator: (request) => request.ip,
  });
  await server.register(
    async (api) => {
      await addOpenApi(api);
      for (const route of parts.routes) if (!route.rawBody) addRoute(api, route, parts);
      await api.register(async (uploads) => {
        uploads.removeAllContentTypeParsers();
        uploads.addContentTypeParser('*', (_request, _stream, done) => done(null));
        for (const route of parts.routes) if (route.rawBody) addRoute(uploads, route, parts);
      });
    },
    { prefix: API },
  );
  return server;
}

const areWritable = (params: unknown): boolean =>
  typeof params !== 'object' ||
  params === null ||
  Object.values(params).every((one) => isWritable(String(one)));

/** An office has one address for all its agents, so each of them has a limit, and their address a wide one before it is known who asks. */
const PEOPLE_AT_AN_ADDRESS = 100;

function addRoute(server: FastifyInstance, route: Route, parts: ServerParts): void {
  const isOpen = route.permission === 'public' || route.permission === 'signed-in';
  if (!isOpen && !parts.permissions.has(route.permission)) {
    throw new Error(`${route.method} ${route.url} asks for ${route.permission}, which no feature declares`);
  }
  const status = route.status ?? (route.response || route.stream ? 200 : 204);
  const max = route.perMinute ?? 600;
  const isOver = server.createRateLimit({
    max,
    timeWindow: 60_000,
    keyGenerator: (request) => actors.get(request)?.id ?? request.ip,
  });
  server.route({
    method: route.method,
    url: route.url,
    ...(route.bodyLimit ? { bodyLimit: route.bodyLimit } : {}),
    config: {
      rateLimit: {
        max: route.permission === 'public' ? max : max * PEOPLE_AT_AN_ADDRESS,
        timeWindow: 60_000,
      },
      ...(route.rawBody ? { isUpload: true } : {}),
    },
    schema: {
      summary: route.summary,
      ...(route.description ? { description: route.description } : {}),
      tags: [route.url.split('/')[1] ?? 'root'],
      security: route.permission === 'public' ? [] : [{ token: [] }, { session: [] }],
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { querystring: route.query } : {}),
      ...(route.body ? { body: route.body } : {}),
      ...(route.response ? { response: { [status]: route.response } } : {}),
    },
    // After the limit of requests and before the body is read.
    preParsing: async (request) => {
      await admit(request, route, parts);
      if (route.permission === 'public') return;
      const limit = await isOver(request);
      if (!limit.isAllowed && limit.isExceeded) throw tooMany(request, limit);
    },
    preValidation: async ({ params, query, body }) => refuseUnwritable({ params, query, body }),
    handler: (request, reply) => handle(request, reply, route, parts, status),
  });
}

/**
 * Deny by default: who asks is settled before the body is looked at. A token holds permissions by name; what needs none because it is
 * one's own (`signed-in`) it may look at and never change.
 */
async function admit(request: FastifyRequest, route: Route, parts: ServerParts): Promise<void> {
  const actor = await parts.authenticate(request);
  if (route.permission !== 'public') {
    if (!actor) throw httpErrors('http.not_signed_in');
    if (route.permission !== 'signed-in') mustHold(actor, route.permission);
    if (route.permission === 'signed-in' && actor.kind === 'token' && route.method !== 'GET')
      throw httpErrors('http.people_only');
  }
  if (route.method !== 'GET' && actor?.kind !== 'token' && isCrossSite(request, parts.app.config.publicUrl))
    throw httpErrors('http.cross_site');
  actors.set(request, actor ? { ...actor, address: request.ip } : { ...NOBODY, address: request.ip });
}

const actors = new WeakMap<FastifyRequest, Actor>();

/** Whether the actor may do what the permission names. */
export function holds(actor: Actor, permission: string): boolean {
  return actor.permissions.has('*') || actor.permissions.has(permission);
}

/** For what needs another permission than its route names, as a token may hold the one and not the other. Throws `http.forbidden`. */
export function mustHold(actor: Actor, permission: string): void {
  if (!holds(actor, permission)) throw httpErrors('http.forbidden', { permission });
}

async function handle(
  request: FastifyRequest,
  reply: FastifyReply,
  route: Route,
  parts: ServerParts,
  status: number,
): Promise<unknown> {
  const { params, query, body } = request;
  const actor = actors.get(request) ?? NOBODY;
  if (!route.stream) reply.header('cache-control', 'no-store');
  const context = { app: parts.app, actor, params, query, body, request, reply };
  const answer = await watchChanges(changesOf(request), () => route.handler(context));
  if (route.stream) return reply;
  reply.code(status);
  return route.response ? answer : null;
}
