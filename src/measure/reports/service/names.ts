import type { App } from '#platform/app/index.ts';
import { readTeamNames } from '#people/teams/index.ts';
import { readTopicNames } from '#listen/topics/index.ts';
import { listTypes } from '#respond/cases/index.ts';
import type { Group } from '../domain/groups.ts';

/** What people call a row of a table; its key where it has no other name. */
export type NameOf = (group: Group, key: string) => string;

export async function readNames(app: App): Promise<NameOf> {
  const [teams, topics, types] = await Promise.all([readTeamNames(app), readTopicNames(app), listTypes(app)]);
  const about = new Map<string, string>([
    ...topics.map(({ id, name }) => [`t:${id}`, name] as [string, string]),
    ...types.map(({ id, name }) => [`y:${id}`, name] as [string, string]),
  ]);
  return (group, key) => {
    if (group === 'team') return teams.get(key) ?? key;
    return group === 'about' ? (about.get(key) ?? key.slice(2)) : key;
  };
}
