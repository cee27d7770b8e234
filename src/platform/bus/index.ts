import pg from 'pg';
import type { Db } from '#platform/db/index.ts';
import type { Logger } from '#platform/log/index.ts';
import type { Clock } from '#platform/clock/index.ts';

/** Names and payloads of all events; each feature adds its own in its `events.ts` by declaration merging. Payloads stay under 7 KB. */
export interface Events {
  /** Events may have been missed (the connection was lost); whoever holds derived state loads it again. */
  'bus.resync': Record<string, never>;
}

export type EventName = keyof Events & string;
export type BusEvent = { [N in EventName]: { name: N; data: Events[N] } }[EventName];

/** Events between features and between processes. An event published in a transaction arrives only if it commits. */
export interface Bus {
  publish<N extends EventName>(name: N, data: Events[N]): Promise<void>;
  /** Calls `handler` for each event of that name, in every process; returns how to stop. Errors are logged. */
  on<N extends EventName>(name: N, handler: (data: Events[N]) => void | Promise<void>): () => void;
  onAny(handler: (event: BusEvent) => void): () => void;
  close(): Promise<void>;
}

const CHANNEL = 'rapport_events';

/** Connects to the database's NOTIFY channel and stays connected. */
export async function createBus(options: { url: string; db: Db; log: Logger; clock: Clock }): Promise<Bus> {
  const handlers = new Set<(event: BusEvent) => void>();
  const stop = new AbortController();
  let client: pg.Client | undefined;

  const deliver = (event: BusEvent) => {
    for (const handler of handlers) handler(event);
  };

  const listen = async () => {
    const next = new pg.Client({ connectionString: options.url, application_name: 'rapport-bus', keepAlive: true });
    next.on('notification', (message) => deliver(JSON.parse(message.payload ?? '{}') as BusEvent));
    const lost = () => {
      if (client !== next || stop.signal.aborted) return;
      client = undefined;
      void reconnect();
    };
    next.on('error', lost);
    next.on('end', lost);
    await next.connect();
    await next.query(`listen ${CHANNEL}`);
    client = next;
  };

  const reconnect = async () => {
    for (let wait = 100; !stop.signal.aborted; wait = Math.min(wait * 2, 5000)) {
      await options.clock.sleep(wait, stop.signal);
      try {
        await listen();
        deliver({ name: 'bus.resync', data: {} });
        return;
      } catch (error) {
        options.log.warn({ err: error }, 'the event channel is not back yet');
      }
    }
  };

  await listen();
  return {
    async publish(name, data) {
      await options.db.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify({ name, data })]);
    },
    on(name, handler) {
      const filtered = (event: BusEvent) => {
        if (event.name !== name) return;
        Promise.resolve()
          .then(() => handler(event.data as Events[typeof name]))
          .catch((error: unknown) => options.log.error({ err: error, event: name }, 'an event handler failed'));
      };
      handlers.add(filtered);
      return () => handlers.delete(filtered);
    },
    onAny(handler) {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    async close() {
      stop.abort();
      const open = client;
      client = undefined;
      await open?.end();
    },
  };
}
