import type { App } from '#platform/app/index.ts';
import { users } from '#people/sessions/index.ts';
import { listTypes } from '#respond/cases/index.ts';
import type { Trigger } from '../domain/triggers.ts';

/** The name of somebody who works here or did. */
export async function nameOfColleague(app: App, id: string): Promise<string> {
  return (await users.find(app, id))?.name ?? 'A former colleague';
}

/** What the company calls its own fields, by key; asked for only where some of these triggers tells of one. */
export async function fieldLabels(app: App, triggers: Iterable<Trigger>): Promise<Map<string, string>> {
  if (![...triggers].includes('case-field')) return new Map();
  const types = await listTypes(app);
  return new Map(types.flatMap(({ fields }) => fields.map(({ key, label }) => [key, label] as const)));
}
