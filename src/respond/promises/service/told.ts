import type { App } from '#platform/app/index.ts';
import { selectOf } from '../store/clocks.ts';

/** One promise as a customer may be told of it. */
export interface ToldPromise {
  kind: 'answer' | 'solution';
  state: 'running' | 'late' | 'resting' | 'kept' | 'missed';
  startedAt: Date;
  dueAt: Date | null;
  endedAt: Date | null;
}

/** What is and was promised in these conversations, in the order of time; what ended without an answer is left out. */
export async function readTold(app: App, conversationIds: readonly string[]): Promise<ToldPromise[]> {
  const clocks = (await Promise.all(conversationIds.map((id) => selectOf(app, id)))).flat();
  return clocks
    .flatMap(({ policyId, kind, outcome, startedAt, dueAt, missedAt, endedAt }): ToldPromise[] => {
      if (policyId === null || outcome === 'void') return [];
      // What runs on and is over has its outcome already: the answer, when it comes, will be late.
      const now =
        dueAt === null ? ('resting' as const) : missedAt === null ? ('running' as const) : ('late' as const);
      const then = outcome === 'kept' || outcome === 'missed' ? outcome : undefined;
      if (endedAt !== null && (then === undefined || dueAt === null)) return [];
      const of = kind === 'resolution' ? ('solution' as const) : ('answer' as const);
      return [{ kind: of, state: endedAt === null ? now : (then ?? now), startedAt, dueAt, endedAt }];
    })
    .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
}
