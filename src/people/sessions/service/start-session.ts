import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { answerSignIn } from './answer-sign-in.ts';
import { keepsSecureCookies } from '../domain/sign-in-paths.ts';
import { sessionErrors } from '../errors.ts';

/** Throws `sign_in.needs_https` where the browser would drop the cookie, before anything is used up. */
export function requireCookies(request: FastifyRequest): void {
  const { origin } = request.headers;
  if (origin !== undefined && !keepsSecureCookies(origin))
    throw sessionErrors('sign_in.needs_https', { origin: origin.slice(0, 200) });
}

/**
 * Signs in somebody whose account was made by this very request; the answer carries the cookie. Where sign-in is refused at the
 * moment (too many attempts from the address) the account stands all the same and the answer has no cookie.
 */
export async function startSession(
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
  proof: { email: string; password: string },
): Promise<void> {
  const { cookie: _cookie, ...headers } = request.headers;
  const url = `${request.protocol}://${request.host}/api/auth/sign-in/email`;
  const asked = { method: 'POST', url, headers, body: { ...proof }, address: request.ip };
  try {
    const answer = await answerSignIn(app, '/sign-in/email', asked);
    for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    app.log.info({ code: error.code }, 'a new account was not signed in');
  }
}
