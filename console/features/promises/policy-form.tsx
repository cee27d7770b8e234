import { type FormEvent, useState } from 'react';
import type { PolicyInput } from '#respond/promises/schema.ts';
import { Button } from '../../components/button.tsx';
import { Switch } from '../../components/choice.tsx';
import { ConditionEditor } from '../../components/conditions/condition-editor.tsx';
import { ConditionPreview } from '../../components/conditions/condition-preview.tsx';
import { TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { Section } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import { inputOf } from './draft.ts';
import { TargetTable } from './target-table.tsx';
import { TermsFields } from './terms-fields.tsx';
import { Trial } from './trial.tsx';
import type { PolicyDraft } from './types.ts';

interface PolicyFormProps {
  start: PolicyDraft;
  policyId: string | undefined;
  isBusy: boolean;
  error: unknown;
  onSave(policy: PolicyInput): void;
}

/** Whom it is for, what is promised, what that would have meant last week, and what happens when it is not kept. */
export function PolicyForm({ start, policyId, isBusy, error, onSave }: PolicyFormProps) {
  const [draft, setDraft] = useState(start);
  const change = (changed: Partial<PolicyDraft>) => setDraft({ ...draft, ...changed });
  const input = inputOf(draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (input && draft.name.trim() !== '') onSave(input);
  };
  return (
    <form className="policy-form" onSubmit={submit} noValidate>
      <TextField
        label={t('promises.name')}
        value={draft.name}
        maxLength={120}
        placeholder={t('promises.name.example')}
        onChange={(event) => change({ name: event.target.value })}
      />
      <Section title={t('promises.whom')} text={t('promises.whom.text')}>
        <ConditionEditor value={draft.condition} onChange={(condition) => change({ condition })} />
        <ConditionPreview condition={draft.condition} />
      </Section>
      <Section title={t('promises.what')} text={t('promises.what.text')}>
        <TargetTable targets={draft.targets} onChange={(targets) => change({ targets })} />
      </Section>
      <Section title={t('promises.trial')} text={t('promises.trial.text')}>
        <Trial policy={input && { ...input, name: draft.name.trim() || '–', id: policyId }} />
      </Section>
      <Section title={t('promises.how')}>
        <TermsFields draft={draft} onChange={change} />
      </Section>
      <Switch
        label={t('promises.isOn')}
        hint={t('promises.isOn.hint')}
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
