import type { BrandView } from '../../api/types.ts';

export interface StepProps {
  brand: BrandView;
  /** Marks the step as done and goes on. Skipping is the same mark: it is not asked again. */
  onNext(): void;
  isBusy: boolean;
}
