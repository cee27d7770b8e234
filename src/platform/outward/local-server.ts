import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createRawServer, type AddressInfo, type Socket } from 'node:net';
import { createLogger } from '#platform/log/index.ts';
import type { Resolve } from './dial.ts';
import { createOutward } from './outward.ts';
import type { Outward } from './types.ts';

/** Servers for the tests of this folder; `closeEverything` ends what a test file opened. */
const undo: (() => unknown)[] = [];

export async function closeEverything(): Promise<void> {
  for (const end of undo.splice(0).toReversed()) await end();
}

export interface Seen {
  method: string | undefined;
  headers: IncomingMessage['headers'];
  body: string;
}

export async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    seen.push({ method: request.method, headers: request.headers, body });
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  undo.push(() => close(server));
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, seen, server };
}

export async function serveRaw(handle: (socket: Socket) => void): Promise<string> {
  const server = createRawServer((socket) => {
    socket.on('error', () => undefined);
    handle(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  undo.push(() => server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  if (server.listening) await new Promise((resolve) => server.close(resolve));
}

export function connectionsOf(server: Server): Promise<number> {
  return new Promise((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );
}

export function outwardTo(...hosts: string[]): Outward {
  return createTestOutward(hosts);
}

export function createTestOutward(allow: string[], resolve?: Resolve): Outward {
  const outward = createOutward({
    allow: new Set(allow),
    log: createLogger('silent'),
    userAgent: 'Test/1',
    ...(resolve ? { resolve } : {}),
  });
  undo.push(() => outward.close());
  return outward;
}

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 5000;
  while (!(await condition())) {
    assert(Date.now() < deadline, 'the condition did not come true in five seconds');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
