import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Clock } from '#platform/clock/index.ts';
import type { Logger } from '#platform/log/index.ts';

export interface ListenerOptions {
  url: string;
  channel: string;
  log: Logger;
  clock: Clock;
  onPayload(payload: string): void;
  /** The connection was lost and is back; what was sent meanwhile was missed. */
  onGap(): void;
}

export interface Listener {
  close(): Promise<void>;
}

/** How often the connection is asked whether it is there, and how long it may take to answer. */
const PULSE_MS = 2000;

/** Listens on a NOTIFY channel and comes back when the connection is lost. */
export async function keepListening(options: ListenerOptions): Promise<Listener> {
  const stop = new AbortController();
  let current: Client | undefined;

  const listen = async () => {
    const next = new Client({
      connectionString: options.url,
      application_name: 'rapport-bus',
      keepAlive: true,
    });
    next.on('notification', (message) => options.onPayload(message.payload ?? ''));
    const lost = () => {
      if (current !== next || stop.signal.aborted) return;
      current = undefined;
      next.end().catch(() => undefined);
      void comeBack();
    };
    next.on('error', lost);
    next.on('end', lost);
    try {
      await next.connect();
      await next.query(`listen ${options.channel}`);
      stop.signal.throwIfAborted();
    } catch (error) {
      await next.end().catch(() => undefined);
      throw error;
    }
    current = next;
    void untilSilent(next, options.channel, stop.signal).finally(lost);
  };

  const comeBack = async () => {
    for (let wait = 100; !stop.signal.aborted; wait = Math.min(wait * 2, 5000)) {
      await options.clock.sleep(wait, stop.signal);
      try {
        await listen();
        return options.onGap();
      } catch (error) {
        if (stop.signal.aborted) return;
        options.log.warn({ err: error }, 'the event channel is not back yet');
      }
    }
  };

  await listen();
  return {
    async close() {
      stop.abort();
      const open = current;
      current = undefined;
      await open?.end();
    },
  };
}

/** Resolves when the connection gives no answer any more: a network that swallows everything ends none, so it has to be asked. */
async function untilSilent(client: Client, channel: string, signal: AbortSignal): Promise<void> {
  for (let isThere = true; isThere && !signal.aborted;) {
    await pause(PULSE_MS, undefined, { signal, ref: false }).catch(() => undefined);
    if (signal.aborted) return;
    const patience = new AbortController();
    const answered = client.query(`listen ${channel}`).then(
      () => true,
      () => false,
    );
    const tired = pause(PULSE_MS, false, { signal: patience.signal, ref: false }).catch(() => false);
    isThere = await Promise.race([answered, tired]);
    patience.abort();
  }
}
