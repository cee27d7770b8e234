import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { queries } from '../../api/queries.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { Section } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import './alerts.css';
import { BacktestView } from './backtest.tsx';
import { DeliveryFields } from './delivery-fields.tsx';
import { conditionOf } from './draft.ts';
import { NumberField } from './number-field.tsx';
import type { RuleInput } from './types.ts';

interface RuleFormProps {
  start: RuleInput;
  isBusy: boolean;
  onSave(rule: RuleInput): void;
  onCancel(): void;
}

/** What to watch for, what that would have meant in the last 30 days, and who is told. */
export function RuleForm({ start, isBusy, onSave, onCancel }: RuleFormProps) {
  const [rule, setRule] = useState(start);
  const [isMissing, setIsMissing] = useState(false);
  const change = (changed: Partial<RuleInput>) => setRule({ ...rule, ...changed });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const name = rule.name.trim();
    setIsMissing(name === '');
    if (name !== '') onSave({ ...rule, name });
  };
  return (
    <form className="alert-form" onSubmit={submit} noValidate>
      <Section title={t('alerts.when')}>
        <div className="stack">
          <TextField
            label={t('alerts.name')}
            value={rule.name}
            maxLength={120}
            error={isMissing ? t('alerts.name.missing') : undefined}
            onChange={(event) => change({ name: event.target.value })}
          />
          <SelectField
            label={t('alerts.kind')}
            hint={t(`alerts.kind.${rule.kind}.hint`)}
            value={rule.kind}
            choices={(['spike', 'threshold', 'posts'] as const).map((kind) => ({
              value: kind,
              label: t(`alerts.kind.${kind}`),
            }))}
            onChange={(event) => change({ kind: event.target.value as RuleInput['kind'] })}
          />
          <KindFields rule={rule} change={change} />
          <Topics topicIds={rule.topicIds} onChange={(topicIds) => change({ topicIds })} />
          <Checkbox label={t('alerts.isOn')} isOn={rule.isOn} onChange={(isOn) => change({ isOn })} />
        </div>
      </Section>
      <Section title={t('alerts.backtest')} text={t('alerts.backtest.text')}>
        <BacktestView condition={conditionOf(rule)} />
      </Section>
      <Section title={t('alerts.who')}>
        <DeliveryFields
          delivery={rule.delivery}
          zone={rule.zone}
          onChange={(delivery) => change({ delivery })}
        />
      </Section>
      <div className="alert-actions">
        <Button type="submit" variant="primary" isBusy={isBusy}>
          {t('common.save')}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}

function KindFields({ rule, change }: { rule: RuleInput; change(changed: Partial<RuleInput>): void }) {
  if (rule.kind === 'posts')
    return (
      <NumberField
        label={t('alerts.perHour')}
        value={rule.perHour}
        least={1}
        most={60}
        onChange={(perHour) => change({ perHour })}
      />
    );
  if (rule.kind === 'threshold')
    return (
      <div className="alert-pair">
        <NumberField
          label={t('alerts.posts')}
          value={rule.posts}
          least={1}
          most={1_000_000}
          onChange={(posts) => change({ posts })}
        />
        <NumberField
          label={t('alerts.minutes')}
          value={rule.minutes}
          least={1}
          most={720}
          onChange={(minutes) => change({ minutes })}
        />
      </div>
    );
  return (
    <div className="alert-pair">
      <SelectField
        label={t('alerts.sensitivity')}
        value={rule.sensitivity}
        choices={(['low', 'normal', 'high'] as const).map((one) => ({
          value: one,
          label: t(`alerts.sensitivity.${one}`),
        }))}
        onChange={(event) => change({ sensitivity: event.target.value as RuleInput['sensitivity'] })}
      />
      <NumberField
        label={t('alerts.least')}
        hint={t('alerts.least.hint')}
        value={rule.leastSeverity}
        least={1}
        most={10}
        onChange={(leastSeverity) => change({ leastSeverity })}
      />
    </div>
  );
}

function Topics({ topicIds, onChange }: { topicIds: readonly string[]; onChange(topicIds: string[]): void }) {
  const topics = useQuery(queries.topics());
  const toggle = (id: string, isOn: boolean) =>
    onChange(isOn ? [...topicIds, id] : topicIds.filter((one) => one !== id));
  return (
    <fieldset className="alert-topics">
      <legend>{t('alerts.topics')}</legend>
      <Checkbox label={t('alerts.allTopics')} isOn={topicIds.length === 0} onChange={() => onChange([])} />
      {(topics.data ?? []).map(({ id, name }) => (
        <Checkbox key={id} label={name} isOn={topicIds.includes(id)} onChange={(isOn) => toggle(id, isOn)} />
      ))}
    </fieldset>
  );
}
