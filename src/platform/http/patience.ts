import type { FastifyInstance, FastifyRequest } from 'fastify';
import { httpErrors } from './errors.ts';

/** How long the server waits for whoever asks, in milliseconds. */
export interface Patience {
  /** From the connection, or from the end of the request before, to the end of the headers. */
  headersMs: number;
  /** For a body that is read as one piece. */
  bodyMs: number;
  /** For an upload, which is read as it flows, from the first byte to the last. */
  uploadMs: number;
  /** Of silence on a connection; streams of events beat, uploads flow. */
  silenceMs: number;
  /** For the next request on a connection; longer than the minute of common proxies, which must not send into one that closes. */
  keepMs: number;
}

export const PATIENCE: Patience = {
  headersMs: 20_000,
  bodyMs: 30_000,
  uploadMs: 86_400_000,
  silenceMs: 120_000,
  keepMs: 72_000,
};

/** Of all headers of a request together, in bytes. */
const MOST_HEADERS = 16_384;

/** The same as options of the server; Node looks at its connections every few seconds. */
export function serverTimes({ headersMs, uploadMs, silenceMs, keepMs }: Patience) {
  return {
    connectionTimeout: silenceMs,
    keepAliveTimeout: keepMs,
    requestTimeout: uploadMs,
    http: {
      headersTimeout: headersMs,
      connectionsCheckingInterval: Math.min(2000, headersMs / 4),
      maxHeaderSize: MOST_HEADERS,
    },
  };
}

/** Ends requests whose body drips: silence never lasts long enough to be noticed, and each one keeps memory and a connection. */
export function limitBodyTime(server: FastifyInstance, bodyMs: number): void {
  const timers = new WeakMap<FastifyRequest, NodeJS.Timeout>();
  const forget = async (request: FastifyRequest) => clearTimeout(timers.get(request));
  server.addHook('preParsing', async (request, reply, payload) => {
    const isUpload = 'isUpload' in request.routeOptions.config;
    if (isUpload || request.raw.complete) return;
    const giveUp = () => {
      reply.header('connection', 'close');
      payload.emit('error', httpErrors('http.too_slow', { seconds: Math.round(bodyMs / 1000) }));
    };
    timers.set(request, setTimeout(giveUp, bodyMs).unref());
  });
  server.addHook('preValidation', forget);
  server.addHook('onRequestAbort', forget);
  server.addHook('onResponse', async (request) => {
    await forget(request);
    // Answered before its body had come, as without permission: nobody reads the rest, and it may not drip either.
    const { raw } = request;
    // What the program asks itself (`inject`) has no connection to end, and would throw in a timer, where nobody catches it.
    const end = (raw.socket as Partial<typeof raw.socket> | null)?.destroy?.bind(raw.socket);
    if (!raw.complete && end) setTimeout(() => void (raw.complete || end()), bodyMs).unref();
  });
}
