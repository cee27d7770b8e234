import type { RawFilter, SourceBatch, SourceConnector, SourceContext } from '../../kit/index.ts';
import { POSTS } from '../records/addresses.ts';
import { inBatches } from './batching.ts';
import { configShape, serverAddress, textList } from '../config.ts';
import { blueskyErrors } from '../errors.ts';
import { collectionMarks, readJetstream } from './jetstream-line.ts';
import { RawEvent } from './raw-event.ts';
import { keepReading, type Step } from './reconnect.ts';
import { NETWORK } from '../records/record.ts';
import { shapeOf } from '../records/shapes.ts';
import { tryStream } from './trial.ts';

export interface JetstreamConfig {
  /** `wss://…` without a path, tried in this order. */
  hosts: string[];
  wantedCollections: string[];
}

/** How far was read: `time` is the newest event's, in microseconds since 1970, as `host` dates it. */
interface Place {
  host?: string;
  time?: number;
  /** Nothing was read yet: the time is the moment of the start, so that a line cut before the first event loses none. */
  isStart?: boolean;
}

const PUBLIC_HOSTS = ['us-east', 'us-west'].flatMap((coast) =>
  [1, 2].map((number) => `wss://jetstream${number}.${coast}.bsky.network`),
);
const BATCH = { most: 2000, waitMs: 200 };
/** Read again after each connect: events may have come out of order, and hosts date the same event differently. */
const OVERLAP_MICROS = 5_000_000;
/** Hosts agree on an event's time to within this. */
const HOST_SKEW_MICROS = 60_000_000;
const LATEST_AHEAD_MICROS = 600_000_000;

