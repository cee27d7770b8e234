import { Check } from 'lucide-react';
import type { BrandView } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { type Place, type Step, STEPS } from './steps.ts';

interface StepBarProps {
  place: Place;
  marks: BrandView['steps'];
  onChoose(step: Step): void;
}

/** Where one is, what was done, and a way to each step. */
export function StepBar({ place, marks, onChoose }: StepBarProps) {
  const index = place === 'done' ? STEPS.length : STEPS.indexOf(place);
  return (
    <nav className="step-bar" aria-label={t('welcome.steps')}>
      <ol>
        {STEPS.map((step, number) => (
          <li key={step}>
            <button
              type="button"
              aria-current={step === place ? 'step' : undefined}
              data-done={marks[step] || undefined}
              onClick={() => onChoose(step)}
            >
              <span className="step-number figures" aria-hidden>
                {marks[step] ? <Check size={12} strokeWidth={3} /> : number + 1}
              </span>
              <span className="step-name">{t(`welcome.${step}.short`)}</span>
              {marks[step] && <span className="visually-hidden">{t('settings.firstSteps.done')}</span>}
            </button>
          </li>
        ))}
      </ol>
      <p className="step-count muted">
        {place === 'done'
          ? t('welcome.done.short')
          : t('welcome.stepOf', {
              number: index + 1,
              count: STEPS.length,
              name: t(`welcome.${place}.short`),
            })}
      </p>
    </nav>
  );
}
