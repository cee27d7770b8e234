import { Plus, Trash2 } from 'lucide-react';
import { Button, IconButton } from '../../components/button.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { newStep } from './draft.ts';
import type { Step } from './types.ts';
import { WhoField } from './who-field.tsx';

const MOST_STEPS = 5;

/** The steps of a policy, in the order in which they are asked. */
export function StepFields({ steps, onChange }: { steps: readonly Step[]; onChange(steps: Step[]): void }) {
  const replace = (index: number, changed: Partial<Step>) =>
    onChange(steps.map((step, at) => (at === index ? { ...step, ...changed } : step)));
  return (
    <>
      <ol className="approval-step-list">
        {steps.map((step, index) => (
          // Steps have no names of their own: their place is what they are known by.
          <li key={`step-${index + 1}`} className="approval-form">
            <div className="approval-pair">
              <TextField
                label={t('approvals.step.name', { number: index + 1 })}
                value={step.name}
                maxLength={80}
                onChange={(event) => replace(index, { name: event.target.value })}
              />
              <SelectField
                label={t('approvals.step.need', { number: index + 1 })}
                value={step.need}
                choices={(['any', 'all'] as const).map((need) => ({
                  value: need,
                  label: t(`approvals.need.${need}`),
                }))}
                onChange={(event) => replace(index, { need: event.target.value as Step['need'] })}
              />
            </div>
            <WhoField
              label={t('approvals.step.who', { number: index + 1 })}
              who={step.who}
              allowsMail
              onChange={(who) => replace(index, { who })}
            />
            {steps.length > 1 && (
              <IconButton
                icon={Trash2}
                size="s"
                label={t('approvals.step.remove', { number: index + 1 })}
                onClick={() => onChange(steps.filter((_, at) => at !== index))}
              />
            )}
          </li>
        ))}
      </ol>
      {steps.length < MOST_STEPS && (
        <Button size="s" icon={Plus} onClick={() => onChange([...steps, { ...newStep(), name: '' }])}>
          {t('approvals.step.add')}
        </Button>
      )}
    </>
  );
}
