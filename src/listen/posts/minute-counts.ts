import type { App } from '#platform/app/index.ts';
import { idAt, timeOf } from './domain.ts';
import { selectTicks } from './minute-counts-store.ts';

const MINUTE = 60_000;
/** Read at once; each second with posts is a row. */
const CHUNK = 7 * 1440;

/**
 * Posts of topics by the minute they were written in, give or take a second (minutes since 1970, `from` up to `to`, without `to`): topic → minute →
 * posts. Minutes and topics without posts are left out. All topics unless some are named.
 */
export async function readMinuteCounts(
  app: App,
  asked: { from: number; to: number; topicIds?: readonly string[] },
): Promise<Map<string, Map<number, number>>> {
  const { from, to, topicIds } = asked;
  const counts = new Map<string, Map<number, number>>();
  if (topicIds?.length === 0) return counts;
  for (let start = from; start < to; start += CHUNK) {
    const [first, end] = [start, Math.min(to, start + CHUNK)].map((minute) =>
      idAt(new Date(minute * MINUTE)),
    );
    for (const { topic_id, tick, posts } of await selectTicks(app, first!, end!, topicIds)) {
      // The tick that holds the first moment belongs to it.
      const minute = Math.max(start, Math.floor(timeOf(tick.padEnd(FULL, '0')) / MINUTE));
      const minutes = counts.get(topic_id) ?? new Map<number, number>();
      counts.set(topic_id, minutes.set(minute, (minutes.get(minute) ?? 0) + posts));
    }
  }
  return counts;
}

const FULL = 'post_'.length + 10;
