import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type WebSocket, WebSocketServer } from 'ws';
import type { JetstreamEvent } from './jetstream-events.ts';
import { pick, type Random, randomFrom, shuffled } from './random.ts';

export interface JetstreamServerOptions {
  /** 0 (any free port) unless told. */
  port?: number;
  /** Determines every fault of a connection, together with the number of the connection. */
  seed?: number;
  /** How many events are kept for replay; a cursor older than that starts at the oldest kept, without a word. */
  keep?: number;
  /** Chance that an event cuts the connection instead of being sent. */
  dropChance?: number;
  /** Chance that an event is sent again, at once or up to 20 events later. */
  repeatChance?: number;
  /** Events that change places with their neighbours: blocks of this size are shuffled. */
  reorderWithin?: number;
  /** Slows the sending down to this many events a second and connection. */
  eventsPerSecond?: number;
}

export interface JetstreamStats {
  connections: number;
  open: number;
  drops: number;
  sent: number;
  /** The cursor of each connection as it was asked for. */
  cursors: (string | null)[];
}

export interface JetstreamServer {
  /** `ws://127.0.0.1:port`, without a path. */
  url: string;
  port: number;
  stats: JetstreamStats;
  /** Adds events, in the order of their times: they are replayed to who asks for them and sent to who listens. */
  load(events: readonly (JetstreamEvent | string)[]): void;
  /** Changes the faults from now on. */
  set(options: Partial<JetstreamServerOptions>): void;
  dropAll(): void;
  close(): Promise<void>;
}

interface Entry {
  time: number;
  collection: string | undefined;
  did: string;
  isCommit: boolean;
  raw: string;
}

interface Filter {
  collections: string[];
  dids: Set<string>;
  mostBytes: number;
}

/**
 * A server with the interface of a public Jetstream (`/subscribe`): inclusive cursors in microseconds, a live tail for no cursor or a
 * future one, a replay window that clamps silently, `wantedCollections` (with `.*`), `wantedDids`, `maxMessageSizeBytes`, `requireHello` and
 * `options_update`. Account and identity events pass every filter of collections. Compression is not offered.
 */
