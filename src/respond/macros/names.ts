import type { Actor, App } from '#platform/app/index.ts';
import { users } from '#people/sessions/index.ts';
import { readTeamNames } from '#people/teams/index.ts';
import { listCanned } from '#respond/canned/index.ts';
import { listTypes } from '#respond/cases/index.ts';
import type { Names } from './domain.ts';

/** Names of everything that an action may speak of; what is gone is called so. */
export async function namesFor(app: App, actor: Actor): Promise<Names> {
  const [staff, teams, canned, types] = await Promise.all([
    users.list(app),
    readTeamNames(app),
    listCanned(app, actor),
    listTypes(app),
  ]);
  const names = new Map([
    ...staff.map(({ id, name }): [string, string] => [id, name]),
    ...teams,
    ...canned.map(({ id, name }): [string, string] => [id, `“${name}”`]),
    ...types.map(({ id, name }): [string, string] => [id, name]),
  ]);
  const fields = new Map(
    types.flatMap((type) => type.fields.map(({ key, label }): [string, string] => [key, label])),
  );
  return {
    nameOf: (id) => names.get(id) ?? 'something that is gone',
    fieldOf: (key) => fields.get(key) ?? key,
  };
}
