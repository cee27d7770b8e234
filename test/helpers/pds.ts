import { existsSync } from 'node:fs';
import net, { type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** A real PLC directory and a real account server (PDS) in this process. */
export interface TestNetwork {
  /** `http://localhost:port` of the account server. */
  url: string;
  /** `http://localhost:port` of the directory. */
  plc: string;
  /** `host:port` of both, for the outward allow-list. */
  hosts: string[];
  createAccount(name: string): Promise<TestAccount>;
  close(): Promise<void>;
}

export interface TestAccount {
  did: string;
  handle: string;
  /** The main password. */
  password: string;
  /** Makes an app password, as the owner does in the settings of Bluesky. */
  createAppPassword(mayReadMessages?: boolean): Promise<string>;
  /** Writes a post as the owner's own application would. */
  post(text: string, more?: Record<string, unknown>): Promise<{ uri: string; cid: string }>;
  put(
    collection: string,
    rkey: string,
    record: Record<string, unknown>,
  ): Promise<{ uri: string; cid: string }>;
  remove(uri: string): Promise<void>;
  read(uri: string): Promise<{ cid: string; value: Record<string, unknown> } | undefined>;
  list(): Promise<{ uri: string; cid: string; value: Record<string, unknown> }[]>;
  changeHandle(handle: string): Promise<void>;
  /** Closes the account for good. */
  close(): Promise<void>;
}

interface Part {
  url: string;
  close(): Promise<void>;
}

interface PdsPart extends Part {
  ctx: { accountManager: { deleteAccount(did: string): Promise<void> } };
  adminAuthHeaders(): Record<string, string>;
}

const PACKAGES = path.resolve(import.meta.dirname, '../peers/node_modules/@atproto/dev-env/dist');

/** Starts both on free ports; takes about three seconds, most of it for loading. */
export async function startTestNetwork(): Promise<TestNetwork> {
  if (!existsSync(PACKAGES))
    throw new Error('The servers for tests are missing: run `npm test`, which installs them.');
  // Its front door loads the whole constellation; these two files do not.
  const load = (file: string) => import(pathToFileURL(path.join(PACKAGES, file)).href);
  const [{ TestPlc }, { TestPds }] = await Promise.all([load('plc.js'), load('pds.js')]);
  const plc: Part = await TestPlc.create({});
  const pds: PdsPart = await TestPds.create({ didPlcUrl: plc.url });
  return {
    url: pds.url,
    plc: plc.url,
    hosts: [pds.url, plc.url].map((url) => new URL(url).host),
    createAccount: (name) => createAccount(pds, name),
    async close() {
      await pds.close();
      await plc.close();
    },
  };
}

async function createAccount(pds: PdsPart, name: string): Promise<TestAccount> {
  const password = `secret of ${name}`;
  const handle = `${name}.test`;
  const session = await call(pds.url, 'com.atproto.server.createAccount', {
    input: { email: `${name}@example.com`, handle, password },
  });
  const did = String(session['did']);
  const token = String(session['accessJwt']);
  const write = async (method: string, input: Record<string, unknown>) => {
    const answer = await call(pds.url, `com.atproto.repo.${method}`, {
      input: { repo: did, ...input },
      token,
    });
    return { uri: String(answer['uri']), cid: String(answer['cid']) };
  };
  return {
    did,
    handle,
    password,
    async createAppPassword(mayReadMessages = false) {
      const answer = await call(pds.url, 'com.atproto.server.createAppPassword', {
        input: { name: mayReadMessages ? 'Rapport with messages' : 'Rapport', privileged: mayReadMessages },
        token,
      });
      return String(answer['password']);
    },
    post: (text, more) => {
      const record = { $type: 'app.bsky.feed.post', text, createdAt: new Date().toISOString(), ...more };
      return write('createRecord', { collection: 'app.bsky.feed.post', record });
    },
    put: (collection, rkey, record) =>
      write('putRecord', { collection, rkey, record: { $type: collection, ...record } }),
    async remove(uri) {
      const [collection, rkey] = uri.split('/').slice(3);
      await write('deleteRecord', { collection, rkey });
    },
    async read(uri) {
      const [repo, collection, rkey] = uri.split('/').slice(2) as [string, string, string];
      const answer = await call(pds.url, 'com.atproto.repo.getRecord', {
        query: { repo, collection, rkey },
      }).catch(() => undefined);
      return answer as { cid: string; value: Record<string, unknown> } | undefined;
    },
    async list() {
      const query = { repo: did, collection: 'app.bsky.feed.post', limit: '100', reverse: 'true' };
      const answer = await call(pds.url, 'com.atproto.repo.listRecords', { query });
      return answer['records'] as { uri: string; cid: string; value: Record<string, unknown> }[];
    },
    changeHandle: async (next) =>
      void (await call(pds.url, 'com.atproto.identity.updateHandle', { input: { handle: next }, token })),
    close: async () => {
      const headers = pds.adminAuthHeaders();
      await call(pds.url, 'com.atproto.admin.deleteAccount', { input: { did }, headers });
    },
  };
}

interface Asked {
  input?: Record<string, unknown>;
  query?: Record<string, string>;
  token?: string;
  headers?: Record<string, string>;
}

async function call(
  service: string,
  method: string,
  { input, query = {}, token, headers }: Asked,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${service}/xrpc/${method}?${new URLSearchParams(query).toString()}`, {
    method: input ? 'POST' : 'GET',
    headers: {
      ...(input && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(input && { body: JSON.stringify(input) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} answered ${response.status}: ${text}`);
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

/** A way to a server that can be cut. */
export interface CuttingProxy {
  /** `http://127.0.0.1:port` */
  url: string;
  host: string;
  /** The next request whose first line holds `text` reaches the server, but its answer is lost with the connection. */
  cutNextAnswer(text: string): void;
  /** How many answers were cut. */
  cuts(): number;
  close(): Promise<void>;
}

/** Passes bytes on to `target` (`http://localhost:port`) and back. */
export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let marked: string | undefined;
  let cuts = 0;
  const server = net.createServer((client) => {
    const upstream = net.connect(Number(port), hostname);
    let isDoomed = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    }
    client.on('data', (chunk: Buffer) => {
      if (marked !== undefined && chunk.toString('latin1').split('\r\n', 1)[0]!.includes(marked)) {
        marked = undefined;
        isDoomed = true;
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk: Buffer) => {
      if (!isDoomed) return void client.write(chunk);
      cuts += 1;
      client.destroy();
      upstream.destroy();
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    cutNextAnswer: (text) => {
      marked = text;
    },
    cuts: () => cuts,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
