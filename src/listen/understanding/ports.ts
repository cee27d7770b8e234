import { type Actor, type App, definePort } from '#platform/app/index.ts';
import type { LabelKey } from './said.ts';

/** What somebody said of a post instead of what counted before, or took back. */
export interface CorrectedLabel {
  postId: string;
  label: LabelKey;
  from: string;
  to: string;
  isWithdrawn: boolean;
}

/** Hears of corrections inside their transaction, so that what follows from them is stored with them or not at all. */
export interface CorrectionObserver {
  onCorrected(app: App, actor: Actor, corrected: CorrectedLabel): Promise<void>;
}

/** Empty where nothing follows. */
export const correctionObserverPort = definePort<CorrectionObserver>('understanding.corrections');
