const DAY_MS = 86_400_000;
export const MOST_DAYS = 3650;

/** What happens to a thread by itself. */
export interface Timers {
  closesAt: Date | null;
  /** Days after the last answer. */
  closesAfter: number | null;
  opensAt: Date | null;
}

export interface Timed extends Timers {
  closedAt: Date | null;
  deletedAt: Date | null;
  posts: number;
  lastActivity: Date;
}

/** Days after the last answer; null where nobody has answered yet: such a thread stays open. */
const afterAnswer = ({ closesAfter, posts, lastActivity }: Omit<Timed, 'closedAt' | 'deletedAt'>) =>
  closesAfter === null || posts < 2 ? null : new Date(lastActivity.getTime() + closesAfter * DAY_MS);

/** When an open thread closes, if nobody answers before. */
export function closingOf(thread: Timed): { at: Date; byAnswer: boolean } | null {
  if (thread.closedAt !== null) return null;
  const after = afterAnswer(thread);
  const { closesAt } = thread;
  if (after !== null && (closesAt === null || after < closesAt)) return { at: after, byAnswer: true };
  return closesAt && { at: closesAt, byAnswer: false };
}

/** What is to be done with a thread now. */
export function dueOf(thread: Timed, now: Date): 'close' | 'open' | null {
  if (thread.deletedAt !== null) return null;
  const { closedAt, opensAt } = thread;
  if (closedAt !== null) return opensAt !== null && opensAt <= now ? 'open' : null;
  const closing = closingOf(thread);
  return closing !== null && closing.at <= now ? 'close' : null;
}

/** What stays set once a thread is closed or opened, by hand or by a timer: nothing that would do the same again, or undo it at once. */
export function timersLeft(thread: Omit<Timed, 'deletedAt'>, isClosed: boolean, now: Date): Timers {
  const { closesAt, closesAfter, opensAt } = thread;
  const isAhead = (at: Date | null) => at !== null && at > now;
  if (isClosed) return { closesAt: null, closesAfter: null, opensAt: isAhead(opensAt) ? opensAt : null };
  const after = afterAnswer(thread);
  return {
    closesAt: isAhead(closesAt) ? closesAt : null,
    closesAfter: after === null || isAhead(after) ? closesAfter : null,
    opensAt: null,
  };
}

/** Whether timers can be set: a thread that is open closes before it opens again. */
export const isInOrder = ({ closedAt, closesAt, closesAfter, opensAt }: Timers & Pick<Timed, 'closedAt'>) =>
  opensAt === null || closedAt !== null || (closesAt === null ? closesAfter !== null : closesAt < opensAt);
