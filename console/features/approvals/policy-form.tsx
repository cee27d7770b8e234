import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Switch } from '../../components/choice.tsx';
import { ConditionEditor } from '../../components/conditions/condition-editor.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { Section } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import { inputOf, type PolicyDraft } from './draft.ts';
import { approvalQueries } from './queries.ts';
import { StepFields } from './step-fields.tsx';
import { TimesFields } from './times-fields.tsx';
import { Trial } from './trial.tsx';
import type { PolicyInput } from './types.ts';
import { WhoField } from './who-field.tsx';

interface PolicyFormProps {
  start: PolicyDraft;
  policyId: string | undefined;
  isBusy: boolean;
  error: unknown;
  onSave(policy: PolicyInput): void;
}

/** Which replies wait, for whom in which order, what that would have meant last week, and how long. */
export function PolicyForm({ start, policyId, isBusy, error, onSave }: PolicyFormProps) {
  const [draft, setDraft] = useState(start);
  const facts = useQuery(approvalQueries.facts());
  const change = (changed: Partial<PolicyDraft>) => setDraft({ ...draft, ...changed });
  const input = inputOf(draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (input && draft.name.trim() !== '') onSave(input);
  };
  return (
    <form className="approval-policy" onSubmit={submit} noValidate>
      <TextField
        label={t('approvals.policy.name')}
        value={draft.name}
        maxLength={120}
        placeholder={t('approvals.policy.example')}
        onChange={(event) => change({ name: event.target.value })}
      />
      <Section title={t('approvals.policy.which')} text={t('approvals.policy.which.text')}>
        <ConditionEditor
          value={draft.condition}
          facts={facts}
          onChange={(condition) => change({ condition })}
        />
      </Section>
      <Section title={t('approvals.trial')} text={t('approvals.trial.text')}>
        <Trial condition={draft.condition} policyId={policyId} />
      </Section>
      <Section title={t('approvals.policy.steps')} text={t('approvals.policy.steps.text')}>
        <StepFields steps={draft.steps} onChange={(steps) => change({ steps })} />
      </Section>
      <Section title={t('approvals.policy.how')}>
        <WhoField
          label={t('approvals.standIn')}
          hint={t('approvals.standIn.hint')}
          isOptional
          who={draft.standIn}
          onChange={(standIn) => change({ standIn })}
        />
        <TimesFields draft={draft} onChange={change} />
        <SelectField
          label={t('approvals.linkShows')}
          value={draft.linkShows}
          choices={(['answered', 'public', 'everything'] as const).map((shows) => ({
            value: shows,
            label: t(`approvals.linkShows.${shows}`),
          }))}
          onChange={(event) => change({ linkShows: event.target.value as PolicyDraft['linkShows'] })}
        />
      </Section>
      <Switch
        label={t('approvals.policy.isOn')}
        hint={t('approvals.policy.isOn.hint')}
        isOn={draft.isOn}
        onChange={(isOn) => change({ isOn })}
      />
      <FormError error={error} />
      <div className="form-actions">
        <Button
          type="submit"
          variant="primary"
          isBusy={isBusy}
          disabled={input === undefined || draft.name.trim() === ''}
        >
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}
