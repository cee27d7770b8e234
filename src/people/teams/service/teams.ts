import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { users } from '#people/sessions/index.ts';
import { teamErrors } from '../errors.ts';
import type { Team, TeamInput } from '../schema.ts';
import { lockTeams, saveTeamRow, selectTeamNames, selectTeams, setTeamRemoved } from '../store.ts';

/** Teams that stand, by name. */
export function readTeams(app: App): Promise<Team[]> {
  return selectTeams(app);
}

/** Throws `team.not_found`. */
export async function readTeam(app: App, id: string): Promise<Team> {
  const [team] = await selectTeams(app, [id]);
  if (!team) throw teamErrors('team.not_found', { id });
  return team;
}

/** Names by id, of removed teams too: what happened is still told. */
export async function readTeamNames(app: App): Promise<Map<string, string>> {
  return new Map((await selectTeamNames(app)).map(({ id, name }) => [id, name]));
}

/** Makes a team, or changes one. Throws `team.name_taken`, `team.not_found` and `team.person_unknown`. */
export async function saveTeam(app: App, actor: Actor, input: TeamInput, id?: string): Promise<Team> {
  const saved = id ?? newId('team');
  await app.db.transaction(async () => {
    await lockTeams(app);
    if (id !== undefined) await readTeam(app, id);
    await checkPeople(app, input);
    const team = { ...input, memberIds: [...new Set(input.memberIds)] };
    if (!(await saveTeamRow(app, saved, team))) throw teamErrors('team.name_taken', { name: input.name });
    await audit(app, actor, {
      action: id === undefined ? 'team.added' : 'team.changed',
      subject: saved,
      detail: { name: input.name, members: team.memberIds.length },
    });
    await app.bus.publish('teams.changed', {});
  });
  return readTeam(app, saved);
}

/** Removes a team, or brings it back. Its conversations keep it as their team until somebody gives them another. */
export async function setRemoved(app: App, actor: Actor, id: string, isRemoved: boolean): Promise<void> {
  await app.db.transaction(async () => {
    await lockTeams(app);
    const name = await setTeamRemoved(app, id, isRemoved);
    if (name === undefined) throw teamErrors('team.not_found', { id });
    const action = isRemoved ? 'team.removed' : 'team.restored';
    await audit(app, actor, { action, subject: id, detail: { name } });
    await app.bus.publish('teams.changed', {});
  });
}

async function checkPeople(app: App, { leadId, memberIds, handling }: TeamInput): Promise<void> {
  const tell = handling.escalation.flatMap((step) =>
    step.tell === null || step.tell === 'lead' ? [] : step.tell,
  );
  const named = [
    ...memberIds,
    ...tell,
    ...(leadId ? [leadId] : []),
    ...(handling.onCallId ? [handling.onCallId] : []),
  ];
  const active = new Set((await users.list(app)).flatMap(({ id, state }) => (state === 'active' ? id : [])));
  const unknown = named.find((id) => !active.has(id));
  if (unknown !== undefined) throw teamErrors('team.person_unknown', { id: unknown });
}
