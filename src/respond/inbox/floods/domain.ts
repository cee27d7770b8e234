/** When one sender is held back. */
export interface Brake {
  isOn: boolean;
  /** Threads that wait for an answer at one time and still get a row each. */
  threads: number;
  /** Said within so many minutes of each other. */
  minutes: number;
}

export const DEFAULT_BRAKE: Brake = { isOn: true, threads: 10, minutes: 10 };
/** With fewer nobody is held, whatever the settings say. */
export const FEWEST_THREADS = 3;

/** What is known of a sender whose new threads are looked at. */
export interface Pace {
  /** When the words were said of his threads that wait for an answer. */
  waiting: readonly Date[];
  /** Until when a flood of his went on; null where none does. */
  floodUntil: Date | null;
}

/**
 * Which new threads of one sender are held: those beyond the number that wait already, said within the window; and as long as a flood goes on, until it
 * was quiet for as long as the window is. Counted by when things were said, so that a mailbox read for the first time is no flood.
 */
export function heldThreads<Thread extends { saidAt: Date }>(
  threads: readonly Thread[],
  { waiting, floodUntil }: Pace,
  brake: Brake,
): Thread[] {
  if (!brake.isOn) return [];
  const near = brake.minutes * 60_000;
  const isNear = (a: Date, b: Date) => Math.abs(a.getTime() - b.getTime()) <= near;
  const letIn = [...waiting];
  const held: Thread[] = [];
  let until = floodUntil;
  for (const thread of threads.toSorted((a, b) => a.saidAt.getTime() - b.saidAt.getTime())) {
    const goesOn = until !== null && isNear(thread.saidAt, until);
    if (goesOn || letIn.filter((at) => isNear(at, thread.saidAt)).length >= brake.threads) {
      held.push(thread);
      until = until !== null && until > thread.saidAt ? until : thread.saidAt;
    } else letIn.push(thread.saidAt);
  }
  return held;
}
