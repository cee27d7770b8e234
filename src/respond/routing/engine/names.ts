import type { App } from '#platform/app/index.ts';
import { users } from '#people/sessions/index.ts';

/** The name of somebody who works here or did. */
export async function nameOfColleague(app: App, id: string): Promise<string> {
  return (await users.find(app, id))?.name ?? 'A former colleague';
}
