import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan, useUser } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { Section } from '../../components/page.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { teamQueries } from './queries.ts';
import type { Absence } from './types.ts';
import { useTeamsChange } from './use-teams-change.ts';
import './teams.css';

/** “I am away”: from now or later, until a time or until one is back, with somebody who gets the open work. */
export function Away() {
  const user = useUser();
  const mayBeAway = useCan()('teams.self');
  const people = useQuery(teamQueries.people());
  const own = people.data?.find(({ id }) => id === user.id);
  if (!mayBeAway || !own) return null;
  return (
    <Section title={t('teams.iAmAway')} text={t('teams.iAmAway.text')}>
      <div className="stack">
        {own.absences.map((absence) => (
          <Planned key={absence.id} absence={absence} />
        ))}
        {!own.isAway && <AwayForm userId={user.id} />}
      </div>
    </Section>
  );
}

function Planned({ absence: { id, from, until, isNow } }: { absence: Absence }) {
  const end = useTeamsChange(() => api.delete(`/teams/absences/${id}`), t('teams.back.said'));
  return (
    <Callout
      tone={isNow ? 'warn' : 'info'}
      title={isNow ? t('teams.away.now') : t('teams.away.soon')}
      actions={
        <Button isBusy={end.isPending} onClick={() => end.mutate(undefined)}>
          {isNow ? t('teams.back') : t('teams.notAfterAll')}
        </Button>
      }
    >
      <p>
        <Time at={from} as="exact" /> –{' '}
        {until === null ? t('teams.untilBack') : <Time at={until} as="exact" />}
      </p>
    </Callout>
  );
}

/** What was noted, as it is: later, or from now on with or without somebody who gets the work. */
function saidKey(from: string, handOverTo: string) {
  if (from !== '') return 'teams.away.said.later';
  return handOverTo === '' ? 'teams.away.said.kept' : 'teams.away.said';
}

function AwayForm({ userId }: { userId: string }) {
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [handOverTo, setHandOverTo] = useState('');
  const teams = useQuery(teamQueries.teams()).data ?? [];
  const people = useQuery(teamQueries.people()).data ?? [];
  const iso = (local: string) => new Date(local).toISOString();
  const save = useTeamsChange(
    () =>
      api.post(`/teams/people/${userId}/absences`, {
        ...(from === '' ? {} : { from: iso(from) }),
        until: until === '' ? null : iso(until),
        handOverTo: handOverTo === '' ? null : handOverTo,
      }),
    t(saidKey(from, handOverTo)),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined);
  };
  return (
    <form className="team-form" onSubmit={submit}>
      <div className="team-pair">
        <TextField
          label={t('teams.from')}
          hint={t('teams.from.hint')}
          type="datetime-local"
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
        <TextField
          label={t('teams.until')}
          hint={t('teams.until.hint')}
          type="datetime-local"
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
      </div>
      <SelectField
        label={t('teams.handOver')}
        value={handOverTo}
        choices={[
          { value: '', label: t('teams.handOver.nobody') },
          ...teams.map(({ id, name }) => ({ value: id, label: t('teams.handOver.team', { name }) })),
          ...people.filter(({ id }) => id !== userId).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => setHandOverTo(event.target.value)}
      />
      <div className="row">
        <Button type="submit" isBusy={save.isPending}>
          {t('teams.goAway')}
        </Button>
      </div>
    </form>
  );
}
