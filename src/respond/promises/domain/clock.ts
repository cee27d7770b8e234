import type { Stretch } from './due.ts';
import type { Kind } from './policy.ts';

/** What a clock needs to know of a conversation. */
export interface State {
  status: Stretch['status'];
  waitingSince: Date | null;
  answeredAt: Date | null;
  labels: readonly string[];
  isGone: boolean;
}

/** Something happened; `after` is null when the conversation is gone for good. */
export interface Happening {
  /** `opened` begins the way to a solution with the customer's first word; reopened ones begin when that was done. */
  kind: string;
  at: Date;
  after: State | null;
}

/** One wait for an answer, or one way to a solution. */
export interface Clock {
  id: string;
  kind: Kind;
  startedAt: Date;
  stretches: readonly Stretch[];
  endedAt: Date | null;
  /** It ended without what was promised: closed, gone, or the customer took the words back. */
  isVoid: boolean;
}

const MOST_STRETCHES = 200;

/**
 * The clocks of a conversation after something happened: those that ran, as they are now, and new ones. `live` are those that have not ended,
 * at most one for the answer and one for the solution, and so are those of the result.
 */
export function follow(live: readonly Clock[], { kind, at, after }: Happening, newId: () => string): Clock[] {
  if (!after || after.isGone) return live.map((clock) => ended(clock, at, true));
  const reply = live.find(({ kind }) => kind !== 'resolution');
  const solution = live.find(({ kind }) => kind === 'resolution');
  const result: Clock[] = [];
  const replyNow = reply && followReply(reply, at, after);
  if (replyNow) result.push(replyNow);
  if ((!replyNow || replyNow.endedAt) && after.waitingSince && after.status !== 'done')
    result.push(started(after.answeredAt ? 'next' : 'first', after.waitingSince, after, newId()));
  if (solution)
    result.push(after.status === 'done' ? ended(solution, at, false) : noted(solution, at, after));
  else if (after.status !== 'done')
    result.push(started('resolution', kind === 'opened' ? (after.waitingSince ?? at) : at, after, newId()));
  return result;
}

function followReply(clock: Clock, at: Date, after: State): Clock {
  const { waitingSince, answeredAt } = after;
  const isAnswered =
    answeredAt !== null &&
    answeredAt >= clock.startedAt &&
    (waitingSince === null || waitingSince >= answeredAt);
  if (isAnswered) return ended(clock, answeredAt, false);
  if (waitingSince === null || after.status === 'done') return ended(clock, at, true);
  return noted({ ...clock, startedAt: waitingSince }, at, after);
}

function started(kind: Kind, startedAt: Date, after: State, id: string): Clock {
  const stretches = [stretchOf(startedAt, after)];
  return { id, kind, startedAt, stretches, endedAt: null, isVoid: false };
}

function ended(clock: Clock, at: Date, isVoid: boolean): Clock {
  return { ...clock, endedAt: at, isVoid };
}

/** The clock with what the conversation is now. News may be told with times that lie before the last one's. */
function noted(clock: Clock, at: Date, after: State): Clock {
  const last = clock.stretches.at(-1);
  const next = stretchOf(new Date(Math.max(at.getTime(), last?.at ?? 0)), after);
  if (last && last.status === next.status && sameLabels(last, next)) return clock;
  if (clock.stretches.length >= MOST_STRETCHES) return clock;
  return { ...clock, stretches: [...clock.stretches, next] };
}

function stretchOf(at: Date, { status, labels }: State): Stretch {
  return { at: at.getTime(), status, ...(status === 'snoozed' ? { labels } : {}) };
}

function sameLabels(a: Stretch, b: Stretch): boolean {
  return (a.labels ?? []).join('\n') === (b.labels ?? []).join('\n');
}
