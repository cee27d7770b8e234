import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasMemberCookie } from '#people/members/index.ts';
import { answerFirst } from '#platform/http/index.ts';
import { bodyBehind, isKnown, isUnchanged } from '#ui/site/index.ts';

const KEPT_MS = 1000;
const MOST = 1000;
const LONGEST_ADDRESS = 300;
const MOST_BYTES = 2_000_000;

type Raw = FastifyRequest['raw'];

interface Copy {
  at: number;
  body: Buffer;
  headers: Record<string, string>;
}

/** What a copy says of itself, and what every answer of ours carries. */
const HEADERS = [
  'content-type',
  'cache-control',
  'content-security-policy',
  'vary',
  'etag',
  'last-modified',
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
  'permissions-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
];

/**
 * Keeps each page that strangers get for a second, and answers whoever asks again meanwhile, before anything else is done. Only what
 * was sent as `public` is kept, also where somebody had it already, so nothing of a visitor can be in it; whoever has a member's cookie never gets one.
 */
export function keepCopies(
  pages: FastifyInstance,
  languageOf: (raw: Raw) => string,
  now: () => number = () => performance.now(),
): void {
  const copies = new Map<string, Copy>();
  const sentAgain = new WeakSet<FastifyReply>();
  const copyFor = (raw: Raw) => {
    const copy = isShared(raw) ? copies.get(keyOf(raw, languageOf(raw))) : undefined;
    return copy && now() - copy.at <= KEPT_MS ? copy : undefined;
  };
  answerFirst(pages, (raw, response) => {
    const copy = copyFor(raw);
    if (!copy) return false;
    const isThere = isThereAlready(raw, copy);
    if (isThere) response.writeHead(304, copy.headers).end();
    else response.writeHead(200, { ...copy.headers, 'content-length': copy.body.length }).end(copy.body);
    return true;
  });
  // What does not come over a connection gets the same.
  pages.addHook('onRequest', (request, reply, done) => {
    const copy = copyFor(request.raw);
    if (!copy) return done();
    sentAgain.add(reply);
    reply.headers(copy.headers);
    if (isThereAlready(request.raw, copy)) void reply.code(304).send();
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
    const key = keyOf(request.raw, languageOf(request.raw));
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
    isShared(request.raw) &&
    String(reply.getHeader('cache-control')).startsWith('public') &&
    reply.getHeader('set-cookie') === undefined
  );
}

function isShared(raw: Raw): boolean {
  return raw.method === 'GET' && raw.url!.length <= LONGEST_ADDRESS && !hasMemberCookie(raw);
}

/**
 * A copy is in one language. The policy names scripts by their whole address, so it is of one host and protocol, too, as the request and the proxies before us
 * name them. A proxy that says the same host twice has its copies also where the second is not believed (`people/domains`).
 */
function keyOf({ url, headers }: Raw, language: string): string {
  const { host, 'x-forwarded-host': forwarded, 'x-forwarded-proto': protocol } = headers;
  const other = forwarded === host ? undefined : forwarded;
  return `${language} ${host} ${other?.toString()} ${protocol?.toString()} ${url}`;
}

/** By its tag, or by its date. */
function isThereAlready(raw: Raw, { headers }: Copy): boolean {
  const { etag = '', 'last-modified': changed } = headers;
  return isKnown(raw, etag) || isUnchanged(raw, changed === undefined ? undefined : new Date(changed));
}
