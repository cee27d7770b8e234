import {
  AckPolicy,
  DiscardPolicy,
  JetStreamApiError,
  type JetStreamManager,
  RetentionPolicy,
  StorageType,
  type StreamInfo,
} from '@nats-io/jetstream';
import { messageOf } from '#platform/errors/index.ts';
import { streamErrors } from './errors.ts';
import { isMissing, isPassing, retrying } from './trouble.ts';
import type { StreamOptions } from './types.ts';

/** All takers share it. */
export const CONSUMER = 'takers';
/** A message whose taker died comes again after this. */
export const ACK_WAIT_MS = 10_000;
const DOUBLES_MS = 120_000;
const MOST_IN_HAND = 4096;
const START_MS = 20_000;
const NANOS = 1_000_000;
/** R3 survives any one server; fewer where there are fewer servers. */
const REPLICAS = [3, 2, 1] as const;

type Wanted = Pick<StreamOptions, 'name' | 'maxBytes'>;

/** Makes the stream, or brings an old one up to what is wanted. Answers its replicas. Throws `stream.refused`. */
export async function ensureStream(manager: JetStreamManager, wanted: Wanted): Promise<number> {
  const { name } = wanted;
  try {
    const found = await retrying(START_MS, () => findStream(manager, name));
    if (!found) return await makeStream(manager, wanted);
    if (found.config.max_bytes !== wanted.maxBytes)
      await retrying(START_MS, () => manager.streams.update(name, { max_bytes: wanted.maxBytes }));
    return found.config.num_replicas >= REPLICAS[0] ? REPLICAS[0] : await growStream(manager, wanted);
  } catch (error) {
    throw streamErrors('stream.refused', { name, reason: messageOf(error) });
  }
}

/** Gives the stream as many replicas as the cluster has room for. Answers how many it has. */
export async function growStream(manager: JetStreamManager, { name }: Wanted): Promise<number> {
  const has = (await retrying(START_MS, () => manager.streams.info(name))).config.num_replicas;
  for (const replicas of REPLICAS) {
    if (replicas <= has) break;
    try {
      await manager.streams.update(name, { num_replicas: replicas });
      return replicas;
    } catch (error) {
      if (!(error instanceof JetStreamApiError)) throw error;
    }
  }
  return has;
}

export async function ensureConsumer(manager: JetStreamManager, name: string): Promise<void> {
  await retrying(START_MS, () =>
    manager.consumers.add(name, {
      durable_name: CONSUMER,
      ack_policy: AckPolicy.Explicit,
      ack_wait: ACK_WAIT_MS * NANOS,
      max_ack_pending: MOST_IN_HAND,
      max_deliver: -1,
    }),
  );
}

async function findStream(manager: JetStreamManager, name: string): Promise<StreamInfo | undefined> {
  try {
    return await manager.streams.info(name);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function makeStream(manager: JetStreamManager, { name, maxBytes }: Wanted): Promise<number> {
  for (const replicas of REPLICAS) {
    try {
      const { config } = await retrying(START_MS, () =>
        manager.streams.add({
          name,
          subjects: [`${name}.*`],
          retention: RetentionPolicy.Workqueue,
          storage: StorageType.File,
          discard: DiscardPolicy.New,
          max_bytes: maxBytes,
          duplicate_window: DOUBLES_MS * NANOS,
          num_replicas: replicas,
        }),
      );
      return config.num_replicas;
    } catch (error) {
      const isLast = replicas === REPLICAS.at(-1);
      if (isLast || isPassing(error) || !(error instanceof JetStreamApiError)) throw error;
    }
  }
  return 0;
}
