import type { Role } from '../../../api/types.ts';
import { ROLES } from '../../../app/role-words.ts';

/** The roles that somebody may give: only an owner can make owners. */
export function rolesFor(mine: Role): readonly Role[] {
  return ROLES.filter((role) => role !== 'owner' || mine === 'owner');
}
