import { definePort, type App } from '#platform/app/index.ts';
import { type IntakeBatch, type IntakeResult, takeIn } from './take-in.ts';

/** A way that batches go from a reader to the database. */
export interface IntakePath {
  /**
   * When it resolves, nothing of the batch can be lost any more and the reader's cursor is kept (`alsoStore`). When it throws, the
   * batch may be given again. Aborting `signal` ends the waiting.
   */
  handIn(app: App, batch: IntakeBatch, signal: AbortSignal): Promise<IntakeResult>;
}

/** Without an answer batches are matched and stored by the process that reads them. */
export const intakePathPort = definePort<IntakePath>('listen.intake-path');

/** Matched and stored here, with the reader's cursor, in one transaction. */
const here: IntakePath = { handIn: (app, batch) => takeIn(app, batch) };

/** Where readers bring their batches: taken in here, or by another machine, by the same `takeIn`. */
export function handIn(app: App, batch: IntakeBatch, signal: AbortSignal): Promise<IntakeResult> {
  return (app.find(intakePathPort) ?? here).handIn(app, batch, signal);
}
