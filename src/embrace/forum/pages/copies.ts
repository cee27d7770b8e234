import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasMemberCookie } from '#people/members/index.ts';
import { bodyBehind, isKnown } from '#ui/site/index.ts';

const KEPT_MS = 1000;
const MOST = 1000;
const LONGEST_ADDRESS = 300;
const MOST_BYTES = 2_000_000;

interface Copy {
  at: number;
  body: Buffer;
  headers: Record<string, string>;
}

const HEADERS = ['content-type', 'cache-control', 'content-security-policy', 'vary', 'etag'] as const;

/**
 * Keeps each page that strangers get for a second, and answers whoever asks again meanwhile, before anything else is done. Only what
 * was sent as `public` is kept, also where somebody had it already, so nothing of a visitor can be in it; whoever has a member's cookie never gets one.
 */
export function keepCopies(pages: FastifyInstance, now: () => number = () => performance.now()): void {
  const copies = new Map<string, Copy>();
  const sentAgain = new WeakSet<FastifyReply>();
  pages.addHook('onRequest', (request, reply, done) => {
    const copy = isShared(request) ? copies.get(keyOf(request)) : undefined;
    if (!copy || now() - copy.at > KEPT_MS) return done();
    sentAgain.add(reply);
    reply.headers(copy.headers);
    if (isKnown(request, copy.headers['etag'] ?? '')) void reply.code(304).send();
    else void reply.send(copy.body);
  });
  pages.addHook('onSend', async (request, reply, payload) => {
    const body = reply.statusCode === 304 ? bodyBehind(reply) : payload;
    // A copy that is sent again is no newer than it was.
    if (sentAgain.has(reply) || !isKept(request, reply, body)) return payload;
    const headers: Record<string, string> = {};
    for (const name of HEADERS) {
      const value = reply.getHeader(name);
      if (value !== undefined) headers[name] = String(value);
    }
    const key = keyOf(request);
    copies.delete(key);
    copies.set(key, { at: now(), body, headers });
    if (copies.size > MOST) copies.delete(copies.keys().next().value!);
    return payload;
  });
}

function isKept(request: FastifyRequest, reply: FastifyReply, payload: unknown): payload is Buffer {
  return (
    (reply.statusCode === 200 || reply.statusCode === 304) &&
    Buffer.isBuffer(payload) &&
    payload.length < MOST_BYTES &&
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
