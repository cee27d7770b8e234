import type { StreamState } from '#platform/stream/index.ts';

export interface Judgement {
  /** In words: what is wrong and what to do. Null when all is well. */
  problem: string | null;
  waiting: number;
  oldestSeconds: number | null;
}

const BEHIND_SECONDS = 120;
const NEARLY_FULL = 0.8;

/** What a person should know of the stream; the gravest first. */
export function judge(state: StreamState): Judgement {
  const waiting = state.partitions.reduce((sum, one) => sum + one.waiting, 0);
  const ages = state.partitions.flatMap(({ oldestSeconds }) => oldestSeconds ?? []);
  const oldestSeconds = ages.length > 0 ? Math.max(...ages) : null;
  return { problem: problemOf(state, waiting, oldestSeconds), waiting, oldestSeconds };
}

function problemOf(state: StreamState, waiting: number, oldestSeconds: number | null): string | null {
  const isUntaken = waiting > 0 && state.inHand === 0 && state.idleTakers === 0;
  if (isUntaken && (oldestSeconds ?? 0) > 5)
    return 'No matcher takes what waits. Start “rapport work --role match” on a machine that reaches NATS and the database.';
  if (state.bytes > state.maxBytes * NEARLY_FULL)
    return 'The stream is nearly full. Once it is, sources wait; nothing is lost. Start more matchers, or raise NATS_STREAM_MB.';
  if ((oldestSeconds ?? 0) > BEHIND_SECONDS)
    return `Matchers are ${Math.round((oldestSeconds ?? 0) / 60)} min behind. Start more of “rapport work --role match” if it grows.`;
  if (state.currentReplicas < state.replicas) {
    const missing = state.replicas - state.currentReplicas;
    return `${missing} of ${state.replicas} replicas of the stream ${missing === 1 ? 'is' : 'are'} away. It goes on as long as more than half are there.`;
  }
  return null;
}
