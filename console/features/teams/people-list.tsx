import { useQuery } from '@tanstack/react-query';
import { CircleMinus } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Badge, Chip } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { ListField } from '../../components/list-field.tsx';
import { t } from '../../i18n/index.ts';
import { NumberField } from '../alerts/number-field.tsx';
import { teamQueries } from './queries.ts';
import type { Team, Worker } from './types.ts';
import { useTeamsChange } from './use-teams-change.ts';

interface PeopleListProps {
  people: readonly Worker[];
  teams: readonly Team[];
  mayManage: boolean;
}

/** What each person can do, and for how much at a time. */
export function PeopleList({ people, teams, mayManage }: PeopleListProps) {
  const [edited, setEdited] = useState<string | null>(null);
  return (
    <ul className="list">
      {people.map((one) =>
        one.id === edited ? (
          <li key={one.id} className="team-edited">
            <ProfileForm worker={one} onDone={() => setEdited(null)} />
          </li>
        ) : (
          <li key={one.id} className="list-row">
            <Avatar id={one.id} name={one.name} url={null} size={32} />
            <div className="row-main">
              <div className="row-title">
                <strong>{one.name}</strong>
                {one.isAway && (
                  <Badge tone="warn" icon={CircleMinus}>
                    {t('teams.away')}
                  </Badge>
                )}
                <span className="muted">
                  {teams
                    .filter(({ id }) => one.teamIds.includes(id))
                    .map(({ name }) => name)
                    .join(', ')}
                </span>
              </div>
              <div className="row team-tags">
                <span className="muted">{t('teams.capacity.of', { count: one.capacity })}</span>
                {one.languages.map((code) => (
                  <Chip key={code}>{code}</Chip>
                ))}
                {one.skills.map((skill) => (
                  <Chip key={skill}>{skill}</Chip>
                ))}
              </div>
            </div>
            {mayManage && (
              <div className="row-end">
                <Button size="s" onClick={() => setEdited(one.id)}>
                  {t('common.edit')}
                </Button>
              </div>
            )}
          </li>
        ),
      )}
    </ul>
  );
}

function ProfileForm({ worker, onDone }: { worker: Worker; onDone(): void }) {
  const [skills, setSkills] = useState(worker.skills);
  const [languages, setLanguages] = useState(worker.languages);
  const [capacity, setCapacity] = useState(worker.capacity);
  const [calendarId, setCalendarId] = useState(worker.calendarId);
  const calendars = useQuery(teamQueries.calendars()).data ?? [];
  const save = useTeamsChange(
    () => api.put(`/teams/people/${worker.id}`, { skills, languages, capacity, calendarId }),
    t('common.saved'),
    onDone,
  );
  return (
    <form
      className="team-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined);
      }}
    >
      <TextField label={t('signIn.name')} readOnly value={worker.name} />
      <ListField
        label={t('teams.languages')}
        hint={t('teams.languages.hint')}
        isOptional
        values={languages}
        onChange={setLanguages}
      />
      <ListField label={t('teams.skills')} isOptional values={skills} onChange={setSkills} />
      <NumberField
        label={t('teams.capacity')}
        hint={t('teams.capacity.hint')}
        value={capacity}
        least={0}
        most={1000}
        onChange={setCapacity}
      />
      <SelectField
        label={t('teams.hours')}
        value={calendarId ?? ''}
        choices={[
          { value: '', label: t('teams.hours.always') },
          ...calendars.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => setCalendarId(event.target.value === '' ? null : event.target.value)}
      />
      <div className="row">
        <Button type="submit" variant="primary" isBusy={save.isPending}>
          {t('common.save')}
        </Button>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
