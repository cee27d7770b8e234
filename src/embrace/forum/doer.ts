import type { Actor } from '#platform/app/index.ts';
import type { Standing } from './domain.ts';

/** Who does something: a member, or a colleague in the name of the company. */
export interface Doer extends Standing {
  actor: Actor;
  /** As it stands beside what he wrote. */
  name: string;
}

/** A colleague: what he writes is the company's. */
export const staffDoer = (actor: Actor): Doer => ({ memberId: null, isStaff: true, actor, name: actor.name });

/** A member. What he may not do in the console he may not do here either: he holds no permission. */
export function memberDoer(member: { id: string; displayName: string }, address?: string): Doer {
  const actor: Actor = {
    kind: 'member',
    id: member.id,
    name: member.displayName,
    role: 'viewer',
    permissions: new Set(),
    ...(address === undefined ? {} : { address }),
  };
  return { memberId: member.id, isStaff: false, actor, name: member.displayName };
}
