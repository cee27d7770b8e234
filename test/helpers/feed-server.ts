import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLogger } from '#platform/log/index.ts';
import { createOutward } from '#platform/outward/index.ts';
import type { Outward } from '#platform/outward/index.ts';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A real HTTP server on the loopback for tests, and an outward module that may reach it. */
export interface LocalFeedServer {
  origin: string;
  outward: Outward;
  /** Answers by path; 404 for all others. */
  routes: Record<string, Answer>;
  /** Requests so far. */
  asked: IncomingMessage[];
  reset(): void;
  close(): Promise<void>;
}

export async function startFeedServer(): Promise<LocalFeedServer> {
  const local = { routes: {} as Record<string, Answer>, asked: [] as IncomingMessage[] };
  const server = createServer((request, response) => {
    local.asked.push(request);
    const answer = local.routes[request.url ?? ''];
    if (answer) answer(request, response);
    else response.writeHead(404).end('nothing here');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const outward = createOutward({ allow: new Set([`127.0.0.1:${port}`]), log: createLogger('silent') });
  return Object.assign(local, {
    origin: `http://127.0.0.1:${port}`,
    outward,
    reset() {
      local.routes = {};
      local.asked = [];
    },
    async close() {
      await outward.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

export function serve(body: string, headers: Record<string, string> = {}): Answer {
  return (_, response) =>
    response.writeHead(200, { 'content-type': 'application/rss+xml', ...headers }).end(body);
}

export function redirect(status: number, location: string): Answer {
  return (_, response) => response.writeHead(status, { location }).end();
}