export const jetstreamSource: SourceConnector<JetstreamConfig> = {
  kind: 'bluesky-jetstream',
  network: NETWORK,
  title: 'Bluesky: everything posted (Jetstream)',
  verification: 'vendor-schema',
  reads: 'stream',
  payloadFormat: 'jetstream',
  rhythmSeconds: 60,
  fields: [
    {
      name: 'hosts',
      label: 'Jetstream servers',
      kind: 'list',
      required: false,
      default: PUBLIC_HOSTS,
      help: 'Tried in this order; the next one takes over when one fails.',
    },
    { name: 'wantedCollections', label: 'Record types', kind: 'list', required: false, default: [POSTS] },
  ],
  parseConfig(input) {
    const shape = configShape(input);
    const wantedCollections = textList(shape, 'wantedCollections', [POSTS]);
    const odd = wantedCollections.find(
      (name) => !/^[a-z][a-z\d-]*(?:\.[a-z][a-z\d-]*)+(?:\.[a-z][a-z\d]*)$/i.test(name),
    );
    if (odd !== undefined) {
      const problem = `“${odd}” is not a record type such as ${POSTS}.`;
      throw blueskyErrors('source.config_invalid', { field: 'wantedCollections', problem });
    }
    return {
      hosts: textList(shape, 'hosts', PUBLIC_HOSTS).map((host) => serverAddress(host, 'ws', 'hosts')),
      wantedCollections,
    };
  },
  describe: ({ hosts }) =>
    hosts.join() === PUBLIC_HOSTS.join()
      ? 'public servers'
      : hosts.map((host) => host.replace(/^wss?:\/\//, '')).join(', '),
  read,
  test(config, context) {
    const place = { time: (context.clock.now().getTime() - 10_000) * 1000 };
    return tryStream(
      config.hosts[0]!,
      (signal) => readHost(config.hosts[0]!, place, config, { ...context, signal }),
      context,
    );
  },
};

function read(config: JetstreamConfig, context: SourceContext): AsyncIterable<SourceBatch> {
  const place = parsePlace(context.cursor) ?? { time: context.clock.now().getTime() * 1000, isStart: true };
  const open = (host: string, from: Place, stalls: number) => readHost(host, from, config, context, stalls);
  return keepReading(config.hosts, { place, host: place.host }, open, ({ time }) => time, context);
}

async function* readHost(
  host: string,
  from: Place,
  config: JetstreamConfig,
  context: SourceContext,
  stalls = 0,
): AsyncGenerator<Step<Place>, void, void> {
  const socket = await context.outward.connect(addressOf(host, from, config, stalls), {
    maxMessageBytes: 8 * 1024 * 1024,
    asBytes: true,
    signal: context.signal,
  });
  const marks = collectionMarks(config.wantedCollections);
  try {
    let place = from;
    for await (const messages of inBatches(socket.messages, BATCH)) {
      const latest = context.clock.now().getTime() * 1000 + LATEST_AHEAD_MICROS;
      const read = readMessages(messages, marks, context.filter);
      const gap = place === from ? gapBefore(read.oldest, from, host) : undefined;
      const known = place.isStart ? 0 : (place.time ?? 0);
      if (read.newest > 0) place = { host, time: Math.max(known, Math.min(read.newest, latest)) };
      yield { batch: batchOf(read, place, gap), reached: place };
    }
  } finally {
    socket.close();
  }
}

/** A line that breaks again and again before anything new came is asked for less of what is known. */
function addressOf(host: string, from: Place, config: JetstreamConfig, stalls: number): string {
  const url = new URL(`${host}/subscribe`);
  for (const collection of config.wantedCollections) url.searchParams.append('wantedCollections', collection);
  const overlap = Math.round(OVERLAP_MICROS / 2 ** stalls);
  if (from.time !== undefined) url.searchParams.set('cursor', String(Math.max(1, from.time - overlap)));
  return url.href;
}

function readMessages(messages: (Uint8Array | string)[], marks: string[], filter: RawFilter | undefined) {
  const read = { items: [] as SourceBatch['items'], skipped: 0, oldest: Infinity, newest: 0 };
  for (const message of messages) {
    const bytes = typeof message === 'string' ? Buffer.from(message) : asBuffer(message);
    const verdict = filter && raw.read(bytes) ? filter.judge(raw) : 'wanted';
    const { item, at } =
      verdict === 'skip' ? { item: null, at: raw.at } : readJetstream(bytes.toString(), marks);
    if (item === null) read.skipped += 1;
    else read.items.push(verdict === 'drawn' && item.type === 'post' ? { ...item, isDrawn: true } : item);
    if (at === undefined) continue;
    if (at < read.oldest) read.oldest = at;
    if (at > read.newest) read.newest = at;
  }
  return read;
}

const raw = new RawEvent();

function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function batchOf(read: ReturnType<typeof readMessages>, place: Place, gap: SourceBatch['gap']): SourceBatch {
  return {
    items: read.items,
    skipped: read.skipped,
    ...(place.time !== undefined && !place.isStart && { cursor: JSON.stringify(place) }),
    ...(read.newest > 0 && { newestEventAt: new Date(read.newest / 1000) }),
    ...(gap !== undefined && { gap }),
  };
}

/**
 * A host that no longer has what was asked for starts at its oldest event without a word. The same host repeats the event read
 * last, so anything later is a gap; on another host only the times can be compared.
 */
function gapBefore(oldest: number, from: Place, host: string): SourceBatch['gap'] {
  if (from.time === undefined || from.isStart || oldest === Infinity) return undefined;
  if (oldest <= from.time + (from.host === host ? 0 : HOST_SKEW_MICROS)) return undefined;
  return {
    from: new Date(from.time / 1000),
    to: new Date(oldest / 1000),
    reason: `${host} no longer keeps the events after the last one read; it went on with its oldest.`,
  };
}

function parsePlace(cursor: string | undefined): Place | undefined {
  try {
    const parsed: unknown = JSON.parse(cursor ?? '');
    const { host, time } = typeof parsed === 'number' ? { host: undefined, time: parsed } : shapeOf(parsed);
    if (!Number.isSafeInteger(time)) return undefined;
    return { time: Number(time), ...(typeof host === 'string' && { host }) };
  } catch {
    return undefined;
  }
}
