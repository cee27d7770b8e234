import { messageOf } from '#platform/errors/index.ts';
import type { InboundItem, SourceBatch, SourceContext, SourceTest } from '../../kit/index.ts';

const TRIAL_MS = 5000;
const ENOUGH = 5;

/** Listens to a stream until it said something, for five seconds at most. Throws when it cannot be reached. */
export async function tryStream(
  name: string,
  open: (signal: AbortSignal) => AsyncIterable<{ batch: SourceBatch }>,
  context: SourceContext,
): Promise<SourceTest> {
  const end = new AbortController();
  const signal = AbortSignal.any([context.signal, end.signal]);
  const timer = setTimeout(() => end.abort(), TRIAL_MS);
  const sample: InboundItem[] = [];
  let seen = 0;
  try {
    for await (const { batch } of open(signal)) {
      seen += batch.items.length + (batch.skipped ?? 0);
      sample.push(...batch.items.filter((item) => item.type !== 'refusal').slice(0, ENOUGH - sample.length));
      if (sample.length >= ENOUGH) break;
    }
  } catch (error) {
    if (!end.signal.aborted) throw new Error(`${name} did not answer: ${messageOf(error)}`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
  const summary =
    seen === 0 ? `${name} said nothing within five seconds.` : `${name} answers; ${seen} events were read.`;
  return { summary, sample };
}
