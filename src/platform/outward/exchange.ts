import type { Dispatcher } from 'undici';
import { AppError, messageOf } from '#platform/errors/index.ts';
import { ACCEPTED_ENCODINGS, decode, TooMuch } from './decode.ts';
import type { Dialler } from './dial.ts';
import { outwardErrors } from './errors.ts';
import type { Hop } from './redirect.ts';
import type { Target } from './target.ts';

/** An answer with its body unpacked. */
export interface Answer {
  status: number;
  /** Lower-case names in the order sent; no header that spoke of the packed body. */
  headers: [string, string][];
  body: Uint8Array;
}

/** Headers that the transport decides. */
const TRANSPORT = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'keep-alive',
  'upgrade',
  'te',
  'expect',
]);
const ABOUT_THE_WIRE = new Set([
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
]);

/** Sends one request and reads its answer; follows nothing. */
export async function exchange(
  dialler: Dialler,
  target: Target,
  hop: Hop,
  limits: { maxBytes: number; signal: AbortSignal },
): Promise<Answer> {
  const agent = target.isAllowed ? dialler.allowed : dialler.guarded;
  const response = await agent.request({
    origin: target.url.origin,
    path: target.url.pathname + target.url.search,
    method: hop.method as Dispatcher.HttpMethod,
    headers: { 'accept-encoding': ACCEPTED_ENCODINGS, ...withoutTransport(hop.headers) },
    body: hop.body ?? null,
    signal: limits.signal,
    responseHeaders: 'raw',
  });
  const headers = readHeaders(response.headers);
  const body = await readBody(response, headers, target.host, limits.maxBytes);
  return {
    status: response.statusCode,
    headers: headers.filter(([name]) => !ABOUT_THE_WIRE.has(name)),
    body,
  };
}

/** Repeated headers joined with ", " under lower-case names. */
export function joinHeaders(headers: readonly (readonly [string, string])[]): Record<string, string> {
  const joined = new Map<string, string>();
  for (const [name, value] of headers) {
    const earlier = joined.get(name);
    joined.set(name, earlier === undefined ? value : `${earlier}, ${value}`);
  }
  return Object.fromEntries(joined);
}

async function readBody(
  response: Dispatcher.ResponseData,
  headers: readonly (readonly [string, string])[],
  host: string,
  limit: number,
): Promise<Uint8Array> {
  const tooLarge = () => outwardErrors('outward.too_large', { host, limit });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response.body as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Leaving the loop destroys the body and with it the connection.
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  const encoding = headers
    .filter(([name]) => name === 'content-encoding')
    .map(([, value]) => value)
    .join(',');
  try {
    return await decode(Buffer.concat(chunks), encoding, limit);
  } catch (error) {
    if (error instanceof TooMuch) throw tooLarge();
    if (error instanceof AppError) throw error;
    throw outwardErrors('outward.unreadable', { host, reason: messageOf(error) }, error);
  }
}

function readHeaders(raw: unknown): [string, string][] {
  const flat = raw as (string | Buffer)[];
  const pairs: [string, string][] = [];
  for (let i = 0; i + 1 < flat.length; i += 2)
    pairs.push([String(flat[i]).toLowerCase(), String(flat[i + 1])]);
  return pairs;
}

function withoutTransport(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !TRANSPORT.has(name)));
}
