import type { JetStreamClient } from '@nats-io/jetstream';
import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '#platform/errors/index.ts';
import { streamErrors } from './errors.ts';
import { isFull, isPassing } from './trouble.ts';
import type { OutMessage, StreamOptions } from './types.ts';

/** A change of leader takes about 4 s; whoever waits longer is told. */
const PATIENCE_MS = 20_000;
const FULL_PATIENCE_MS = 120_000;
const ANSWER_MS = 2000;
const PAUSE = { firstMs: 50, mostMs: 1000 };

/** Publishes all at once; resolves when each was acknowledged. */
export async function publishAll(
  client: JetStreamClient,
  options: Pick<StreamOptions, 'name' | 'log'>,
  messages: readonly OutMessage[],
  signal: AbortSignal,
): Promise<void> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  try {
    await Promise.all(messages.map((message) => publishOne(client, options, message, either)));
  } finally {
    // One that failed for good ends the waiting of the others.
    stop.abort();
  }
}

async function publishOne(
  client: JetStreamClient,
  { name, log }: Pick<StreamOptions, 'name' | 'log'>,
  message: OutMessage,
  signal: AbortSignal,
): Promise<void> {
  const startedAt = performance.now();
  for (let wait = PAUSE.firstMs; ; wait = Math.min(wait * 2, PAUSE.mostMs)) {
    try {
      await client.publish(`${name}.${message.partition}`, message.body, {
        msgID: message.id,
        timeout: ANSWER_MS,
        expect: { streamName: name },
      });
      return;
    } catch (error) {
      signal.throwIfAborted();
      const waited = performance.now() - startedAt;
      if (isFull(error)) {
        if (waited > FULL_PATIENCE_MS) throw streamErrors('stream.full');
      } else if (!isPassing(error)) throw error;
      else if (waited > PATIENCE_MS)
        throw streamErrors('stream.busy', { seconds: Math.round(waited / 1000), reason: messageOf(error) });
      log.debug({ reason: messageOf(error), waited: Math.round(waited) }, 'publishing is tried again');
      await pause(wait, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}
