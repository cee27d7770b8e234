import { Button } from '../../components/button.tsx';
import { t } from '../../i18n/index.ts';
import { BrandForm } from '../settings/company/brand-form.tsx';
import type { StepProps } from './step-props.ts';

export function BrandStep({ brand, onNext, isBusy }: StepProps) {
  return (
    <BrandForm
      brand={brand}
      submit={t('common.continue')}
      onSaved={onNext}
      more={
        <Button variant="ghost" isBusy={isBusy} onClick={onNext}>
          {t('common.skip')}
        </Button>
      }
    />
  );
}
