import { t } from '../../i18n/index.ts';
import type { Who } from './types.ts';

export const ROLES = ['owner', 'admin', 'manager', 'agent'] as const;

/** One text for each, so that lists and selects can name it. */
export function keyOf(who: Who): string {
  switch (who.kind) {
    case 'role':
      return `role:${who.role}`;
    case 'mail':
      return `mail:${who.address}`;
    default:
      return `${who.kind}:${who.id}`;
  }
}

/** The way back, for everybody but those by mail. */
export function whoOf(key: string): Who | undefined {
  const [kind = '', rest = ''] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)];
  const role = ROLES.find((one) => one === rest);
  if (kind === 'role') return role && { kind, role };
  return kind === 'person' || kind === 'team' ? { kind, id: rest } : undefined;
}

/** In words. `names` has the names of people and teams. */
export function wordsOf(who: Who, names: ReadonlyMap<string, string>): string {
  switch (who.kind) {
    case 'role':
      return t(`approvals.role.${who.role}`);
    case 'mail':
      return t('approvals.who.byLink', { name: who.name });
    case 'team':
      return t('approvals.who.team', { name: names.get(who.id) ?? '?' });
    case 'person':
      return names.get(who.id) ?? '?';
  }
}
