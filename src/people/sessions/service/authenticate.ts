import type { FastifyRequest } from 'fastify';
import type { Actor, App } from '#platform/app/index.ts';
import { narrow } from '../domain/permissions.ts';
import { sessionErrors } from '../errors.ts';
import { findSession, findToken } from '../store/index.ts';
import { accessCache } from './access-cache.ts';
import { readSessionCookie } from './cookies.ts';

const BEARER = /^bearer\s+(\S+)$/i;
const TOKEN = /^rpt_[\w-]{43}$/;
/** Tokens of visitors of the web chat, who are nobody here. */
const VISITOR = /^rcv_/;

/** Who sends a request: by personal token, else by session cookie, else nobody. Throws `token.refused`. */
export async function authenticate(app: App, request: FastifyRequest): Promise<Actor | null> {
  const { authorization, cookie } = request.headers;
  const bearer = authorization === undefined ? undefined : BEARER.exec(authorization)?.[1];
  if (bearer !== undefined) return VISITOR.test(bearer) ? null : authenticateToken(app, bearer);
  return cookie === undefined ? null : authenticateCookie(app, cookie);
}

/** Who a Cookie header belongs to. */
export async function authenticateCookie(app: App, cookie: string): Promise<Actor | null> {
  const token = await readSessionCookie(app, cookie);
  if (!token) return null;
  const hash = app.secrets.hash(token);
  const cache = accessCache(app);
  return cache.get(`session:${hash}`, async () => {
    const session = await findSession(app, hash);
    if (!session) return null;
    const { id: sessionId, userId, name, role, expiresInMs } = session;
    const permissions = cache.permissionsOf(role);
    return { actor: { kind: 'user', id: userId, name, role, permissions, sessionId }, expiresInMs };
  });
}

async function authenticateToken(app: App, bearer: string): Promise<Actor> {
  const hash = app.secrets.hash(bearer);
  const cache = accessCache(app);
  const actor = TOKEN.test(bearer)
    ? await cache.get(`token:${hash}`, async () => {
        const token = await findToken(app, hash);
        if (!token) return null;
        const { userId, name, role, scopes, expiresInMs } = token;
        const permissions = narrow(cache.permissionsOf(role), scopes);
        return { actor: { kind: 'token', id: userId, name, role, permissions }, expiresInMs };
      })
    : null;
  if (!actor) throw sessionErrors('token.refused');
  return actor;
}
