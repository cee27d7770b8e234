import type { JetStreamManager, StreamInfo } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { messageOf } from '#platform/errors/index.ts';
import { CONSUMER } from './ensure.ts';
import { streamErrors } from './errors.ts';
import { retrying } from './trouble.ts';
import type { PartitionState, StreamOptions, StreamState } from './types.ts';

const PATIENCE_MS = 3000;

/** What waits in the stream, partition by partition. Throws `stream.busy`. */
export async function lookAt(
  connection: NatsConnection,
  manager: JetStreamManager,
  { name, partitions }: Pick<StreamOptions, 'name' | 'partitions'>,
): Promise<StreamState> {
  try {
    return await retrying(PATIENCE_MS, async () => {
      const [stream, consumer] = await Promise.all([
        manager.streams.info(name, { subjects_filter: `${name}.*` }),
        manager.consumers.info(name, CONSUMER),
      ]);
      return {
        server: connection.getServer(),
        servers: new Set([...(connection.info?.connect_urls ?? []), connection.getServer()]).size,
        replicas: stream.config.num_replicas,
        currentReplicas: currentReplicas(stream),
        bytes: stream.state.bytes,
        maxBytes: stream.config.max_bytes,
        partitions: await partitionsOf(manager, name, waitingOf(stream, name, partitions)),
        inHand: consumer.num_ack_pending,
        redelivered: consumer.num_redelivered,
        idleTakers: consumer.num_waiting,
      };
    });
  } catch (error) {
    throw streamErrors('stream.busy', { seconds: PATIENCE_MS / 1000, reason: messageOf(error) });
  }
}

function currentReplicas({ cluster }: StreamInfo): number {
  if (!cluster) return 1;
  return (
    (cluster.leader ? 1 : 0) + (cluster.replicas ?? []).filter((one) => one.current && !one.offline).length
  );
}

/** Messages by partition: those configured, and others that still hold some. */
function waitingOf({ state }: StreamInfo, name: string, partitions: number): Map<number, number> {
  const waiting = new Map(Array.from({ length: partitions }, (_, partition) => [partition, 0]));
  for (const [subject, count] of Object.entries(state.subjects ?? {}))
    waiting.set(Number(subject.slice(name.length + 1)), count);
  return waiting;
}

async function partitionsOf(
  manager: JetStreamManager,
  name: string,
  waiting: ReadonlyMap<number, number>,
): Promise<PartitionState[]> {
  const now = Date.now();
  return Promise.all(
    [...waiting].map(async ([partition, count]) => {
      const oldest = count > 0 ? await oldestOf(manager, name, partition) : undefined;
      return {
        partition,
        waiting: count,
        oldestSeconds: oldest ? Math.max(0, Math.round((now - oldest.getTime()) / 1000)) : null,
      };
    }),
  );
}

/** Undefined when the last one was done meanwhile. */
async function oldestOf(
  manager: JetStreamManager,
  name: string,
  partition: number,
): Promise<Date | undefined> {
  const query = { seq: 0, next_by_subj: `${name}.${partition}` };
  return (await manager.streams.getMessage(name, query))?.time;
}
