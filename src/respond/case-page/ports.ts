import { type App, definePort } from '#platform/app/index.ts';

/** `running` is not due yet, `late` is over and unanswered, `resting` waits for the customer. */
export type PromiseState = 'running' | 'late' | 'resting' | 'kept' | 'missed';

/** One promise to the customer of a case. */
export interface PagePromise {
  kind: 'answer' | 'solution';
  state: PromiseState;
  startedAt: Date;
  /** Null only while it rests. */
  dueAt: Date | null;
  /** When the answer, or the solution, came. */
  endedAt: Date | null;
}

/** Without an answer pages say nothing of kept and missed promises. */
export const casePromisesPort = definePort<{
  /** What is and was promised in these conversations, in the order of time. */
  read(app: App, conversationIds: readonly string[]): Promise<PagePromise[]>;
}>('case-page.promises');
