import { useQuery } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import { SelectField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { NumberField } from '../alerts/number-field.tsx';
import { changedAt, isIdle, MOST_STEPS, nextStep, type Step } from './escalation.ts';
import { teamQueries } from './queries.ts';
import type { Worker } from './types.ts';

interface StepsProps {
  steps: readonly Step[];
  people: readonly Worker[];
  /** The team that is edited: nothing is moved to where it is. */
  teamId: string | undefined;
  onChange(steps: Step[]): void;
}

/** Who hears of a long wait, and where the conversation goes then: step by step. */
export function EscalationSteps({ steps, people, teamId, onChange }: StepsProps) {
  // A step has nothing of its own to be known by.
  const [keys, setKeys] = useState(() => steps.map(() => crypto.randomUUID()));
  const add = () => {
    setKeys([...keys, crypto.randomUUID()]);
    onChange([...steps, nextStep(steps)]);
  };
  const remove = (index: number) => {
    setKeys(keys.filter((_, place) => place !== index));
    onChange(steps.filter((_, place) => place !== index));
  };
  return (
    <fieldset className="plain-fields team-steps">
      <legend>{t('teams.escalation')}</legend>
      {steps.map((step, index) => (
        <OneStep
          key={keys[index]}
          name={t('teams.escalation.step', { number: index + 1 })}
          step={step}
          people={people}
          teamId={teamId}
          onChange={(change) => onChange(changedAt(steps, index, change))}
          onRemove={() => remove(index)}
        />
      ))}
      {steps.length < MOST_STEPS && (
        <div>
          <Button size="s" icon={Plus} onClick={add}>
            {t('teams.escalation.add')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

interface StepProps extends Omit<StepsProps, 'steps' | 'onChange'> {
  name: string;
  step: Step;
  onChange(change: Partial<Step>): void;
  onRemove(): void;
}

function OneStep({ name, step, people, teamId, onChange, onRemove }: StepProps) {
  const teams = (useQuery(teamQueries.teams()).data ?? []).filter((team) => team.id !== teamId);
  const idOrNull = (value: string) => (value === '' ? null : value);
  return (
    <div className="team-step" role="group" aria-label={name}>
      <NumberField
        label={t('teams.escalation.after')}
        value={step.afterMinutes}
        least={1}
        most={43_200}
        onChange={(afterMinutes) => onChange({ afterMinutes })}
      />
      <SelectField
        label={t('teams.escalation.tell')}
        value={step.tell ?? ''}
        error={isIdle(step) ? t('teams.escalation.idle') : undefined}
        choices={[
          { value: '', label: t('common.nobody') },
          { value: 'lead', label: t('teams.escalation.lead') },
          ...people.map(({ id, name: label }) => ({ value: id, label })),
        ]}
        onChange={(event) => onChange({ tell: idOrNull(event.target.value) })}
      />
      <SelectField
        label={t('teams.escalation.move')}
        value={step.moveTo ?? ''}
        choices={[
          { value: '', label: t('teams.escalation.stays') },
          ...teams.map(({ id, name: label }) => ({ value: id, label })),
        ]}
        onChange={(event) => onChange({ moveTo: idOrNull(event.target.value) })}
      />
      <IconButton icon={Trash2} label={t('common.removeNamed', { name })} onClick={onRemove} />
    </div>
  );
}
