import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t, tn } from '../../i18n/index.ts';
import { TeamForm } from './team-form.tsx';
import type { Team, Worker } from './types.ts';
import { useTeamsChange } from './use-teams-change.ts';

interface TeamListProps {
  teams: readonly Team[];
  people: readonly Worker[];
  mayManage: boolean;
}

/** Teams with their members and how they handle what waits; a click edits one in its place. */
export function TeamList({ teams, people, mayManage }: TeamListProps) {
  const [edited, setEdited] = useState<string | null>(null);
  return (
    <ul className="list">
      {teams.map((team) =>
        team.id === edited ? (
          <li key={team.id} className="team-edited">
            <TeamForm team={team} people={people} onDone={() => setEdited(null)} />
          </li>
        ) : (
          <TeamRow
            key={team.id}
            team={team}
            people={people}
            mayManage={mayManage}
            onEdit={() => setEdited(team.id)}
          />
        ),
      )}
    </ul>
  );
}

function TeamRow({
  team,
  people,
  mayManage,
  onEdit,
}: {
  team: Team;
  people: readonly Worker[];
  mayManage: boolean;
  onEdit(): void;
}) {
  const restore = useTeamsChange(
    () => api.post(`/teams/${team.id}/restore`),
    t('teams.restored', { name: team.name }),
  );
  const remove = useTeamsChange(async () => {
    await api.delete(`/teams/${team.id}`);
    showToast({
      text: t('teams.removed', { name: team.name }),
      action: { label: t('common.undo'), run: () => restore.mutate(undefined, { onError: toastError }) },
    });
  }, t('teams.removed.kept'));
  const members = people.filter(({ id }) => team.memberIds.includes(id));
  const lead = people.find(({ id }) => id === team.leadId);
  const { ownership } = team.handling;
  return (
    <li className="list-row team-row">
      <div className="row-main">
        <div className="row-title">
          <strong>{team.name}</strong>
          {lead && <span className="muted">{t('teams.ledBy', { name: lead.name })}</span>}
        </div>
        {team.purpose !== '' && <p>{team.purpose}</p>}
        <p>
          {tn('teams.members', members.length)}
          {ownership && ` · ${t('teams.takesBack', { minutes: ownership.minutes })}`}
          {team.handling.escalation.length > 0 && ` · ${tn('teams.steps', team.handling.escalation.length)}`}
        </p>
      </div>
      <div className="team-faces" aria-hidden>
        {members.slice(0, 6).map(({ id, name }) => (
          <Avatar key={id} id={id} name={name} url={null} size={24} />
        ))}
      </div>
      {mayManage && (
        <div className="row-end">
          <Button size="s" onClick={onEdit}>
            {t('common.edit')}
          </Button>
          <Button size="s" variant="ghost" isBusy={remove.isPending} onClick={() => remove.mutate(undefined)}>
            {t('common.remove')}
          </Button>
        </div>
      )}
    </li>
  );
}
