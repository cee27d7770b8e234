import type { Actor } from '#platform/app/index.ts';

/** Whoever suggested a change is not named in versions, which nobody can change later. */
export const byCommunity: Actor = {
  kind: 'rule',
  id: 'community',
  name: 'Community',
  role: 'manager',
  permissions: new Set(['*']),
};

/** Stands with the version that a change became. */
export const noteOf = (editId: string): string => `A change that a member suggested (${editId})`;
