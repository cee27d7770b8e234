import { useQuery } from '@tanstack/react-query';
import { Checkbox } from '../../components/choice.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { calendarQueries } from '../calendars/queries.ts';
import { teamQueries } from '../teams/queries.ts';
import type { PolicyDraft } from './types.ts';

interface TermsFieldsProps {
  draft: PolicyDraft;
  onChange(changed: Partial<PolicyDraft>): void;
}

/** When the clock runs, when it stands still, when to warn, and what happens when a promise is missed. */
export function TermsFields({ draft, onChange }: TermsFieldsProps) {
  const calendars = useQuery(calendarQueries.all());
  const teams = useQuery(teamQueries.teams());
  const people = useQuery(teamQueries.people());
  const { terms } = draft;
  const change = (changed: Partial<PolicyDraft['terms']>) => onChange({ terms: { ...terms, ...changed } });
  const named = (of: readonly { id: string; name: string }[] | undefined, none: string) => [
    { value: '', label: none },
    ...(of ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <div className="policy-terms">
      <SelectField
        label={t('promises.within')}
        value={terms.within === 'always' ? 'always' : (draft.calendarId ?? '')}
        choices={[
          ...named(calendars.data, t('promises.within.team')),
          { value: 'always', label: t('promises.within.always') },
        ]}
        onChange={({ target: { value } }) =>
          onChange({
            calendarId: value === '' || value === 'always' ? null : value,
            terms: { ...terms, within: value === 'always' ? 'always' : 'hours' },
          })
        }
      />
      <TextField
        label={t('promises.warn')}
        inputMode="numeric"
        value={String(terms.warnMinutes)}
        onChange={(event) =>
          change({ warnMinutes: Math.min(1440, Number(event.target.value.replaceAll(/\D/g, ''))) })
        }
      />
      <SelectField
        label={t('promises.snoozed')}
        value={terms.pauses.snoozed}
        choices={(['labelled', 'always', 'never'] as const).map((value) => ({
          value,
          label: t(`promises.snoozed.${value}`),
        }))}
        onChange={(event) =>
          change({
            pauses: { ...terms.pauses, snoozed: event.target.value as typeof terms.pauses.snoozed },
          })
        }
      />
      {terms.pauses.snoozed === 'labelled' && (
        <TextField
          label={t('promises.snoozed.label')}
          value={terms.pauses.label}
          maxLength={60}
          onChange={(event) => change({ pauses: { ...terms.pauses, label: event.target.value } })}
        />
      )}
      <SelectField
        label={t('promises.escalate.team')}
        value={terms.escalation.teamId ?? ''}
        choices={named(teams.data, t('promises.escalate.nobody'))}
        onChange={(event) =>
          change({ escalation: { ...terms.escalation, teamId: event.target.value || null } })
        }
      />
      <SelectField
        label={t('promises.escalate.tell')}
        value={terms.escalation.tellId ?? ''}
        choices={named(people.data, t('promises.escalate.nobody'))}
        onChange={(event) =>
          change({ escalation: { ...terms.escalation, tellId: event.target.value || null } })
        }
      />
      <Checkbox
        label={t('promises.waiting')}
        isOn={terms.pauses.waiting}
        onChange={(waiting) => change({ pauses: { ...terms.pauses, waiting } })}
      />
    </div>
  );
}
