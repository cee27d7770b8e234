import { forumErrors } from '../errors.ts';
import type { ThreadChange } from '../schema.ts';
import type { ThreadRow } from '../talk/store.ts';
import { isInOrder, type Timers, timersLeft } from './domain.ts';

type Wished = Pick<ThreadChange, 'isClosed' | 'closesAt' | 'closesAfter' | 'opensAt'>;

/**
 * The timers of a thread after a change of it; `closedAt` is as it will be. A moment that is set anew is still to come. Throws
 * `forum.timer_past`, `forum.timer_order`.
 */
export function timersAfter(thread: ThreadRow, wished: Wished, closedAt: Date | null, now: Date): Timers {
  const { closesAt, closesAfter, opensAt } =
    wished.isClosed === undefined ? thread : timersLeft(thread, wished.isClosed, now);
  const timers = {
    closesAt: momentOf(wished.closesAt, closesAt, now),
    closesAfter: wished.closesAfter === undefined ? closesAfter : wished.closesAfter,
    opensAt: momentOf(wished.opensAt, opensAt, now),
  };
  const isSet = wished.closesAt ?? wished.closesAfter ?? wished.opensAt;
  if (isSet !== null && isSet !== undefined && !isInOrder({ ...timers, closedAt }))
    throw forumErrors('forum.timer_order');
  return timers;
}

function momentOf(wished: string | null | undefined, before: Date | null, now: Date): Date | null {
  if (wished === undefined) return before;
  if (wished === null) return null;
  const at = new Date(wished);
  if (at <= now) throw forumErrors('forum.timer_past');
  return at;
}
