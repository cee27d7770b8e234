import type { SpikeDetector, SpikeEvent } from '#lib/spikes/index.ts';

/** An alert as it would have been, or was. Minutes are minutes since 1970. */
export interface PastAlert {
  since: number;
  noticed: number;
  ended: number | null;
  reason: string | null;
  severity: number;
  observed: number;
  expected: number;
}

/** Lets a detector look at the minutes `from` up to `to`; where nothing was counted there were no posts. */
export function walk(
  detector: SpikeDetector,
  counts: ReadonlyMap<number, number> | undefined,
  from: number,
  to: number,
  each?: (minute: number, events: readonly SpikeEvent[]) => void,
): void {
  for (let minute = from; minute < to; minute++) {
    const events = detector.push(minute, counts?.get(minute) ?? 0);
    each?.(minute, events);
  }
}

/** Gathers the alerts of events in their order. */
export class Alerts {
  readonly all: PastAlert[] = [];
  readonly #open = new Map<string, PastAlert>();

  add({ alert, event, minute, since, severity, observed, expected, reason }: SpikeEvent): void {
    const known = this.#open.get(alert);
    if (!known) {
      const begun = { since, noticed: minute, ended: null, reason: null, severity, observed, expected };
      this.#open.set(alert, begun);
      this.all.push(begun);
      return;
    }
    Object.assign(known, { severity, observed, expected });
    if (event !== 'end') return;
    Object.assign(known, { ended: minute, reason: reason ?? null });
    this.#open.delete(alert);
  }
}

/** When at least `posts` posts within `minutes` minutes would have been told: from the minute that reaches them until half of that is left. */
export function thresholdAlerts(
  counts: ReadonlyMap<number, number> | undefined,
  { posts, minutes }: { posts: number; minutes: number },
  from: number,
  to: number,
): PastAlert[] {
  const found: PastAlert[] = [];
  let open: PastAlert | undefined;
  let sum = 0;
  for (let minute = from; minute < to; minute++) {
    sum += (counts?.get(minute) ?? 0) - (counts?.get(minute - minutes) ?? 0);
    if (!open && sum >= posts) {
      open = {
        since: minute - minutes + 1,
        noticed: minute,
        ended: null,
        reason: null,
        severity: 1,
        observed: sum,
        expected: posts,
      };
      found.push(open);
    } else if (open) {
      open.observed = Math.max(open.observed, sum);
      if (sum >= posts / 2) continue;
      Object.assign(open, { ended: minute, reason: 'calm' });
      open = undefined;
    }
  }
  for (const alert of found) alert.severity = severityOfThreshold(alert.observed, posts);
  return found;
}

/** 1 at the threshold, one more for each doubling, 10 at most. */
export function severityOfThreshold(observed: number, posts: number): number {
  return Math.min(10, 1 + Math.floor(Math.log2(Math.max(1, observed / posts))));
}
