import { Button } from '../../components/button.tsx';
import { t } from '../../i18n/index.ts';

interface StepFootProps {
  onNext(): void;
  isBusy: boolean;
  /** Something was done here, so that going on is the thing to do; otherwise it is skipped. */
  isDone: boolean;
}

/** Stays in sight while a step grows. */
export function StepFoot({ onNext, isBusy, isDone }: StepFootProps) {
  return (
    <div className="form-actions step-foot">
      <Button variant={isDone ? 'primary' : 'secondary'} isBusy={isBusy} onClick={onNext}>
        {isDone ? t('common.continue') : t('common.skip')}
      </Button>
    </div>
  );
}
