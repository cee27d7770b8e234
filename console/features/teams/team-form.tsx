import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { choicesOf } from '../../components/choices.ts';
import { SelectField, TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { HandlingFields } from './handling-fields.tsx';
import { teamQueries } from './queries.ts';
import type { Team, TeamInput, Worker } from './types.ts';
import { useTeamsChange } from './use-teams-change.ts';

const EMPTY: TeamInput = {
  name: '',
  purpose: '',
  leadId: null,
  memberIds: [],
  calendarId: null,
  handling: { ownership: null, outOfHours: 'queue', onCallId: null, escalation: [] },
};

/** A team, new or as it stands. */
export function TeamForm({
  team,
  people,
  onDone,
}: {
  team?: Team;
  people: readonly Worker[];
  onDone(): void;
}) {
  const [input, setInput] = useState<TeamInput>(() => {
    if (!team) return EMPTY;
    const { id: _id, ...rest } = team;
    return rest;
  });
  const calendars = useQuery(teamQueries.calendars()).data ?? [];
  const save = useTeamsChange(
    (wish: TeamInput) => (team ? api.put(`/teams/${team.id}`, wish) : api.post('/teams', wish)),
    t('teams.saved', { name: input.name.trim() }),
    onDone,
  );
  const change = (changed: Partial<TeamInput>) => setInput({ ...input, ...changed });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ ...input, name: input.name.trim() });
  };
  return (
    <form className="team-form" onSubmit={submit}>
      <TextField
        label={t('teams.name')}
        required
        maxLength={60}
        value={input.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <TextField
        label={t('teams.purpose')}
        isOptional
        maxLength={300}
        value={input.purpose}
        onChange={(event) => change({ purpose: event.target.value })}
      />
      <fieldset className="team-members">
        <legend>{t('teams.who')}</legend>
        {people.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            isOn={input.memberIds.includes(id)}
            onChange={(isOn) =>
              change({
                memberIds: isOn ? [...input.memberIds, id] : input.memberIds.filter((one) => one !== id),
              })
            }
          />
        ))}
      </fieldset>
      <SelectField
        label={t('teams.lead')}
        value={input.leadId ?? ''}
        choices={[{ value: '', label: '—' }, ...choicesOf(people)]}
        onChange={(event) => change({ leadId: event.target.value === '' ? null : event.target.value })}
      />
      <SelectField
        label={t('teams.hours')}
        hint={t('teams.hours.hint')}
        value={input.calendarId ?? ''}
        choices={[{ value: '', label: t('teams.hours.always') }, ...choicesOf(calendars)]}
        onChange={(event) => change({ calendarId: event.target.value === '' ? null : event.target.value })}
      />
      <HandlingFields
        handling={input.handling}
        people={people}
        teamId={team?.id}
        onChange={(handling) => change({ handling })}
      />
      <div className="row">
        <Button type="submit" variant="primary" isBusy={save.isPending} disabled={input.name.trim() === ''}>
          {t('common.save')}
        </Button>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
