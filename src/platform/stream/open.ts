import { jetstream, type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '#platform/errors/index.ts';
import { streamErrors } from './errors.ts';
import { ensureConsumer, ensureStream, growStream } from './ensure.ts';
import { lookAt } from './look.ts';
import { publishAll } from './publish.ts';
import { loginOf, shownServers } from './servers.ts';
import { takeFrom } from './take.ts';
import { retrying } from './trouble.ts';
import type { MessageStream, StreamOptions } from './types.ts';

const CONNECT_MS = 5000;
/** Room for headers and the protocol's own lines. */
const SLACK = 4096;
const GROW_MS = 30_000;
const GOODBYE_MS = 1000;
const ELECTION_MS = 20_000;
const QUICK_MS = 2000;

/**
 * Connects, makes the stream and its consumer where they are not there, and stays connected whatever happens later.
 * Throws `stream.unreachable`, `stream.no_jetstream`, `stream.refused`.
 */
export async function openStream(options: StreamOptions): Promise<MessageStream> {
  const connection = await connectTo(options.url);
  try {
    const manager = await managerOf(connection, options.url);
    const replicas = await ensureStream(manager, options);
    await ensureConsumer(manager, options.name);
    if (replicas < 3)
      options.log.warn({ stream: options.name, replicas }, 'the stream has fewer than three replicas');
    const stopGrowing = keepGrowing(manager, options, replicas);
    logStatus(connection, options);
    const client = jetstream(connection, { timeout: CONNECT_MS });
    return {
      maxBody: (connection.info?.max_payload ?? 1_048_576) - SLACK,
      publish: (messages, signal) => publishAll(client, options, messages, signal),
      take: (handler, signal) => takeFrom(client, options, handler, signal),
      look: () => lookAt(connection, manager, options),
      async close() {
        stopGrowing();
        // Servers that are away cannot say goodbye.
        await Promise.race([
          connection.drain().catch(() => undefined),
          pause(GOODBYE_MS, undefined, { ref: false }),
        ]);
        await connection.close();
      },
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** One attempt at the first connect; a connection that was there once comes back by itself, for ever. Throws `stream.unreachable`. */
export async function connectTo(url: string): Promise<NatsConnection> {
  const { servers, isTls, ...access } = loginOf(url);
  try {
    return await connect({
      servers,
      ...access,
      ...(isTls ? { tls: {} } : {}),
      name: 'rapport',
      timeout: CONNECT_MS,
      maxReconnectAttempts: -1,
      reconnectTimeWait: 250,
      pingInterval: 5000,
      maxPingOut: 2,
    });
  } catch (error) {
    throw streamErrors('stream.unreachable', { url: shownServers(url), reason: messageOf(error) }, error);
  }
}

/** Throws `stream.no_jetstream`. */
async function managerOf(connection: NatsConnection, url: string): Promise<JetStreamManager> {
  const isOn = connection.info?.jetstream === true;
  try {
    const manager = await jetstreamManager(connection, { checkAPI: false, timeout: CONNECT_MS });
    // A cluster that has just started chooses its leader first.
    await retrying(isOn ? ELECTION_MS : QUICK_MS, () => manager.getAccountInfo());
    return manager;
  } catch (error) {
    throw streamErrors('stream.no_jetstream', { url: shownServers(url), reason: messageOf(error) });
  }
}

/** A cluster that started one server after the other has room for three replicas only later. */
function keepGrowing(manager: JetStreamManager, options: StreamOptions, replicas: number): () => void {
  if (replicas >= 3) return () => undefined;
  const grow = async () => {
    if ((await growStream(manager, options)) >= 3) clearInterval(timer);
  };
  const timer = setInterval(() => {
    grow().catch((error: unknown) => options.log.debug({ err: error }, 'the stream could not grow'));
  }, GROW_MS);
  timer.unref();
  return () => clearInterval(timer);
}

function logStatus(connection: NatsConnection, { log, name }: StreamOptions): void {
  const follow = async () => {
    for await (const status of connection.status()) {
      if (status.type === 'disconnect')
        log.warn({ name }, 'the connection to NATS was lost; it is being made again');
      else if (status.type === 'reconnect') log.info({ name }, 'the connection to NATS is back');
    }
  };
  follow().catch((error: unknown) => log.debug({ err: error }, 'the connection to NATS is not watched'));
}
