import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasMemberCookie } from '#people/members/index.ts';
import { isKnown } from '#ui/site/index.ts';

const KEPT_MS = 1000;
const MOST = 1000;
const LONGEST_ADDRESS = 300;
const MOST_LETTERS = 2_000_000;

interface Copy {
  at: number;
  body: string;
  headers: Record<string, string>;
}

const HEADERS = ['content-type', 'cache-control', 'content-security-policy', 'vary', 'etag'] as const;

/**
 * Keeps each page that strangers get for a second, and answers whoever asks again meanwhile, before anything else is done. Only what
 * was sent as `public` is kept, so nothing of a visitor can be in it; whoever has a member's cookie never gets one.
 */
export function keepCopies(pages: FastifyInstance, now: () => number = () => performance.now()): void {
  const copies = new Map<string, Copy>();
  pages.addHook('onRequest', (request, reply, done) => {
    const copy = isShared(request) ? copies.get(keyOf(request)) : undefined;
    if (!copy || now() - copy.at > KEPT_MS) return done();
    reply.headers(copy.headers);
    if (isKnown(request, copy.headers['etag'] ?? '')) void reply.code(304).send();
    else void reply.send(copy.body);
  });
  pages.addHook('onSend', async (request, reply, payload) => {
    if (isKept(request, reply, payload)) {
      const headers: Record<string, string> = {};
      for (const name of HEADERS) {
        const value = reply.getHeader(name);
        if (value !== undefined) headers[name] = String(value);
      }
      const key = keyOf(request);
      const known = copies.get(key);
      // A copy that is sent again is no newer than it was.
      if (!known || known.headers['etag'] !== headers['etag'] || now() - known.at > KEPT_MS)
        copies.set(key, { at: now(), body: payload, headers });
      if (copies.size > MOST) copies.delete(copies.keys().next().value!);
    }
    return payload;
  });
}

function isKept(request: FastifyRequest, reply: FastifyReply, payload: unknown): payload is string {
  return (
    reply.statusCode === 200 &&
    typeof payload === 'string' &&
    payload.length < MOST_LETTERS &&
    isShared(request) &&
    String(reply.getHeader('cache-control')).startsWith('public') &&
    reply.getHeader('set-cookie') === undefined
  );
}

function isShared(request: FastifyRequest): boolean {
  return request.method === 'GET' && request.url.length <= LONGEST_ADDRESS && !hasMemberCookie(request);
}

// The policy names scripts by their whole address, so a copy is of one host.
const keyOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}${request.url}`;
