import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { httpErrors, type HttpServer } from '#platform/http/index.ts';
import { canMail } from '#platform/mail/index.ts';
import { keepsSecureCookies, SIGN_IN_PATHS, withoutTokens } from '../domain/sign-in-paths.ts';
import { sessionErrors } from '../errors.ts';
import { answerSignIn, type SignInAnswer } from '../service/answer-sign-in.ts';

const PREFIX = '/api/auth';
const BODY_LIMIT = 65_536;

/** Puts the sign-in paths below `/api/auth` onto the server. */
export async function mountSignIn(app: App, server: HttpServer): Promise<void> {
  await server.register(async (auth) => {
    auth.removeAllContentTypeParsers();
    auth.addContentTypeParser(
      'application/json',
      { parseAs: 'string', bodyLimit: BODY_LIMIT },
      (_request, body, done) => done(null, body),
    );
    auth.route({
      method: ['GET', 'POST'],
      url: `${PREFIX}/*`,
      bodyLimit: BODY_LIMIT,
      handler: async (request, reply) => {
        reply.header('cache-control', 'no-store');
        try {
          return send(reply, await answer(app, request));
        } catch (error) {
          if (error instanceof AppError) return refuse(reply, request, error);
          throw error;
        }
      },
    });
  });
}

async function answer(app: App, request: FastifyRequest): Promise<SignInAnswer> {
  const [path = ''] = request.url.slice(PREFIX.length).split('?');
  const known = SIGN_IN_PATHS.get(path);
  if (!known || known.method !== request.method || (known.needsMail && !canMail(app.config))) {
    throw httpErrors('http.not_found', { path: `${PREFIX}${path}`.slice(0, 200) });
  }
  const { origin } = request.headers;
  if (request.method === 'POST' && origin !== undefined && !keepsSecureCookies(origin)) {
    throw sessionErrors('sign_in.needs_https', { origin: origin.slice(0, 200) });
  }
  return answerSignIn(app, path, {
    method: request.method,
    url: `${request.protocol}://${request.host}${request.url}`,
    headers: request.headers,
    body: parseBody(request),
    address: request.ip,
  });
}

function parseBody(request: FastifyRequest): Record<string, unknown> {
  if (typeof request.body !== 'string' || request.body === '') return {};
  try {
    const body: unknown = JSON.parse(request.body);
    if (typeof body === 'object' && body !== null && !Array.isArray(body))
      return body as Record<string, unknown>;
  } catch {
    // Falls through to the refusal.
  }
  throw httpErrors('http.invalid', { reason: 'the body is not a JSON object' });
}

function send(reply: FastifyReply, { status, headers, body }: SignInAnswer): FastifyReply {
  reply.code(status);
  for (const cookie of headers.getSetCookie()) reply.header('set-cookie', cookie);
  const location = headers.get('location');
  if (location) reply.header('location', location);
  return reply.type('application/json').send(JSON.stringify(withoutTokens(body) ?? null));
}

/** In the library's own shape, which its client reads, and in ours. */
function refuse(reply: FastifyReply, request: FastifyRequest, error: AppError): FastifyReply {
  const seconds = error.params['seconds'];
  if (error.status === 429 && typeof seconds === 'number') reply.header('retry-after', seconds);
  const { code, message, params } = error;
  return reply
    .code(error.status)
    .send({ code, message, error: { code, message, params, requestId: request.id } });
}
