import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

export const HTML_TYPE = 'text/html; charset=utf-8';

/**
 * The content security policy of a public page. Scripts are named by their whole address, so that nothing else of the site, no
 * uploaded file either, runs as one; a policy without a nonce is the same for all readers, and so is the page.
 */
export function pagePolicy(
  request: FastifyRequest,
  allowed: { scripts?: readonly string[]; workers?: readonly string[]; isFramed?: boolean } = {},
): string {
  const own = (path: string) => `${request.protocol}://${request.host}${path}`;
  const scripts = (allowed.scripts ?? []).map(own);
  const workers = (allowed.workers ?? []).map(own);
  return [
    "default-src 'none'",
    ...(scripts.length > 0 ? [`script-src ${scripts.join(' ')}`, "connect-src 'self'"] : []),
    ...(workers.length > 0 ? [`worker-src ${workers.join(' ')}`] : []),
    "style-src 'self'",
    "img-src 'self' data:",
    "media-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    allowed.isFramed ? "frame-ancestors 'self'" : "frame-ancestors 'none'",
  ].join('; ');
}

const unsent = new WeakMap<FastifyReply, Buffer>();

/** What a shared answer would have said to somebody who did not have it yet; undefined for all others. */
export const bodyBehind = (reply: FastifyReply): Buffer | undefined => unsent.get(reply);

/** What anybody may keep a copy of: it says nothing about its reader. Answers 304 to whoever has it. */
export function sendShared(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: {
    body: string;
    type?: string;
    policy?: string;
    cacheControl?: string;
    /** What caches look at beside the address; cookies unless told. */
    vary?: string;
    /** When it was changed last, for whoever asks by that instead of the tag. */
    changedAt?: Date;
  },
): FastifyReply {
  // Once for the sum, the length and the way out.
  const body = Buffer.from(answer.body);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  reply.headers({
    'cache-control': answer.cacheControl ?? 'public, max-age=0, s-maxage=1',
    'content-security-policy': answer.policy ?? pagePolicy(request),
    vary: answer.vary ?? 'Cookie',
    etag,
    ...(answer.changedAt ? { 'last-modified': answer.changedAt.toUTCString() } : {}),
  });
  reply.type(answer.type ?? HTML_TYPE);
  const isThere = isKnown(request, etag) || isUnchanged(request, answer.changedAt);
  if (reply.statusCode !== 200 || !isThere) return reply.send(body);
  unsent.set(reply, body);
  return reply.code(304).send();
}

/** Whether whoever asks has this already. He may name several tags, and caches on the way weaken them. */
export function isKnown(request: Pick<FastifyRequest, 'headers'>, etag: string): boolean {
  const known = (request.headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim());
  return known.some((tag) => tag === '*' || tag === etag || tag === `W/${etag}`);
}

/** Whether whoever asks has it by its date. The tag says more, so the date counts only without one (RFC 9110, 13.1.3). */
export function isUnchanged(request: Pick<FastifyRequest, 'headers'>, changedAt: Date | undefined): boolean {
  const { 'if-modified-since': since, 'if-none-match': tag } = request.headers;
  if (!changedAt || tag !== undefined || since === undefined) return false;
  const at = Date.parse(since);
  return !Number.isNaN(at) && Math.floor(changedAt.getTime() / 1000) * 1000 <= at;
}

/** A page for one reader: no copy of it is kept anywhere. */
export function sendOwn(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: { body: string; policy?: string },
): FastifyReply {
  return reply
    .headers({
      'cache-control': 'private, no-store',
      'content-security-policy': answer.policy ?? pagePolicy(request),
      vary: 'Cookie',
      'referrer-policy': 'same-origin',
    })
    .type(HTML_TYPE)
    .send(answer.body);
}
