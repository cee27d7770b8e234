import type { Db } from '#platform/db/index.ts';
import type { Logger } from '#platform/log/index.ts';
import type { Clock } from '#platform/clock/index.ts';
import { keepListening } from './listener.ts';

export { inParts } from './parts.ts';

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
  /** Calls `handler` for every event; returns how to stop. Errors are logged. */
  onAny(handler: (event: BusEvent) => void): () => void;
  close(): Promise<void>;
}

const CHANNEL = 'rapport_events';

/** Connects to the database's NOTIFY channel and stays connected. */
export async function createBus(options: { url: string; db: Db; log: Logger; clock: Clock }): Promise<Bus> {
  const handlers = new Set<(event: BusEvent) => void>();
  const deliver = (event: BusEvent) => {
    for (const handler of handlers) {
      try {
        handler(event);
      } catch (error) {
        options.log.error({ err: error, event: event.name }, 'an event handler failed');
      }
    }
  };
  const listener = await keepListening({
    ...options,
    channel: CHANNEL,
    onPayload(payload) {
      const event = readEvent(payload);
      if (event) deliver(event);
      else
        options.log.warn(
          { length: payload.length },
          'somebody else spoke on the event channel; it was passed over',
        );
    },
    onGap: () => deliver({ name: 'bus.resync', data: {} }),
  });
  const onAny = (handler: (event: BusEvent) => void) => {
    handlers.add(handler);
    return () => handlers.delete(handler);
  };
  return {
    async publish(name, data) {
      const values = [CHANNEL, JSON.stringify({ name, data })];
      await options.db.send([{ text: 'select pg_notify($1, $2)', values }]);
    },
    on: (name, handler) =>
      onAny((event) => {
        if (event.name !== name) return;
        Promise.resolve()
          .then(() => handler(event.data as Events[typeof name]))
          .catch((error: unknown) =>
            options.log.error({ err: error, event: name }, 'an event handler failed'),
          );
      }),
    onAny,
    close: () => listener.close(),
  };
}

/** Whoever may connect to the database may notify on the channel, with anything. */
function readEvent(payload: string): BusEvent | undefined {
  try {
    const event: unknown = JSON.parse(payload);
    return isEvent(event) ? event : undefined;
  } catch {
    return undefined;
  }
}

function isEvent(value: unknown): value is BusEvent {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('data' in value)) return false;
  return typeof value.name === 'string' && typeof value.data === 'object' && value.data !== null;
}
