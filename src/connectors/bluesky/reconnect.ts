import { SourceBusy, type SourceBatch, type SourceContext } from '../kit/index.ts';

/** A batch and the place in the stream that is reached once it is stored. */
export interface Step<Place> {
  batch: SourceBatch;
  reached: Place;
}

const RECONNECT_MS = 200;

/**
 * Reads one of the hosts and connects again whenever it ends. The next host takes over from one that brings nothing new; when
 * none of them does, the last problem is thrown. `position` tells whether a place lies further.
 */
export async function* keepReading<Place>(
  hosts: string[],
  start: { place: Place; host?: string | undefined },
  open: (host: string, place: Place) => AsyncIterable<Step<Place>>,
  position: (place: Place) => unknown,
  context: SourceContext,
): AsyncGenerator<SourceBatch, void, void> {
  let place = start.place;
  let turn = Math.max(0, hosts.indexOf(start.host ?? ''));
  for (let failures = 0; !context.signal.aborted;) {
    const host = hosts[turn % hosts.length]!;
    const before = position(place);
    let problem: unknown = new SourceBusy(`${host} closed the stream without sending anything new.`);
    try {
      for await (const { batch, reached } of open(host, place)) {
        place = reached;
        yield batch;
      }
    } catch (error) {
      problem = error;
    }
    if (context.signal.aborted) return;
    const isFurther = position(place) !== before;
    failures = isFurther ? 0 : failures + 1;
    if (failures >= hosts.length) throw problem;
    if (!isFurther) turn += 1;
    context.log.info({ host, failures, err: problem }, 'The stream ended; connecting again');
    await context.clock.sleep(RECONNECT_MS, context.signal);
  }
}
