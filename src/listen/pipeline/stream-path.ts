import type { App } from '#platform/app/index.ts';
import type { InboundItem, Refusal } from '#connectors/kit/index.ts';
import { type IntakeBatch, type IntakePath, type IntakeResult, takeIn } from '#listen/intake/index.ts';
import type { MessageStream } from '#platform/stream/index.ts';
import { split } from './split.ts';

/** Batches go through the stream; another process matches and stores them. */
export function streamPath(stream: MessageStream, partitions: number): IntakePath {
  return {
    async handIn(app: App, batch: IntakeBatch, signal: AbortSignal): Promise<IntakeResult> {
      // A file that somebody hands in is kept whole; matchers keep what matches.
      if (batch.keepsAll) return takeIn(app, batch);
      const items: InboundItem[] = [];
      const rest: (InboundItem | Refusal)[] = [];
      for (const item of batch.items) {
        if (item.type === 'refusal') rest.push(item);
        else items.push(item);
      }
      const { messages, oversized } = split(batch.sourceId, items, { partitions, maxBody: stream.maxBody });
      await stream.publish(messages, signal);
      // Only now may the cursor move: what it leaves behind is kept by the stream.
      return takeIn(app, { ...batch, items: [...rest, ...oversized] });
    },
  };
}
