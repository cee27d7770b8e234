import type { Consumer, ConsumerMessages, JetStreamClient, JsMsg } from '@nats-io/jetstream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Running } from '#platform/feature/index.ts';
import type { Logger } from '#platform/log/index.ts';
import { ACK_WAIT_MS, CONSUMER } from './ensure.ts';
import type { Delivery, StreamOptions } from './types.ts';

/** Messages that one handler gets at a time. */
const HANDFUL = 32;
/** While one handful waits for the database, the next is worked on. */
const HANDS = 2;
/** How long a request for messages stands; after a change of leader it is asked again. */
const ASK_MS = 2000;
const RETRY_MS = 250;
const GIVE_BACK_MS = 1000;

type Handler = (handful: readonly Delivery[]) => Promise<void>;

/** Takes messages until the signal is aborted; what is in hand then is finished, what only waits here is given back. */
export function takeFrom(
  client: JetStreamClient,
  { name, log }: Pick<StreamOptions, 'name' | 'log'>,
  handler: Handler,
  signal: AbortSignal,
): Running {
  const shelf = new Shelf();
  const alive = setInterval(() => shelf.keepAlive(), ACK_WAIT_MS / 3);
  const done = Promise.all([
    fill(shelf, () => client.consumers.get(name, CONSUMER), log, signal),
    ...Array.from({ length: HANDS }, () => work(shelf, handler, log, signal)),
  ]).finally(() => {
    clearInterval(alive);
    shelf.giveBack();
  });
  return { stopped: async () => void (await done) };
}

/** Messages that were fetched, and those that a handler has in hand. */
class Shelf {
  readonly #waiting: JsMsg[] = [];
  readonly #inHand = new Set<JsMsg>();
  #changed = Promise.withResolvers<void>();

  get room(): number {
    return HANDFUL - this.#waiting.length;
  }

  put(message: JsMsg): void {
    this.#waiting.push(message);
    this.#change();
  }

  take(): JsMsg[] {
    const taken = this.#waiting.splice(0, HANDFUL);
    for (const message of taken) this.#inHand.add(message);
    if (taken.length > 0) this.#change();
    return taken;
  }

  putAway(message: JsMsg): void {
    this.#inHand.delete(message);
  }

  /** Tells the server that these have not been forgotten. */
  keepAlive(): void {
    for (const message of [...this.#waiting, ...this.#inHand]) message.working();
  }

  giveBack(): void {
    for (const message of this.#waiting.splice(0)) message.nak();
  }

  /** Resolves at the next `put` or `take`, or when the signal is aborted. */
  async changed(signal: AbortSignal): Promise<void> {
    const stop = () => this.#change();
    signal.addEventListener('abort', stop, { once: true });
    await this.#changed.promise;
    signal.removeEventListener('abort', stop);
  }

  #change(): void {
    const changed = this.#changed;
    this.#changed = Promise.withResolvers();
    changed.resolve();
  }
}

async function fill(
  shelf: Shelf,
  getConsumer: () => Promise<Consumer>,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  let consumer: Consumer | undefined;
  while (!signal.aborted) {
    if (shelf.room <= 0) {
      await shelf.changed(signal);
      continue;
    }
    try {
      consumer ??= await getConsumer();
      await drainTo(shelf, await consumer.fetch({ max_messages: shelf.room, expires: ASK_MS }), signal);
    } catch (error) {
      if (signal.aborted) return;
      consumer = undefined;
      log.debug({ err: error }, 'the stream could not be read for a moment');
      await pause(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function drainTo(shelf: Shelf, messages: ConsumerMessages, signal: AbortSignal): Promise<void> {
  const stop = () => void messages.close();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const message of messages) shelf.put(message);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function work(shelf: Shelf, handler: Handler, log: Logger, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const messages = shelf.take();
    if (messages.length === 0) {
      await shelf.changed(signal);
      continue;
    }
    const open = new Set(messages);
    const close = (message: JsMsg) => {
      open.delete(message);
      shelf.putAway(message);
    };
    try {
      await handler(messages.map((message) => deliveryOf(message, () => close(message))));
    } catch (error) {
      log.error({ err: error }, 'messages are given back to the stream');
    }
    // What the handler neither finished nor gave back somebody else may try.
    for (const message of open) {
      message.nak(GIVE_BACK_MS);
      shelf.putAway(message);
    }
  }
}

function deliveryOf(message: JsMsg, close: () => void): Delivery {
  const { streamSequence, timestampNanos, deliveryCount } = message.info;
  return {
    // The time keeps messages of a stream that was made anew apart from those of the old one.
    key: `${streamSequence}:${timestampNanos}`,
    partition: Number(message.subject.slice(message.subject.lastIndexOf('.') + 1)),
    body: message.data,
    deliveries: deliveryCount,
    done() {
      message.ack();
      close();
    },
    again() {
      message.nak(GIVE_BACK_MS);
      close();
    },
  };
}
