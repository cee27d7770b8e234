import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers one method of the AT Protocol. `status` is 200 unless told. */
export type XrpcHandler = (
  query: URLSearchParams,
  body: Record<string, unknown>,
) => { status?: number; body: object };

export interface XrpcServer {
  /** `http://127.0.0.1:port` */
  url: string;
  host: string;
  /** Methods in the order they were asked for. */
  asked: string[];
  close(): Promise<void>;
}

/** A server with these methods; others are answered as a real one answers what it does not know. A path that starts with / is served as it is. */
export async function startXrpcServer(handlers: Record<string, XrpcHandler>): Promise<XrpcServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const name = decodeURIComponent(url.pathname).replace(/^\/xrpc\//, '');
      asked.push(name);
      const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>;
      const unknown = {
        status: 501,
        body: { error: 'MethodNotImplemented', message: 'Method Not Implemented' },
      };
      const answer = handlers[name]?.(url.searchParams, body) ?? unknown;
      response
        .writeHead(answer.status ?? 200, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
