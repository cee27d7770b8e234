import type { Promised } from '../domain/promise.ts';
import type { Count } from '../store/counts.ts';

const HOUR_MS = 3_600_000;
const NAMES = { kept: 'kept', missed: 'missed', void: 'closed' } as const;

/** What the counters gain and lose by clocks that changed: each outcome once, and taken back when it was wrong. */
export function countsOf(changes: readonly { before: Promised | undefined; after: Promised }[]): Count[] {
  return changes.flatMap(({ before, after }) => {
    const isSame =
      before?.outcome === after.outcome && (after.outcome === null || before?.policyId === after.policyId);
    return isSame ? [] : [...entry(before, -1), ...entry(after, 1)];
  });
}

function entry(clock: Promised | undefined, by: 1 | -1): Count[] {
  if (!clock?.outcome || clock.policyId === null) return [];
  const none = { kept: 0, missed: 0, closed: 0 };
  return [
    {
      hour: new Date(Math.floor(clock.startedAt.getTime() / HOUR_MS) * HOUR_MS),
      policyId: clock.policyId,
      kind: clock.kind,
      network: clock.traits.network,
      teamId: clock.traits.teamId ?? '',
      ...none,
      [NAMES[clock.outcome]]: by,
    },
  ];
}
