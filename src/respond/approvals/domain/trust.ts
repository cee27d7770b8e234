/** How far a newcomer is on one channel. */
export interface Trust {
  /** Replies in a row that were approved as they were written. */
  streak: number;
  isTrusted: boolean;
}

export const NEW: Trust = { streak: 0, isTrusted: false };

/** What became of a newcomer's reply: `changed` when somebody else wanted other words. */
export type Outcome = 'clean' | 'changed' | 'rejected';

/** Trusted after `needed` in a row without a change; one that was changed or rejected begins the row anew, and takes no trust away. */
export function afterOutcome({ streak, isTrusted }: Trust, outcome: Outcome, needed: number): Trust {
  const next = outcome === 'clean' ? streak + 1 : 0;
  return { streak: next, isTrusted: isTrusted || next >= needed };
}
