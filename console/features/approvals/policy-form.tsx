import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ConditionEditor } from '../../components/conditions/condition-editor.tsx';
import { ChoiceField } from '../../components/field.tsx';
import { Section } from '../../components/page.tsx';
import { PolicyFields } from '../../components/policies/policy-fields.tsx';
import type { PolicyFormProps } from '../../components/policies/policy-page.tsx';
import { t } from '../../i18n/index.ts';
import { inputOf, type PolicyDraft } from './draft.ts';
import { approvalQueries } from './queries.ts';
import { StepFields } from './step-fields.tsx';
import { TimesFields } from './times-fields.tsx';
import { Trial } from './trial.tsx';
import type { PolicyInput } from './types.ts';
import { WhoField } from './who-field.tsx';

/** Which replies wait, for whom in which order, what that would have meant last week, and how long. */
export function PolicyForm({ start, policyId, ...rest }: PolicyFormProps<PolicyDraft, PolicyInput>) {
  const [draft, setDraft] = useState(start);
  const facts = useQuery(approvalQueries.facts());
  const change = (changed: Partial<PolicyDraft>) => setDraft({ ...draft, ...changed });
  return (
    <PolicyFields area="approvals" draft={draft} input={inputOf(draft)} onChange={change} {...rest}>
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
        <div className="stack">
          <WhoField
            label={t('approvals.standIn')}
            hint={t('approvals.standIn.hint')}
            isOptional
            who={draft.standIn}
            onChange={(standIn) => change({ standIn })}
          />
          <TimesFields draft={draft} onChange={change} />
          <ChoiceField
            label={t('approvals.linkShows')}
            value={draft.linkShows}
            values={['answered', 'public', 'everything'] as const}
            wordOf={(shows) => t(`approvals.linkShows.${shows}`)}
            onChoose={(linkShows) => change({ linkShows })}
          />
        </div>
      </Section>
    </PolicyFields>
  );
}
