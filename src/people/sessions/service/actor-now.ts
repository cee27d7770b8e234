import type { Actor, App } from '#platform/app/index.ts';
import { findUser } from '../store/index.ts';
import { permissionsPort } from './access-cache.ts';
import { permissionsOf } from '../domain/permissions.ts';

/** Somebody of the staff with what he may do now, for work that goes on without him; undefined when he does not work here any more. */
export async function actorNow(app: App, userId: string): Promise<Actor | undefined> {
  const user = await findUser(app, userId);
  if (user?.state !== 'active') return undefined;
  const { id, name, role } = user;
  return {
    kind: 'user',
    id,
    name,
    role,
    permissions: permissionsOf(role, app.find(permissionsPort) ?? new Map()),
  };
}
