import type { Triage } from './use-triage.ts';

/** What the lists behind `a`, `l` and `s` need to know of each thing they are about: a conversation, or a case. */
export interface Picked {
  id: string;
  labels: readonly string[];
  assignee: { id: string } | null;
}

/** What they can do with them. */
export type PickedActions = Pick<Triage, 'assign' | 'giveToTeam' | 'label' | 'snooze'>;
