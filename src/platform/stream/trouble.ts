import { JetStreamApiError } from '@nats-io/jetstream';
import { setTimeout as pause } from 'node:timers/promises';

/** Codes of the JetStream API (server/errors.json): no leader yet, JetStream not on yet, stream offline. */
const PASSING = new Set([10_008, 10_009, 10_039, 10_076, 10_118]);
/** “insufficient resources” has status 503 too, but asking again does not help. */
const LASTING = new Set([10_023]);
const STORE_FAILED = 10_077;
const STREAM_MISSING = 10_059;

/** Whether the same request may succeed in a moment: no leader, a server that starts, an answer that did not come. */
export function isPassing(error: unknown): boolean {
  if (error instanceof JetStreamApiError)
    return PASSING.has(error.code) || (error.status === 503 && !LASTING.has(error.code));
  if (!(error instanceof Error)) return false;
  return (
    /Timeout|NoResponders|JetStreamNotEnabled|RequestError|ConnectionError/.test(error.name) ||
    /jetstream (is )?not enabled|no responders|timeout/i.test(error.message)
  );
}

export function isFull(error: unknown): boolean {
  return (
    error instanceof JetStreamApiError &&
    error.code === STORE_FAILED &&
    /maximum (bytes|messages)/.test(error.message)
  );
}

export function isMissing(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === STREAM_MISSING;
}

const PAUSE_MS = 200;

/** Repeats what fails for passing reasons, for so many milliseconds. Throws the last reason. */
export async function retrying<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const end = Date.now() + milliseconds;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || Date.now() > end) throw error;
      await pause(PAUSE_MS);
    }
  }
}
