import { parseJson } from '#lib/json/index.ts';
import type { Outward } from '#platform/outward/index.ts';
import { byOurClock } from '#connectors/kit/index.ts';
import { filled, isShape, type Shape, shapeOf } from '../records/shapes.ts';

export interface XrpcCall {
  /** `https://pds.example.com`, without a path. */
  service: string;
  /** `com.atproto.repo.getRecord`. */
  method: string;
  query?: Record<string, string | string[]>;
  /** Makes it a procedure (POST); without it the call is a query (GET). An empty object sends no body. */
  input?: Shape;
  token?: string;
  /** The service that the account's own server shall pass the call on to: `did:web:api.bsky.chat#bsky_chat`. */
  proxy?: string;
  signal?: AbortSignal | undefined;
  timeoutMs?: number;
}

/** The server's own answer that it will not. Anything else that is thrown came from the way there or back. */
export class XrpcError extends Error {
  readonly status: number;
  /** The protocol's name for it: `RecordNotFound`; empty when the server is none of this protocol. */
  readonly error: string;
  /** When the server wants to be asked again (429). */
  readonly resetAt: Date | undefined;

  constructor(status: number, error: string, message: string, resetAt?: Date) {
    super(message);
    this.name = 'XrpcError';
    this.status = status;
    this.error = error;
    this.resetAt = resetAt;
  }
}

/** One call of a server of the protocol; gives the body of its answer. */
export async function xrpc(outward: Outward, call: XrpcCall): Promise<Shape> {
  const { input, proxy, signal, timeoutMs, token } = call;
  const body = input !== undefined && Object.keys(input).length > 0 ? JSON.stringify(input) : undefined;
  const answer = await outward.fetch(addressOf(call), {
    method: input === undefined ? 'GET' : 'POST',
    redirect: input === undefined ? 'follow' : 'manual',
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(proxy !== undefined && { 'atproto-proxy': proxy }),
    },
    ...(body !== undefined && { body }),
    ...(signal && { signal }),
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
  const content = parseJson(Buffer.from(answer.body).toString());
  if (answer.status >= 200 && answer.status < 300) {
    if (isShape(content) || (input !== undefined && answer.body.length === 0)) return shapeOf(content);
    throw new XrpcError(answer.status, '', `${call.service} does not speak the AT Protocol.`);
  }
  const { error, message } = shapeOf(content);
  const name = filled(error, 200) ?? '';
  const text = filled(message, 2000) ?? `${call.service} answered with status ${answer.status}.`;
  throw new XrpcError(answer.status, name, text, resetAt(answer.status, answer.headers));
}

function addressOf({ service, method, query = {} }: XrpcCall): string {
  const url = new URL(`${service}/xrpc/${method}`);
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) url.searchParams.append(name, one);
  }
  return url.href;
}

/** By our clock. `ratelimit-reset` counts seconds since 1970, `retry-after` seconds from now or a date. */
function resetAt(status: number, headers: Record<string, string>): Date | undefined {
  if (status !== 429 && status !== 503) return undefined;
  const now = new Date();
  const reset = Number(headers['ratelimit-reset']);
  const after = headers['retry-after'];
  if (!(reset > 1e9) && after === undefined) return undefined;
  const moment =
    reset > 1e9
      ? byOurClock(new Date(reset * 1000), headers, now)
      : /^\d+$/.test(after!)
        ? new Date(now.getTime() + Number(after) * 1000)
        : byOurClock(new Date(after!), headers, now);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}