export async function startJetstreamServer(initial: JetstreamServerOptions = {}): Promise<JetstreamServer> {
  const options = {
    seed: 1,
    keep: Infinity,
    dropChance: 0,
    repeatChance: 0,
    reorderWithin: 1,
    eventsPerSecond: Infinity,
    ...initial,
  };
  const log = new EventLog();
  const stats: JetstreamStats = { connections: 0, open: 0, drops: 0, sent: 0, cursors: [] };
  const load: JetstreamServer['load'] = (events) => log.add(events.map(entryOf), options.keep);
  const dropAll = () => {
    for (const client of sockets.clients) client.terminate();
  };
  const http = createServer((request, response) => void control(request, response, { load, dropAll, stats }));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 10_000_000 });
  http.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const problem = url.pathname === '/subscribe' ? problemOf(url) : 'HTTP/1.1 404 Not Found';
    if (problem) return socket.end(`${problem}\r\n\r\n`);
    sockets.handleUpgrade(request, socket, head, (client) => {
      stats.connections += 1;
      stats.cursors.push(url.searchParams.get('cursor'));
      void new Delivery(
        client,
        url,
        log,
        options,
        stats,
        randomFrom(options.seed * 7919 + stats.connections),
      ).run();
    });
  });
  await new Promise<void>((resolve) => http.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}`,
    port,
    stats,
    load,
    set: (changes) => Object.assign(options, changes),
    dropAll,
    async close() {
      dropAll();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** The events kept; each has a number that never changes while older ones fall out. */
class EventLog {
  #entries: Entry[] = [];
  #first = 0;
  #wake = Promise.withResolvers<void>();

  get end(): number {
    return this.#first + this.#entries.length;
  }

  add(entries: Entry[], keep: number): void {
    let time = this.#entries.at(-1)?.time ?? 0;
    for (const entry of entries) {
      time = entry.time || time;
      this.#entries.push({ ...entry, time });
    }
    const excess = this.#entries.length - keep;
    if (excess > 0) {
      this.#entries = this.#entries.slice(excess);
      this.#first += excess;
    }
    this.#wake.resolve();
    this.#wake = Promise.withResolvers<void>();
  }

  /** Number of the first event at or after a time; the oldest kept for a time before that. */
  seek(time: number): number {
    let low = 0;
    for (let high = this.#entries.length; low < high;) {
      const middle = (low + high) >> 1;
      if (this.#entries[middle]!.time < time) low = middle + 1;
      else high = middle;
    }
    return this.#first + low;
  }

  /** Up to `most` events from a number on, and the number behind them. */
  read(from: number, most: number): { entries: Entry[]; next: number } {
    const start = Math.max(from, this.#first);
    const entries = this.#entries.slice(start - this.#first, start - this.#first + most);
    return { entries, next: start + entries.length };
  }

  grown(): Promise<void> {
    return this.#wake.promise;
  }
}

class Delivery {
  readonly #client: WebSocket;
  readonly #url: URL;
  readonly #log: EventLog;
  readonly #options: Required<Omit<JetstreamServerOptions, 'port'>>;
  readonly #stats: JetstreamStats;
  readonly #random: Random;
  readonly #startedAt = performance.now();
  readonly #hello = Promise.withResolvers<void>();
  readonly #closed = Promise.withResolvers<void>();
  #filter: Filter;
  #sent = 0;
  #later: { raw: string; after: number }[] = [];

  constructor(
    client: WebSocket,
    url: URL,
    log: EventLog,
    options: Required<Omit<JetstreamServerOptions, 'port'>>,
    stats: JetstreamStats,
    random: Random,
  ) {
    this.#client = client;
    this.#url = url;
    this.#log = log;
    this.#options = options;
    this.#stats = stats;
    this.#random = random;
    this.#filter = filterOf(
      (name) => url.searchParams.getAll(name),
      url.searchParams.get('maxMessageSizeBytes'),
    );
    client.on('message', (data) => this.#takeMessage(String(data)));
    client.on('close', () => this.#closed.resolve());
    client.on('error', () => client.terminate());
  }

  async run(): Promise<void> {
    this.#stats.open += 1;
    let at = this.#start();
    if (this.#url.searchParams.get('requireHello') === 'true')
      await Promise.race([this.#hello.promise, this.#closed.promise]);
    while (this.#client.readyState === this.#client.OPEN) {
      const block = Math.max(1, this.#options.reorderWithin);
      const { entries, next } = this.#log.read(at, block > 1 ? block : 50);
      at = next;
      if (entries.length === 0) await Promise.race([this.#log.grown(), this.#closed.promise]);
      else await this.#deliver(block > 1 ? shuffled(this.#random, entries) : entries);
    }
    this.#stats.open -= 1;
  }

  #start(): number {
    const cursor = Number(this.#url.searchParams.get('cursor') ?? Number.NaN);
    const isReplay = cursor <= Date.now() * 1000 || cursor <= 0;
    return isReplay ? this.#log.seek(cursor) : this.#log.end;
  }

  async #deliver(entries: Entry[]): Promise<void> {
    for (const entry of entries) {
      if (this.#client.readyState !== this.#client.OPEN) return;
      if (!isWanted(entry, this.#filter)) continue;
      if (this.#random() < this.#options.dropChance) {
        this.#stats.drops += 1;
        this.#client.terminate();
        return;
      }
      await this.#send(entry.raw);
      if (this.#random() < this.#options.repeatChance)
        this.#later.push({ raw: entry.raw, after: this.#sent + pick(this.#random, 20) });
      const due = this.#later.filter(({ after }) => after <= this.#sent);
      this.#later = this.#later.filter(({ after }) => after > this.#sent);
      for (const { raw } of due) await this.#send(raw);
    }
  }

  async #send(raw: string): Promise<void> {
    this.#sent += 1;
    this.#stats.sent += 1;
    this.#client.send(raw, () => undefined);
    while (this.#client.bufferedAmount > 1_000_000 && this.#client.readyState === this.#client.OPEN)
      await setImmediate();
    const dueAt = this.#startedAt + (this.#sent / this.#options.eventsPerSecond) * 1000;
    const early = dueAt - performance.now();
    if (early > 2)
      await Promise.race([new Promise((resolve) => setTimeout(resolve, early)), this.#closed.promise]);
  }

  #takeMessage(text: string): void {
    const message = JSON.parse(text) as { type?: string; payload?: Record<string, unknown> };
    if (message.type !== 'options_update') return;
    const lists = message.payload ?? {};
    this.#filter = filterOf(
      (name) => (lists[name] as string[] | undefined) ?? [],
      lists['maxMessageSizeBytes'],
    );
    this.#hello.resolve();
  }
}

function filterOf(list: (name: string) => string[], mostBytes: unknown): Filter {
  return {
    collections: list('wantedCollections'),
    dids: new Set(list('wantedDids')),
    mostBytes: Number(mostBytes ?? 0),
  };
}

function isWanted(entry: Entry, filter: Filter): boolean {
  if (filter.dids.size > 0 && !filter.dids.has(entry.did)) return false;
  if (filter.mostBytes > 0 && Buffer.byteLength(entry.raw) > filter.mostBytes) return false;
  if (!entry.isCommit || filter.collections.length === 0) return true;
  const collection = entry.collection ?? '';
  return filter.collections.some((wanted) =>
    wanted.endsWith('.*') ? collection.startsWith(wanted.slice(0, -1)) : collection === wanted,
  );
}

function problemOf(url: URL): string | undefined {
  const cursor = url.searchParams.get('cursor');
  if (cursor !== null && !/^\d+$/.test(cursor)) return 'HTTP/1.1 400 Bad Request';
  if (url.searchParams.get('compress') === 'true') return 'HTTP/1.1 400 Bad Request';
  return undefined;
}

/** A text is sent as it is: what cannot be parsed takes the time of the event before it. */
function entryOf(event: JetstreamEvent | string): Entry {
  const raw = typeof event === 'string' ? event : JSON.stringify(event);
  const parsed = typeof event === 'string' ? parseOrNothing(event) : event;
  const collection = parsed.commit?.['collection'];
  return {
    time: Number(parsed.time_us ?? 0),
    did: String(parsed.did ?? ''),
    isCommit: parsed.kind === 'commit' && typeof collection === 'string',
    collection: typeof collection === 'string' ? collection : undefined,
    raw,
  };
}

function parseOrNothing(text: string): Partial<JetstreamEvent> {
  try {
    return (JSON.parse(text) as Partial<JetstreamEvent> | null) ?? {};
  } catch {
    return {};
  }
}

/** For other processes: POST /control/load (lines of JSON), POST /control/drop, GET /control/stats. */
async function control(
  request: IncomingMessage,
  response: ServerResponse,
  server: Pick<JetstreamServer, 'load' | 'dropAll' | 'stats'>,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const lines = Buffer.concat(chunks).toString().split('\n').filter(Boolean);
  if (request.method === 'POST' && request.url === '/control/load') server.load(lines);
  else if (request.method === 'POST' && request.url === '/control/drop') server.dropAll();
  else if (request.url !== '/control/stats') response.statusCode = 404;
  response.setHeader('content-type', 'application/json').end(JSON.stringify(server.stats));
}

/** Alone: `node test/helpers/jetstream-server.ts --port 0 --drop 0.01 …` prints one line of JSON with the address. */
if (import.meta.main) {
  const text = { type: 'string' } as const;
  const names = { port: text, seed: text, keep: text, drop: text, repeat: text, reorder: text, rate: text };
  const { values } = parseArgs({ options: names });
  const number = (value: string | undefined, name: keyof JetstreamServerOptions) =>
    value === undefined ? {} : { [name]: Number(value) };
  const server = await startJetstreamServer({
    ...number(values.port, 'port'),
    ...number(values.seed, 'seed'),
    ...number(values.keep, 'keep'),
    ...number(values.drop, 'dropChance'),
    ...number(values.repeat, 'repeatChance'),
    ...number(values.reorder, 'reorderWithin'),
    ...number(values.rate, 'eventsPerSecond'),
  });
  process.stdout.write(`${JSON.stringify({ url: server.url, port: server.port })}\n`);
}
