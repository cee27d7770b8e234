type Role = 'owner' | 'admin' | 'manager' | 'agent' | 'viewer';

interface Member {
  id: string;
  role: Role;
  state: 'active' | 'disabled';
}

export interface StaffChange {
  role?: Role | undefined;
  state?: Member['state'] | undefined;
  name?: string | undefined;
}

export type Refusal = 'staff.last_owner' | 'staff.owners_only' | 'staff.not_yourself';

/** Only owners hand out ownership. */
export function mayGrant(granter: Role, role: Role): boolean {
  return granter === 'owner' || role !== 'owner';
}

/** Why a change must not be; null when it may. `owners` are the ids of all active owners. */
export function refusalOf(
  actor: { id: string; role: Role },
  target: Member,
  change: StaffChange,
  owners: readonly string[],
): Refusal | null {
  const touchesOwner = target.role === 'owner' || change.role === 'owner';
  if (touchesOwner && actor.role !== 'owner') return 'staff.owners_only';
  const losesOwner = (change.role !== undefined && change.role !== 'owner') || change.state === 'disabled';
  if (losesOwner && owners.length === 1 && owners[0] === target.id) return 'staff.last_owner';
  if (change.state === 'disabled' && actor.id === target.id) return 'staff.not_yourself';
  return null;
}
