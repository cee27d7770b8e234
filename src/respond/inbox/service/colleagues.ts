import type { App } from '#platform/app/index.ts';
import { users } from '#people/sessions/index.ts';
import type { Colleague } from '../domain/mentions.ts';

/** Staff by id, former colleagues included. */
export async function readColleagues(app: App): Promise<Map<string, Colleague & { isActive: boolean }>> {
  const all = await users.list(app);
  return new Map(
    all.map(({ id, name, email, state }) => [id, { id, name, email, isActive: state === 'active' }]),
  );
}
