import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { AppError } from '#platform/errors/index.ts';
import type { Changes } from '#platform/db/index.ts';
import type { Logger } from '#platform/log/index.ts';
import { httpErrors } from './errors.ts';
import { UNWRITABLE } from './given-text.ts';

interface Field {
  path: string;
  message: string;
}

/** Answers every failure in one shape; what happened inside stays in the log under the request's id. */
export function answerError(log: Logger, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { known, fields } = name(error, request);
  if (known.status >= 500)
    // Without the query: links that are used once carry their secret there.
    log.error({ err: error, requestId: request.id, path: pathOf(request) }, 'a request failed');
  const retryAfter = known.params['seconds'];
  if (known.status === 429 && typeof retryAfter === 'number') reply.header('retry-after', retryAfter);
  reply.code(known.status).header('cache-control', 'no-store').type('application/json');
  reply.serializer(JSON.stringify);
  reply.send({
    error: {
      code: known.code,
      message: known.message,
      params: known.params,
      requestId: request.id,
      ...(fields ? { fields } : {}),
    },
  });
}

const watched = new WeakMap<FastifyRequest, Changes>();

/** What the handler of this request has written so far, to be noted by `watchChanges`; an error must not say that nothing was. */
export function changesOf(request: FastifyRequest): Changes {
  const changes = watched.get(request) ?? { isSaved: false, isUnknown: false };
  watched.set(request, changes);
  return changes;
}

/** The refusal of @fastify/rate-limit in our shape. */
export function tooMany(_request: FastifyRequest, context: { ttl: number }): AppError {
  return httpErrors('http.too_many', { seconds: Math.max(1, Math.ceil(context.ttl / 1000)) });
}

function name(error: unknown, request: FastifyRequest): { known: AppError; fields?: Field[] } {
  if (error instanceof AppError) {
    const { field } = error.params;
    return error.code === 'http.invalid' && typeof field === 'string'
      ? { known: error, fields: [{ path: field, message: UNWRITABLE }] }
      : { known: error };
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map((issue) => ({
      path: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
      message: issue.message ?? 'is not usable',
    }));
    const reason = fields
      .map((field) => `${field.path || error.validationContext || 'body'}: ${field.message}`)
      .join('; ');
    return { known: httpErrors('http.invalid', { reason: reason.slice(0, 1000) }), fields };
  }
  if (isHttpError(error)) {
    if (error.statusCode === 403 || error.statusCode === 404)
      return { known: httpErrors('http.not_found', { path: pathOf(request) }) };
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
      return { known: httpErrors('http.too_large', { limit: request.routeOptions.bodyLimit ?? 0 }) };
    if (error.statusCode < 500) return { known: httpErrors('http.invalid', { reason: error.message }) };
  }
  const changes = changesOf(request);
  if (changes.isUnknown) return { known: httpErrors('http.outcome_unknown', { requestId: request.id }) };
  if (changes.isSaved) return { known: httpErrors('http.saved_in_part', { requestId: request.id }) };
  if (isDiskFull(error)) return { known: httpErrors('http.disk_full') };
  if (isDatabaseAway(error)) return { known: httpErrors('http.unavailable') };
  return { known: httpErrors('http.internal', { requestId: request.id }) };
}

/** Path of the request without its query, cut to what a message can show. */
export function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0]!.slice(0, 200);
}

/** What Fastify and its plugins refuse by themselves. */
function isHttpError(error: unknown): error is Error & { code?: string; statusCode: number } {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number';
}

/** Ours, or that of the database's server. */
function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === '53100');
}

/** Connection refused, reset, lost while it was written to, the server shutting down (class 57P of PostgreSQL's codes), or its database closed. */
function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOENT|57P0[123]|53300)$/.test(
      code,
    ) ||
    /timeout exceeded when trying to connect|Connection terminated|is not queryable|is not currently accepting connections/.test(
      error.message,
    )
  );
}
