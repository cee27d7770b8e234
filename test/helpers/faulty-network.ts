import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { cidOf, tidAt } from './jetstream-events.ts';
import { type Random, randomFrom } from './random.ts';

export interface FaultyNetworkOptions {
  /** 0 (any free port) unless told. */
  port?: number;
  seed?: number;
  /** Chance that a write is carried out and its answer lost. */
  dropAnswerChance?: number;
  /** Chance that a request is lost before anything is done. */
  dropRequestChance?: number;
  /** Chance that a write is answered with 429 and a reset in one second. */
  limitChance?: number;
  /** Chance that a write is carried out and answered with 502. */
  badGatewayChance?: number;
  /** Chance that a write is answered with 500 and not carried out. */
  failChance?: number;
  /** Chance that a write is refused for good with 400. */
  refuseChance?: number;
  /** Chance that a record cannot be read. */
  blindChance?: number;
  /** Milliseconds until a record that was written can be read. */
  lateMs?: number;
  /** A write to a key that is taken is carried out, whatever was asked for. */
  forgetsKeys?: boolean;
  /** Longest random delay of an answer, milliseconds. */
  delayMs?: number;
  /** Seconds until an access token expires. */
  tokenSeconds?: number;
}

export interface StoredRecord {
  uri: string;
  cid: string;
  value: Record<string, unknown>;
}

export interface FaultyNetworkState {
  /** Standing records, in the order of their writing. */
  records: StoredRecord[];
  /** Standing posts by their text. */
  texts: Record<string, number>;
  writes: number;
  dropped: number;
  limited: number;
  sessions: number;
  refreshes: number;
}

export interface FaultyNetwork {
  /** `http://127.0.0.1:port` */
  url: string;
  port: number;
  state(): FaultyNetworkState;
  set(options: Partial<FaultyNetworkOptions>): void;
  /** Makes a post of somebody else unknown: it was deleted. */
  forget(uri: string): void;
  close(): Promise<void>;
}

interface Reply {
  status: number;
  body: object;
  headers?: Record<string, string>;
}

/**
 * A server that speaks as much of the AT Protocol as a sender of posts needs, and fails as networks do. Any name and password sign in;
 * every post of somebody else exists. As on a real server, `createRecord` refuses a key that is taken.
 */
