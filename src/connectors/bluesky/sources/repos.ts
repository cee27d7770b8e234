import { messageOf } from '#platform/errors/index.ts';
import { SourceBusy, type SourceBatch, type SourceConnector, type SourceContext } from '../../kit/index.ts';
import { type BlobAddresses, blobsOf, contentNetwork } from '../records/addresses.ts';
import { inBatches } from './batching.ts';
import { Handles } from './handles.ts';
import { configShape, serverAddress } from '../config.ts';
import { blueskyErrors } from '../errors.ts';
import { readEvent, refuse } from '../records/event.ts';
import type { Frame } from './frames.ts';
import { keepReading, type Step } from './reconnect.ts';
import { NETWORK } from '../records/record.ts';
import { type Shape, shapeOf } from '../records/shapes.ts';
import { tryStream } from './trial.ts';

export interface ReposConfig {
  /** `wss://…` of a relay or PDS, without a path. */
  service: string;
  /** The server keeps the accounts itself: media come from it, and its whole backlog is small enough to read. */
  isPds: boolean;
}

/** How far was read: the server's own number, and the time (microseconds since 1970) of that event. */
interface Place {
  seq?: number;
  time?: number;
}

type Frames = typeof import('./frames.ts');
type Gap = NonNullable<SourceBatch['gap']>;

const BATCH = { most: 500, waitMs: 200 };

