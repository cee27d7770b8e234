import type { App } from '#platform/app/index.ts';
import { readTeamNames } from '#people/teams/index.ts';
import { readColleagues } from './colleagues.ts';

/** What whoever a line of history is about is called: a colleague or a team, also those that are gone. */
export async function readNames(app: App): Promise<(id: string) => string> {
  const [colleagues, teams] = await Promise.all([readColleagues(app), readTeamNames(app)]);
  return (id) =>
    id.startsWith('team_')
      ? (teams.get(id) ?? 'that is gone')
      : (colleagues.get(id)?.name ?? 'a former colleague');
}
