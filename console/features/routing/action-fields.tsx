import { useQuery } from '@tanstack/react-query';
import { Checkbox } from '../../components/choice.tsx';
import { choicesOf } from '../../components/choices.ts';
import { SelectField, TextField } from '../../components/field.tsx';
import { ListField } from '../../components/list-field.tsx';
import { t } from '../../i18n/index.ts';
import { AnswerFields } from '../out-of-hours/answer-fields.tsx';
import { newAnswer } from '../out-of-hours/words.ts';
import { teamQueries } from '../teams/queries.ts';
import { AssignFields } from './assign-fields.tsx';
import type { RuleActions } from './types.ts';

const NOTHING = { value: '', label: '—' };

/** What a rule does where it fits. */
export function ActionFields({
  actions,
  onChange,
}: {
  actions: RuleActions;
  onChange(actions: RuleActions): void;
}) {
  const teams = useQuery(teamQueries.teams()).data ?? [];
  const people = useQuery(teamQueries.people()).data ?? [];
  const change = (changed: Partial<RuleActions>) => onChange({ ...actions, ...changed });
  return (
    <div className="stack">
      <SelectField
        label={t('routing.team')}
        hint={teams.length === 0 ? t('routing.team.none') : undefined}
        value={actions.teamId ?? ''}
        choices={[NOTHING, ...choicesOf(teams)]}
        onChange={(event) => change({ teamId: event.target.value === '' ? null : event.target.value })}
      />
      <AssignFields assign={actions.assign} people={people} onChange={(assign) => change({ assign })} />
      <ListField
        label={t('routing.labels')}
        isOptional
        values={actions.labels}
        onChange={(labels) => change({ labels })}
      />
      <SelectField
        label={t('routing.status')}
        value={actions.status ?? ''}
        choices={[
          NOTHING,
          { value: 'open', label: t('routing.status.open') },
          { value: 'done', label: t('routing.status.done') },
        ]}
        onChange={(event) =>
          change({ status: event.target.value === '' ? null : (event.target.value as 'open' | 'done') })
        }
      />
      <TextField
        label={t('routing.case')}
        hint={t('routing.case.hint')}
        isOptional
        maxLength={200}
        value={actions.makeCase ?? ''}
        onChange={(event) => change({ makeCase: event.target.value === '' ? null : event.target.value })}
      />
      <SelectField
        label={t('routing.notify')}
        value={actions.notify[0] ?? ''}
        choices={[NOTHING, { value: 'lead', label: t('routing.notify.lead') }, ...choicesOf(people)]}
        onChange={(event) => change({ notify: event.target.value === '' ? [] : [event.target.value] })}
      />
      <SelectField
        label={t('routing.watchers')}
        hint={t('routing.watchers.hint')}
        value={actions.watchers[0] ?? ''}
        choices={[NOTHING, ...choicesOf(people)]}
        onChange={(event) => change({ watchers: event.target.value === '' ? [] : [event.target.value] })}
      />
      <Checkbox
        label={t('routing.answer')}
        hint={t('routing.answer.hint')}
        isOn={actions.answer !== null}
        onChange={(isOn) => change({ answer: isOn ? newAnswer(t('outOfHours.example')) : null })}
      />
      {actions.answer !== null && (
        <AnswerFields answer={actions.answer} network={null} onChange={(answer) => change({ answer })} />
      )}
    </div>
  );
}
