import type { Suspension } from '../../api/types.ts';

/** Whether a suspension keeps this account from speaking at the moment. */
export function covers(
  { scope, target, endedAt }: Pick<Suspension, 'scope' | 'target' | 'endedAt'>,
  account: { id: string; network: string },
): boolean {
  if (endedAt !== null) return false;
  if (scope === 'everything') return true;
  return scope === 'network' ? target === account.network : scope === 'account' && target === account.id;
}
