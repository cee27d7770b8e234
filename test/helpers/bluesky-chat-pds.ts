import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ChatAnswer, type ChatService, createChatService, failure } from './bluesky-chat.ts';
import type { ChatState } from './bluesky-chat-state.ts';
import { randomFrom } from './random.ts';

/** What goes wrong with a share of the messages that are sent, or of the reads of a conversation. */
export type ChatFault =
  | 'answer-lost'
  | 'bad-gateway'
  | 'fails-before'
  | 'request-lost'
  | 'limited'
  | 'refused'
  | 'unreadable';

export interface ChatPds {
  url: string;
  host: string;
  chat: ChatService;
  state: ChatState;
  /** Name and DID of somebody who may sign in; with the password `posts only` the direct messages are closed to him. */
  enrol(handle: string, did: string): void;
  fail(fault: ChatFault, share: number): void;
  /** Everything is answered with 429 and these seconds to wait. */
  limit(seconds: number): void;
  close(): Promise<void>;
}

const CHAT = 'did:web:api.bsky.chat#bsky_chat';

/**
 * An account server that passes calls with the right header on to the service for direct messages, as Bluesky's does: without the header, or
 * with a password that does not allow it, it says what the real one says.
 */
export async function startChatPds(): Promise<ChatPds> {
  const chat = await createChatService();
  const pds = new Pds(chat);
  const server = createServer((request, response) => void pds.answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    chat,
    state: chat.state,
    enrol(handle, did) {
      pds.accounts.set(handle, did);
      chat.state.profiles.set(did, { handle });
    },
    fail: (fault, share) => void (pds.fault = { fault, share }),
    limit: (seconds) => void (pds.waitSeconds = seconds),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      chat.mustBeTrue();
    },
  };
}

class Pds {
  readonly accounts = new Map<string, string>();
  fault: { fault: ChatFault; share: number } | undefined;
  waitSeconds = 0;
  readonly #chat: ChatService;
  readonly #random = randomFrom(1);

  constructor(chat: ChatService) {
    this.#chat = chat;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>;
    const url = new URL(request.url ?? '/', 'http://localhost');
    const method = url.pathname.replace(/^\/xrpc\//, '');
    if (this.waitSeconds > 0) return this.#say(response, LIMITED, this.waitSeconds);
    if (!method.startsWith('chat.bsky.')) return this.#say(response, this.#own(method, body, request));
    const isMessage = method.endsWith('.sendMessage');
    const before = this.#happens(isMessage, BEFORE) ?? this.#happens(method.endsWith('.getMessages'), BLIND);
    if (before === 'request-lost') return void request.socket.destroy();
    if (before) return this.#say(response, BEFORE[before] ?? BLIND[before]!, 1);
    const answer = this.#passOn(method, url.searchParams, body, request);
    const after = answer.status === 200 ? this.#happens(isMessage, AFTER) : undefined;
    if (after === 'answer-lost') return void request.socket.destroy();
    this.#say(response, after ? AFTER[after]! : answer);
  }

  #own(method: string, body: Record<string, unknown>, request: IncomingMessage): ChatAnswer {
    const handle = String(body['identifier'] ?? nameIn(request).handle);
    const did = this.accounts.get(handle);
    if (method === 'com.atproto.identity.resolveHandle')
      return failure(400, 'InvalidRequest', 'Unable to resolve handle');
    if (!/^com\.atproto\.server\.(?:create|refresh|get)Session$/.test(method))
      return failure(501, 'MethodNotImplemented', 'Method Not Implemented');
    if (did === undefined || body['password'] === 'wrong')
      return failure(401, 'AuthenticationRequired', 'Invalid identifier or password');
    const scope = (body['password'] ?? nameIn(request).scope) === 'posts only' ? 'posts only' : 'all';
    const token = Buffer.from(JSON.stringify({ handle, scope })).toString('base64url');
    return { status: 200, body: { did, handle, accessJwt: token, refreshJwt: token, active: true } };
  }

  #passOn(method: string, query: URLSearchParams, body: object, request: IncomingMessage): ChatAnswer {
    const { handle, scope } = nameIn(request);
    const did = this.accounts.get(handle);
    if (did === undefined) return failure(401, 'AuthMissing', 'Authentication Required');
    if (request.headers['atproto-proxy'] !== CHAT)
      return failure(400, 'InvalidRequest', `No service configured for ${method}`);
    if (scope === 'posts only') return failure(400, 'InvalidToken', 'Bad token method');
    return this.#chat.call(did, method, query, body);
  }

  #happens<F extends string>(isAsked: boolean, faults: Partial<Record<F, unknown>>): F | undefined {
    const { fault, share } = this.fault ?? {};
    if (!isAsked || fault === undefined || !(fault in faults)) return undefined;
    return this.#random() < share! ? (fault as string as F) : undefined;
  }

  #say(response: ServerResponse, { status, body }: ChatAnswer, seconds = 1): void {
    const reset = String(Math.ceil(Date.now() / 1000) + seconds);
    response
      .writeHead(status, {
        'content-type': 'application/json',
        ...(status === 429 && { 'ratelimit-reset': reset }),
      })
      .end(JSON.stringify(body));
  }
}

const LIMITED = failure(429, 'RateLimitExceeded', 'Rate Limit Exceeded');
const BEFORE: Partial<Record<ChatFault, ChatAnswer>> = {
  'request-lost': failure(500, '', ''),
  'fails-before': failure(500, 'InternalServerError', 'Internal Server Error'),
  limited: LIMITED,
  refused: failure(400, 'InvalidRequest', 'Input is not valid'),
};
const AFTER: Partial<Record<ChatFault, ChatAnswer>> = {
  'answer-lost': failure(500, '', ''),
  'bad-gateway': failure(502, 'UpstreamFailure', 'Upstream failed'),
};
const BLIND: Partial<Record<ChatFault, ChatAnswer>> = {
  unreadable: failure(500, 'InternalServerError', 'Internal Server Error'),
};

function nameIn({ headers }: IncomingMessage): { handle: string; scope: string } {
  const token = headers.authorization?.replace(/^Bearer /, '') ?? '';
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString()) as { handle: string; scope: string };
  } catch {
    return { handle: '', scope: '' };
  }
}
