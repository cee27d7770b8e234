import { useState } from 'react';
import type { PolicyInput } from '#respond/promises/schema.ts';
import { ConditionEditor } from '../../components/conditions/condition-editor.tsx';
import { ConditionPreview } from '../../components/conditions/condition-preview.tsx';
import { Section } from '../../components/page.tsx';
import { PolicyFields } from '../../components/policies/policy-fields.tsx';
import type { PolicyFormProps } from '../../components/policies/policy-page.tsx';
import { t } from '../../i18n/index.ts';
import { inputOf } from './draft.ts';
import { TargetTable } from './target-table.tsx';
import { TermsFields } from './terms-fields.tsx';
import { Trial } from './trial.tsx';
import type { PolicyDraft } from './types.ts';

/** Whom it is for, what is promised, what that would have meant last week, and what happens when it is not kept. */
export function PolicyForm({ start, policyId, ...rest }: PolicyFormProps<PolicyDraft, PolicyInput>) {
  const [draft, setDraft] = useState(start);
  const change = (changed: Partial<PolicyDraft>) => setDraft({ ...draft, ...changed });
  const input = inputOf(draft);
  return (
    <PolicyFields area="promises" draft={draft} input={input} onChange={change} {...rest}>
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
    </PolicyFields>
  );
}
