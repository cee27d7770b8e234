import type { App } from '#platform/app/index.ts';
import { readTeamNames, readWorkers } from '#people/teams/index.ts';
import type { Circle, Step, Who } from '../domain/people.ts';
import type { ApprovalRow } from '../store/approvals.ts';

/** Everybody who could decide something now. */
export type People = Circle['people'];

export async function readPeople(app: App): Promise<People> {
  const workers = await readWorkers(app);
  return workers.map(({ id, name, role, teamIds, isAway }) => ({ id, name, role, teamIds, isAway }));
}

export function circleOf(
  people: People,
  { authorId, terms }: Pick<ApprovalRow, 'authorId' | 'terms'>,
): Circle {
  return { people, authorId, standIn: terms.standIn };
}

/** Puts people, roles and teams into words. */
export async function readNamer(app: App, people: People): Promise<(who: Who) => string> {
  const teams = await readTeamNames(app);
  return (who) => {
    switch (who.kind) {
      case 'person':
        return people.find(({ id }) => id === who.id)?.name ?? 'a former colleague';
      case 'role':
        return ROLE_WORDS[who.role];
      case 'team':
        return `team ${teams.get(who.id) ?? 'that is gone'}`;
      case 'mail':
        return `${who.name} by link`;
    }
  };
}

/** “Lead: a manager or an owner” */
export function stepInWords(step: Step, nameOf: (who: Who) => string): string {
  const names = step.who.map(nameOf);
  return `${step.name}: ${names.join(step.need === 'any' ? ' or ' : ' and ')}`;
}

const ROLE_WORDS = {
  owner: 'an owner',
  admin: 'an admin',
  manager: 'a manager',
  agent: 'an agent',
  viewer: 'a viewer',
} as const;
