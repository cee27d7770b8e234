export const CASE_STATUSES = ['open', 'waiting', 'solved', 'closed'] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** What a case's status follows from. */
export interface CaseFacts {
  /** Of its conversations; those whose customer deleted everything are left out. */
  threads: readonly ('open' | 'waiting' | 'snoozed' | 'done')[];
  solvedAt: Date | null;
  reopenedAt: Date | null;
  closedAt: Date | null;
  /** Every field that is required when solving is filled. */
  isComplete: boolean;
}

/**
 * Closed stays closed until somebody opens it again: what the customer says after that is a follow-up. Else the most urgent conversation
 * decides; when all are done and nothing required is missing, it is solved. A case without conversations is what was last said of it.
 */
export function statusOf({ threads, solvedAt, reopenedAt, closedAt, isComplete }: CaseFacts): CaseStatus {
  if (isAfter(closedAt, reopenedAt)) return 'closed';
  if (threads.length === 0) return isAfter(solvedAt, reopenedAt) ? 'solved' : 'open';
  if (threads.includes('open')) return 'open';
  if (threads.some((status) => status !== 'done')) return 'waiting';
  return isComplete ? 'solved' : 'open';
}

function isAfter(time: Date | null, other: Date | null): boolean {
  return time !== null && (other === null || time > other);
}
