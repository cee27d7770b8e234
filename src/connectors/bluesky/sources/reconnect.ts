import { SourceBusy, type SourceBatch, type SourceContext } from '../../kit/index.ts';

/** A batch and the place in the stream that is reached once it is stored. */
export interface Step<Place> {
  batch: SourceBatch;
  reached: Place;
}

const RECONNECT_MS = 200;
const MOST_STALLS = 10;

/**
 * Reads one of the hosts and connects again whenever it ends; the next host takes over from one that brings nothing new. The last
 * problem is thrown when no host says anything, or when all they say is old. `position` tells whether a place lies further; `open` is
 * told how often in a row nothing new came.
 */
export async function* keepReading<Place>(
  hosts: string[],
  start: { place: Place; host?: string | undefined },
  open: (host: string, place: Place, stalls: number) => AsyncIterable<Step<Place>>,
  position: (place: Place) => unknown,
  context: SourceContext,
): AsyncGenerator<SourceBatch, void, void> {
  let place = start.place;
  let turn = Math.max(0, hosts.indexOf(start.host ?? ''));
  for (let stalls = 0, silences = 0; !context.signal.aborted;) {
    const host = hosts[turn % hosts.length]!;
    const before = position(place);
    let isHeard = false;
    let problem: unknown = new SourceBusy(`${host} closed the stream without sending anything new.`);
    try {
      for await (const { batch, reached } of open(host, place, stalls)) {
        place = reached;
        isHeard = true;
        yield batch;
      }
    } catch (error) {
      problem = error;
    }
    if (context.signal.aborted) return;
    const isFurther = position(place) !== before;
    stalls = isFurther ? 0 : stalls + 1;
    silences = isHeard ? 0 : silences + 1;
    if (silences >= hosts.length || stalls >= MOST_STALLS) throw problem;
    if (!isFurther) turn += 1;
    context.log.info({ host, stalls, err: problem }, 'The stream ended; connecting again');
    await context.clock.sleep(RECONNECT_MS, context.signal);
  }
}
