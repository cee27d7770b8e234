import type { StoredCondition } from '#lib/conditions/index.ts';

/** What is promised: the first answer, each later one, and the solution. */
export const KINDS = ['first', 'next', 'resolution'] as const;
export type Kind = (typeof KINDS)[number];
/** 0 none, 1 today, 2 hours count, 3 emergency: as the model understands a post. */
export type Urgency = 0 | 1 | 2 | 3;

/** Minutes for each kind; null promises nothing. */
export type Target = Record<Kind, number | null>;

export interface Pauses {
  /** The way to a solution pauses while we wait for the customer. */
  waiting: boolean;
  /** Snoozing pauses: never, always, or while the conversation carries `label`, which says that the customer wishes it. */
  snoozed: 'never' | 'always' | 'labelled';
  label: string;
}

export interface Terms {
  /** Only working time counts, or every minute. */
  within: 'hours' | 'always';
  /** By urgency, 0 to 3. */
  targets: readonly Target[];
  pauses: Pauses;
  warnMinutes: number;
  /** What happens when a promise is missed: another team gets it, somebody hears of it. */
  escalation: { teamId: string | null; tellId: string | null };
}

export interface Policy {
  /** `pol_…` */
  id: string;
  name: string;
  isOn: boolean;
  condition: StoredCondition;
  calendarId: string | null;
  terms: Terms;
}

/** What of a conversation decides about targets and hours, and what reports are by. */
export interface Traits {
  network: string;
  teamId: string | null;
  urgency: Urgency;
}

/** Minutes that a policy gives for one kind; null promises nothing. */
export function targetOf(policy: Policy, kind: Kind, urgency: Urgency): number | null {
  return policy.terms.targets[urgency]?.[kind] ?? null;
}