export async function startFaultyNetwork(initial: FaultyNetworkOptions = {}): Promise<FaultyNetwork> {
  const network = new Network({ seed: 1, ...initial });
  const server = createServer((request, response) => void network.answer(request, response));
  await new Promise<void>((resolve) => server.listen(initial.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    state: () => network.state(),
    set: (changes) => network.set(changes),
    forget: (uri) => void network.forgotten.add(uri),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The DID under which a name signs in. */
function didOfName(name: string): string {
  if (name.startsWith('did:')) return name;
  const hash = createHash('sha256').update(name).digest('hex');
  return `did:plc:${hash.slice(0, 24).replaceAll(/[0189]/g, (digit) => 'wxyz'['0189'.indexOf(digit)]!)}`;
}

class Network {
  readonly forgotten = new Set<string>();
  #options: FaultyNetworkOptions;
  readonly #random: Random;
  readonly #records = new Map<string, StoredRecord>();
  readonly #writtenAt = new Map<string, number>();
  readonly #accounts = new Map<string, string>();
  readonly #tokens = new Map<string, { did: string; isRefresh: boolean; expiresAt: number }>();
  readonly #counts = { writes: 0, dropped: 0, limited: 0, sessions: 0, refreshes: 0 };
  #serial = 0;

  constructor(options: FaultyNetworkOptions) {
    this.#options = options;
    this.#random = randomFrom(options.seed ?? 1);
  }

  set(changes: Partial<FaultyNetworkOptions>): void {
    this.#options = { ...this.#options, ...changes };
  }

  state(): FaultyNetworkState {
    const texts: Record<string, number> = {};
    for (const { value } of this.#records.values()) {
      const text = String(value['text']);
      texts[text] = (texts[text] ?? 0) + 1;
    }
    return { records: [...this.#records.values()], texts, ...this.#counts };
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', 'http://localhost');
    const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>;
    if (url.pathname.startsWith('/control/')) return this.#control(url, body, response);
    const method = url.pathname.replace(/^\/xrpc\//, '');
    const isWrite = /^com\.atproto\.repo\.(?:create|put|delete)Record$/.test(method);
    await this.#delay();
    if (this.#happens(isWrite ? this.#options.dropRequestChance : 0)) return this.#drop(request);
    if (this.#happens(isWrite ? this.#options.limitChance : 0)) return this.#limit(response);
    if (isWrite && this.#happens(this.#options.failChance))
      return send(response, failure(500, 'InternalServerError', 'Internal Server Error'));
    if (isWrite && this.#happens(this.#options.refuseChance))
      return send(response, failure(400, 'InvalidRequest', 'Input is not valid'));
    if (method.endsWith('getRecord') && this.#happens(this.#options.blindChance))
      return send(response, failure(500, 'InternalServerError', 'Internal Server Error'));
    const token = request.headers.authorization?.replace(/^Bearer /, '');
    const reply = this.#call(method, url.searchParams, body, token);
    await this.#delay();
    if (isWrite && reply.status === 200) {
      if (this.#happens(this.#options.dropAnswerChance)) return this.#drop(request);
      if (this.#happens(this.#options.badGatewayChance))
        return send(response, failure(502, 'UpstreamFailure', 'Upstream failed'));
    }
    send(response, reply);
  }

  #call(method: string, query: URLSearchParams, body: Record<string, unknown>, token?: string): Reply {
    switch (method) {
      case 'com.atproto.server.createSession':
        return this.#createSession(String(body['identifier']));
      case 'com.atproto.server.refreshSession':
        return this.#refreshSession(token);
      case 'com.atproto.server.getSession':
        return this.#getSession(token);
      case 'com.atproto.repo.getRecord':
        return this.#getRecord(query);
      case 'com.atproto.repo.describeRepo':
        return this.#describeRepo(query.get('repo') ?? '');
      case 'com.atproto.repo.createRecord':
      case 'com.atproto.repo.putRecord':
      case 'com.atproto.repo.deleteRecord':
        return this.#write(method, body, token);
      case 'com.atproto.identity.resolveHandle':
        return failure(400, 'InvalidRequest', 'Unable to resolve handle');
      default:
        return failure(501, 'MethodNotImplemented', 'Method Not Implemented');
    }
  }

  #createSession(identifier: string): Reply {
    const did = didOfName(identifier);
    this.#accounts.set(did, identifier);
    this.#counts.sessions += 1;
    return this.#session(did);
  }

  #refreshSession(token = ''): Reply {
    const known = this.#tokens.get(token);
    if (!known?.isRefresh || known.expiresAt < Date.now())
      return failure(400, 'ExpiredToken', 'Token has expired');
    this.#counts.refreshes += 1;
    known.expiresAt = Math.min(known.expiresAt, Date.now() + 60_000);
    return this.#session(known.did);
  }

  #getSession(token = ''): Reply {
    const known = this.#tokens.get(token);
    if (!known || known.isRefresh) return failure(401, 'AuthMissing', 'Authentication Required');
    if (known.expiresAt < Date.now()) return failure(400, 'ExpiredToken', 'Token has expired');
    return { status: 200, body: { did: known.did, handle: this.#accounts.get(known.did), active: true } };
  }

  #session(did: string): Reply {
    const accessJwt = this.#token(did, this.#options.tokenSeconds ?? 7200, false);
    const refreshJwt = this.#token(did, 5_000_000, true);
    return {
      status: 200,
      body: { did, handle: this.#accounts.get(did) ?? did, accessJwt, refreshJwt, active: true },
    };
  }

  #token(did: string, seconds: number, isRefresh: boolean): string {
    const expiresAt = Date.now() + seconds * 1000;
    const claims = { sub: did, exp: Math.floor(expiresAt / 1000), jti: this.#serial++ };
    const token = ['{"alg":"none"}', JSON.stringify(claims), 'signed']
      .map((part) => Buffer.from(part).toString('base64url'))
      .join('.');
    this.#tokens.set(token, { did, isRefresh, expiresAt });
    return token;
  }

  #getRecord(query: URLSearchParams): Reply {
    const uri = `at://${query.get('repo')}/${query.get('collection')}/${query.get('rkey')}`;
    const record = this.#records.get(uri);
    const isLate = Date.now() < (this.#writtenAt.get(uri) ?? 0) + (this.#options.lateMs ?? 0);
    if (record && !isLate) return { status: 200, body: record };
    const isForeign = !this.#accounts.has(query.get('repo') ?? '') && !this.forgotten.has(uri);
    if (!isForeign) return failure(400, 'RecordNotFound', `Could not locate record: ${uri}`);
    const value = {
      $type: 'app.bsky.feed.post',
      text: 'Somebody said something',
      createdAt: '2026-01-01T00:00:00.000Z',
    };
    return { status: 200, body: { uri, cid: cidOf(uri), value } };
  }

  #describeRepo(did: string): Reply {
    const handle = this.#accounts.get(did) ?? 'somebody.example.com';
    return { status: 200, body: { did, handle, didDoc: {}, collections: [], handleIsCorrect: true } };
  }

  #write(method: string, body: Record<string, unknown>, token = ''): Reply {
    const session = this.#tokens.get(token);
    if (!session || session.isRefresh) return failure(401, 'AuthMissing', 'Authentication Required');
    if (session.expiresAt < Date.now()) return failure(400, 'ExpiredToken', 'Token has expired');
    if (body['repo'] !== session.did) return failure(401, 'AuthMissing', 'Authentication Required');
    this.#counts.writes += 1;
    const rkey = String(body['rkey'] ?? tidAt(Date.now() * 1000, this.#serial++ % 1024));
    const uri = `at://${session.did}/${String(body['collection'])}/${rkey}`;
    const standing = this.#records.get(uri);
    if (method.endsWith('deleteRecord')) {
      this.#records.delete(uri);
      return { status: 200, body: {} };
    }
    const value = body['record'] as Record<string, unknown>;
    const cid = cidOf(JSON.stringify(value));
    if (!this.#options.forgetsKeys && standing?.cid === cid && method.endsWith('putRecord'))
      return { status: 200, body: { uri, cid } };
    if (standing && method.endsWith('createRecord'))
      return failure(500, 'InternalServerError', 'There is already a value at that key');
    if (standing && body['swapRecord'] === null && !this.#options.forgetsKeys)
      return failure(400, 'InvalidSwap', `Record was at ${standing.cid}`);
    this.#records.set(uri, { uri, cid, value });
    this.#writtenAt.set(uri, Date.now());
    return { status: 200, body: { uri, cid, commit: { cid: cidOf(cid), rev: tidAt(Date.now() * 1000) } } };
  }

  #limit(response: ServerResponse): void {
    this.#counts.limited += 1;
    const reset = String(Math.ceil(Date.now() / 1000) + 1);
    send(response, {
      ...failure(429, 'RateLimitExceeded', 'Rate Limit Exceeded'),
      headers: { 'ratelimit-reset': reset },
    });
  }

  #drop(request: IncomingMessage): void {
    this.#counts.dropped += 1;
    request.socket.destroy();
  }

  #happens(chance = 0): boolean {
    return chance > 0 && this.#random() < chance;
  }

  async #delay(): Promise<void> {
    const delayMs = this.#options.delayMs ?? 0;
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, (this.#random() * delayMs) / 2));
  }

  #control(url: URL, body: Record<string, unknown>, response: ServerResponse): void {
    if (url.pathname === '/control/options') this.set(body);
    else if (url.pathname === '/control/forget') this.forgotten.add(String(body['uri']));
    send(response, { status: 200, body: this.state() });
  }
}

function failure(status: number, error: string, message: string): Reply {
  return { status, body: { error, message } };
}

function send(response: ServerResponse, { status, body, headers }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/**
 * Alone: `node test/helpers/faulty-network.ts --port 0 --drop 0.05 …` prints one line of JSON with the address. The state is read with
 * GET /control/state, faults are changed with POST /control/options, a post is deleted with POST /control/forget.
 */
if (import.meta.main) {
  const text = { type: 'string' } as const;
  const options = {
    port: text,
    seed: text,
    drop: text,
    lose: text,
    limit: text,
    gateway: text,
    delay: text,
    token: text,
  };
  const { values } = parseArgs({ options });
  const number = (value: string | undefined, name: keyof FaultyNetworkOptions) =>
    value === undefined ? {} : { [name]: Number(value) };
  const network = await startFaultyNetwork({
    ...number(values.port, 'port'),
    ...number(values.seed, 'seed'),
    ...number(values.drop, 'dropAnswerChance'),
    ...number(values.lose, 'dropRequestChance'),
    ...number(values.limit, 'limitChance'),
    ...number(values.gateway, 'badGatewayChance'),
    ...number(values.delay, 'delayMs'),
    ...number(values.token, 'tokenSeconds'),
  });
  process.stdout.write(`${JSON.stringify({ url: network.url, port: network.port })}\n`);
}
