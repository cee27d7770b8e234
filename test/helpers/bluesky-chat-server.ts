import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ChatAnswer, type ChatService, createChatService, failure } from './bluesky-chat.ts';

/** The service for direct messages as a real account server finds and calls it. */
export interface ChatServer {
  chat: ChatService;
  /** `did:web:localhost%3A…#bsky_chat` */
  name: string;
  close(): Promise<void>;
}

/**
 * Says who it is by a document under `did:web`, and believes the account server's word for whom it asks, as the protocol writes it: a token
 * to this service, for this method, that has not ended. Signatures are not checked.
 */
export async function startChatServer(): Promise<ChatServer> {
  const chat = await createChatService();
  let did = '';
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', 'http://localhost');
    const { status, body } =
      url.pathname === '/.well-known/did.json'
        ? { status: 200, body: documentOf(did, `http://${request.headers.host}`) }
        : answer(chat, did, url, request, JSON.parse(Buffer.concat(chunks).toString() || '{}') as object);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  did = `did:web:localhost%3A${(server.address() as AddressInfo).port}`;
  return {
    chat,
    name: `${did}#bsky_chat`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      chat.mustBeTrue();
    },
  };
}

function documentOf(did: string, serviceEndpoint: string): object {
  return {
    '@context': ['https://www.w3.org/ns/did/v1'],
    id: did,
    service: [{ id: '#bsky_chat', type: 'BskyChatService', serviceEndpoint }],
  };
}

function answer(
  chat: ChatService,
  did: string,
  url: URL,
  request: IncomingMessage,
  body: object,
): ChatAnswer {
  const method = url.pathname.replace(/^\/xrpc\//, '');
  const { iss, aud, lxm, exp } = claimsOf(request);
  if (typeof iss !== 'string' || aud !== did || lxm !== method || !(Number(exp) * 1000 > Date.now()))
    return failure(401, 'BadJwt', `The token is not for ${method} of ${did}`);
  return chat.call(iss, method, url.searchParams, body);
}

function claimsOf({ headers }: IncomingMessage): Record<string, unknown> {
  const part = headers.authorization?.split('.')[1] ?? '';
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
  } catch {
    return {};
  }
}
