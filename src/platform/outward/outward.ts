import type { WebSocket } from 'ws';
import type { Logger } from '#platform/log/index.ts';
import { createDialler, type Resolve } from './dial.ts';
import { joinHeaders } from './exchange.ts';
import { addressOf } from './address-of.ts';
import { createFetch } from './fetch.ts';
import { request, type Surroundings } from './request.ts';
import { openSocket } from './socket.ts';
import { normaliseAllowList } from './target.ts';
import { type AskRecords, type AskTexts, createRecords, createTexts } from './texts.ts';
import type { Outward } from './types.ts';

export interface OutwardOptions {
  /** `host:port` pairs that may be reached though they are in a private network. */
  allow: ReadonlySet<string>;
  log: Logger;
  /** What we call ourselves. */
  userAgent?: string;
  /** Answers names instead of the system, for tests. */
  resolve?: Resolve;
  askTexts?: AskTexts;
  askRecords?: AskRecords;
}

/** Makes the module through which everything leaves. One per process: it keeps connections open for the next request. */
export function createOutward(options: OutwardOptions): Outward {
  const around: Surroundings = {
    dialler: createDialler(options.resolve),
    allow: normaliseAllowList(options.allow),
    userAgent: options.userAgent ?? 'Rapport/0.1',
  };
  const sockets = new Set<WebSocket>();
  const texts = createTexts(options.askTexts);
  return {
    async fetch(url, asked = {}) {
      const startedAt = performance.now();
      const answer = await request(around, url, asked);
      const took = Math.round(performance.now() - startedAt);
      options.log.debug({ host: new URL(answer.url).host, status: answer.status, took }, 'request answered');
      return { ...answer, headers: joinHeaders(answer.headers) };
    },
    connect: (url, asked = {}) => openSocket(around, sockets, url, asked),
    textsOf: texts,
    recordsOf: createRecords(options.askRecords),
    addressOf: (host, port) => addressOf(around, host, port),
    asFetch: (limits) => createFetch(around, limits),
    async close() {
      for (const socket of sockets) socket.terminate();
      await Promise.all([around.dialler.guarded.destroy(), around.dialler.allowed.destroy()]);
    },
  };
}
