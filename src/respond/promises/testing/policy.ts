import type { Policy, Target } from '../domain/policy.ts';

/** A policy for everybody that is on, with the same targets whatever the urgency. */
export function testPolicy(
  target: Partial<Target>,
  more: Partial<Omit<Policy, 'id'>> = {},
): Omit<Policy, 'id'> {
  const full = { first: null, next: null, resolution: null, ...target };
  return {
    name: 'For everybody',
    isOn: true,
    condition: { version: 1, when: { all: [] } },
    calendarId: null,
    ...more,
    terms: {
      within: 'hours',
      targets: [full, full, full, full],
      pauses: { waiting: true, snoozed: 'labelled', label: 'asked to wait' },
      warnMinutes: 15,
      escalation: { teamId: null, tellId: null },
      ...more.terms,
    },
  };
}
