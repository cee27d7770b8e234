import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { ConditionEditor } from '../../components/conditions/condition-editor.tsx';
import { conditionQueries } from '../../components/conditions/queries.ts';
import { ConditionPreview } from '../../components/conditions/condition-preview.tsx';
import { TextField } from '../../components/field.tsx';
import { Section } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import { ActionFields } from './action-fields.tsx';
import './routing.css';
import { TriggerFields } from './trigger-fields.tsx';
import { doesRun } from './trigger-words.ts';
import type { RuleInput } from './types.ts';

interface RuleFormProps {
  start: RuleInput;
  isBusy: boolean;
  isReadOnly: boolean;
  onSave(rule: RuleInput): void;
  onCancel(): void;
}

/** When a rule fits, what that would have meant, and what it does. */
export function RuleForm({ start, isBusy, isReadOnly, onSave, onCancel }: RuleFormProps) {
  const [rule, setRule] = useState(start);
  const [isMissing, setIsMissing] = useState(false);
  const facts = useQuery(conditionQueries.facts('rule'));
  const change = (changed: Partial<RuleInput>) => setRule({ ...rule, ...changed });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const name = rule.name.trim();
    setIsMissing(name === '');
    if (name !== '' && doesRun(rule)) onSave({ ...rule, name });
  };
  return (
    <form className="routing-form" onSubmit={submit} noValidate>
      <fieldset disabled={isReadOnly} className="routing-fields">
        <TextField
          label={t('routing.name')}
          value={rule.name}
          maxLength={80}
          error={isMissing ? t('routing.name.missing') : undefined}
          onChange={(event) => change({ name: event.target.value })}
        />
        <Section title={t('routing.on')} text={t('routing.on.text')}>
          <TriggerFields on={rule.on} waitMinutes={rule.waitMinutes} onChange={change} />
        </Section>
        <Section title={t('routing.if')}>
          <ConditionEditor
            value={rule.when.when}
            facts={facts}
            onChange={(when) => change({ when: { version: 1, when } })}
          />
          <p className="muted">{t('routing.reach')}</p>
        </Section>
        <Section title={t('routing.preview')}>
          <ConditionPreview condition={rule.when.when} />
        </Section>
        <Section title={t('routing.then')}>
          <ActionFields actions={rule.actions} onChange={(actions) => change({ actions })} />
        </Section>
        <div className="stack routing-end">
          <Checkbox
            label={t('routing.stops.choice')}
            hint={t('routing.stops.hint')}
            isOn={rule.stops}
            onChange={(stops) => change({ stops })}
          />
          <Checkbox
            label={t('routing.active.choice')}
            hint={t('routing.active.hint')}
            isOn={rule.isActive}
            onChange={(isActive) => change({ isActive })}
          />
        </div>
      </fieldset>
      <div className="row">
        {!isReadOnly && (
          <Button type="submit" variant="primary" isBusy={isBusy}>
            {t('common.save')}
          </Button>
        )}
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
