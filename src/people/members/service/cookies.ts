import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '#platform/app/index.ts';

/** A cookie that no script reads and no other site's form sends. `seconds` 0 forgets it. */
export function setMemberCookie(
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
  cookie: { name: string; value: string; seconds: number; path: string },
): void {
  const { name, value, seconds, path } = cookie;
  const isSecure = request.protocol === 'https' || app.config.publicUrl.startsWith('https:');
  reply.header(
    'set-cookie',
    `${name}=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`,
  );
}

export function cookieIn(request: Pick<FastifyRequest, 'headers'>, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const equals = pair.indexOf('=');
    if (pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return undefined;
}
