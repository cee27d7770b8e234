import type { Role } from '../api/types.ts';
import { t } from '../i18n/index.ts';

/** All roles, strongest first. */
export const ROLES: readonly Role[] = ['owner', 'admin', 'manager', 'agent', 'viewer'];

/** `owners, admins and managers`. */
export function listRoles(roles: readonly Role[]): string {
  const words = ROLES.filter((role) => roles.includes(role)).map((role) => t(`whoCan.${role}`));
  const last = words.pop();
  if (last === undefined) return t('whoCan.nobody');
  return words.length === 0 ? last : t('whoCan.and', { list: words.join(', '), last });
}
