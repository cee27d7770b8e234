import { type App, definePort } from '#platform/app/index.ts';
import type { Case } from './domain/case.ts';
import type { CaseState } from './domain/step.ts';

/** One case that is different. */
export interface Told {
  row: Case;
  /** Ids of who changed its conversations, where it followed from them; absent where somebody decided it. */
  by?: readonly string[];
  /** Only what is different. */
  before: CaseState;
  after: CaseState;
}

/** Who acts on what becomes different about cases. */
export interface CaseObserver {
  /** In the transaction that changes them. */
  onDifferent(app: App, told: readonly Told[]): Promise<void>;
}

/** Without an answer only webhooks hear of it. */
export const caseObserverPort = definePort<CaseObserver>('cases.observer');
