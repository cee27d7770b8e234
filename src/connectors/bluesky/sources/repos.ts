import type { SourceConnector, SourceContext } from '../../kit/index.ts';
import { blobsOf, contentNetwork } from '../records/addresses.ts';
import { inBatches } from './batching.ts';
import { Handles } from './handles.ts';
import { configShape, serverAddress } from '../config.ts';
import { blueskyErrors } from '../errors.ts';
import type { RepoPlace } from './frame-reader.ts';
import { keepReading, type Step } from './reconnect.ts';
import { NETWORK } from '../records/record.ts';
import { shapeOf } from '../records/shapes.ts';
import { tryStream } from './trial.ts';

export interface ReposConfig {
  /** `wss://…` of a relay or PDS, without a path. */
  service: string;
  /** The server keeps the accounts itself: media come from it, and its whole backlog is small enough to read. */
  isPds: boolean;
}

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
    const open = (host: string, from: RepoPlace) => readServer(host, from, config, context, handles);
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
  from: RepoPlace,
  config: ReposConfig,
  context: SourceContext,
  handles?: Handles,
): AsyncGenerator<Step<RepoPlace>, void, void> {
  const { FrameReader } = await import('./frame-reader.ts'); // loads the protocol's packages only where they are needed
  const url = new URL(`${service}/xrpc/com.atproto.sync.subscribeRepos`);
  if (from.seq !== undefined) url.searchParams.set('cursor', String(from.seq));
  const socket = await context.outward.connect(url.href, {
    maxMessageBytes: 8 * 1024 * 1024,
    signal: context.signal,
  });
  const reader = new FrameReader(
    from,
    config.isPds ? blobsOf(httpAddress(service)) : contentNetwork,
    config.isPds,
    context,
  );
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

function httpAddress(service: string): string {
  return service.replace(/^ws/, 'http');
}

function parsePlace(cursor: string | undefined): RepoPlace {
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