export const reposSource: SourceConnector<ReposConfig> = {
  kind: 'bluesky-repos',
  network: NETWORK,
  title: 'AT Protocol server (PDS or relay)',
  verification: 'real-server',
  reads: 'stream',
  rhythmSeconds: 0,
  fields: [
    { name: 'service', label: 'Server', kind: 'url', required: true, placeholder: 'https://pds.example.com' },
    {
      name: 'isPds',
      label: 'Keeps the accounts itself (a PDS, not a relay)',
      kind: 'boolean',
      required: false,
      help: 'Pictures are then loaded from this server.',
    },
  ],
  parseConfig(input) {
    const shape = configShape(input);
    if (typeof shape['service'] !== 'string') {
      throw blueskyErrors('source.config_invalid', {
        field: 'service',
        problem: 'The address of a server is needed.',
      });
    }
    const service = serverAddress(shape['service'], 'ws', 'service');
    const isPds = shape['isPds'] ?? !/(?:^|\.)bsky\.network$/.test(new URL(service).hostname);
    if (typeof isPds !== 'boolean') {
      throw blueskyErrors('source.config_invalid', { field: 'isPds', problem: 'Yes or no is expected.' });
    }
    return { service, isPds };
  },
  describe: (config) => config.service.replace(/^wss?:\/\//, ''),
  read(config, context) {
    const handles = config.isPds ? new Handles(httpAddress(config.service), context) : undefined;
    const open = (host: string, from: Place) => readServer(host, from, config, context, handles);
    return keepReading(
      [config.service],
      { place: parsePlace(context.cursor) },
      open,
      JSON.stringify,
      context,
    );
  },
  test(config, context) {
    const open = (signal: AbortSignal) =>
      readServer(config.service, config.isPds ? { seq: 0 } : {}, config, { ...context, signal });
    return tryStream(config.service, open, context);
  },
};

async function* readServer(
  service: string,
  from: Place,
  config: ReposConfig,
  context: SourceContext,
  handles?: Handles,
): AsyncGenerator<Step<Place>, void, void> {
  const frames = await import('./frames.ts'); // loads the protocol's packages only where they are needed
  const url = new URL(`${service}/xrpc/com.atproto.sync.subscribeRepos`);
  if (from.seq !== undefined) url.searchParams.set('cursor', String(from.seq));
  const socket = await context.outward.connect(url.href, {
    maxMessageBytes: 8 * 1024 * 1024,
    signal: context.signal,
  });
  const reader = new FrameReader(frames, config, context, from);
  try {
    for await (const messages of inBatches(socket.messages, BATCH)) {
      const step = await reader.read(messages);
      await handles?.addTo(step.batch.items);
      const hasNews = step.batch.items.length > 0 || step.batch.gap !== undefined;
      if (hasNews || !reader.failure) yield step;
      if (reader.failure) throw reader.failure;
      if (reader.isRenumbered) return;
    }
  } finally {
    socket.close();
  }
}

class FrameReader {
  failure: Error | undefined;
  /** The server counts anew: what was reached means nothing to it. */
  isRenumbered = false;
  readonly #frames: Frames;
  readonly #config: ReposConfig;
  readonly #context: SourceContext;
  readonly #blobs: BlobAddresses;
  #place: Place;
  #items: SourceBatch['items'] = [];
  #skipped = 0;
  #gaps: string[] = [];
  #firstTime: number | undefined;

  constructor(frames: Frames, config: ReposConfig, context: SourceContext, from: Place) {
    this.#frames = frames;
    this.#config = config;
    this.#context = context;
    this.#place = from;
    this.#blobs = config.isPds ? blobsOf(httpAddress(config.service)) : contentNetwork;
  }

  async read(messages: (Uint8Array | string)[]): Promise<Step<Place>> {
    const before = this.#place;
    this.#items = [];
    this.#skipped = 0;
    this.#gaps = [];
    this.#firstTime = undefined;
    for (const message of messages)
      await this.#readMessage(typeof message === 'string' ? Buffer.from(message) : message);
    const gap = this.#gapSince(before);
    const batch: SourceBatch = {
      items: this.#items,
      skipped: this.#skipped,
      cursor: JSON.stringify(this.#place),
      ...(this.#place.time !== undefined && { newestEventAt: new Date(this.#place.time / 1000) }),
      ...(gap !== undefined && { gap }),
    };
    return { batch, reached: this.#place };
  }

  async #readMessage(bytes: Uint8Array): Promise<void> {
    try {
      const frame = this.#frames.decodeFrame(bytes);
      await this.#readFrame(frame);
    } catch (error) {
      const payload = () => Buffer.from(bytes).toString('base64');
      this.#items.push(refuse('bluesky.frame_invalid', messageOf(error), payload));
    }
  }

  async #readFrame(frame: Frame): Promise<void> {
    const { body, type, seq } = frame;
    if (type === 'error') return this.#readError(body);
    if (type === '#info')
      return void this.#gaps.push(`The server says ${body['name']}: ${body['message'] ?? 'no more'}.`);
    const at = frame.at ?? this.#context.clock.now().getTime() * 1000;
    this.#firstTime ??= at;
    if (seq !== undefined && seq > (this.#place.seq ?? -1)) this.#place = { seq, time: at };
    for (const event of await this.#eventsOf(frame, at)) {
      const { item } = readEvent(event, () => JSON.stringify(event), this.#blobs);
      if (item === null) this.#skipped += 1;
      else this.#items.push(item);
    }
  }

  async #eventsOf({ type, body }: Frame, at: number): Promise<Shape[]> {
    switch (type) {
      case '#commit': {
        if (body['tooBig'] === true)
          this.#gaps.push(`A change of ${body['repo']} was too large for the stream.`);
        const events = await this.#frames.commitEvents(body, at);
        if (events.length === 0) this.#skipped += 1;
        return events;
      }
      case '#account':
        return [
          {
            did: body['did'],
            time_us: at,
            kind: 'account',
            account: { active: body['active'], status: body['status'] },
          },
        ];
      case '#identity':
        return [{ did: body['did'], time_us: at, kind: 'identity', identity: { handle: body['handle'] } }];
      case '#sync':
        // On a relay single accounts are reset all the time; there it is no news about the source.
        if (this.#config.isPds)
          this.#gaps.push(`${body['did']} was replaced as a whole; its posts were not read again.`);
        this.#skipped += 1;
        return [];
      default:
        this.#skipped += 1;
        return [];
    }
  }

  #readError(body: Shape): void {
    if (body['error'] !== 'FutureCursor') {
      this.failure = new SourceBusy(
        `The server ended the stream: ${body['error']}. ${body['message'] ?? ''}`.trim(),
      );
      return;
    }
    this.#gaps.push('The server counts its events anew; what it said meanwhile may be missing.');
    this.#place = this.#config.isPds ? { seq: 0 } : {};
    this.isRenumbered = true;
  }

  #gapSince(before: Place): Gap | undefined {
    if (this.#gaps.length === 0) return undefined;
    return {
      ...(before.time !== undefined && { from: new Date(before.time / 1000) }),
      ...(this.#firstTime !== undefined && { to: new Date(this.#firstTime / 1000) }),
      reason: [...new Set(this.#gaps)].slice(0, 5).join(' '),
    };
  }
}

function httpAddress(service: string): string {
  return service.replace(/^ws/, 'http');
}

function parsePlace(cursor: string | undefined): Place {
  if (cursor === undefined) return {};
  try {
    const parsed: unknown = JSON.parse(cursor);
    const { seq, time } = typeof parsed === 'number' ? { seq: parsed, time: undefined } : shapeOf(parsed);
    return {
      ...(Number.isSafeInteger(seq) && { seq: Number(seq) }),
      ...(Number.isSafeInteger(time) && { time: Number(time) }),
    };
  } catch {
    return {};
  }
}
