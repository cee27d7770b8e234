import { type DetectorOptions, SpikeDetector } from '../detector.ts';

/** Monday 00:00 UTC, in minutes. */
export const FIRST_MINUTE = 29_005_920;

/** Minutes (from the first on) in which alerts start. */
export function startsIn(counts: Float64Array, options: DetectorOptions = {}): number[] {
  const detector = new SpikeDetector(options);
  const starts: number[] = [];
  for (const [minute, count] of counts.entries())
    for (const event of detector.push(FIRST_MINUTE + minute, count))
      if (event.event === 'start') starts.push(minute);
  return starts;
}

export interface Found {
  missed: number;
  late: number;
  /** Minutes from the onset, in order; negative where it was found while it began. */
  delays: number[];
}

/** How an incident was found: by an alert from `start` on and before the incident ended. */
export function foundIn(
  cases: readonly { counts: Float64Array; onset: number; end: number }[],
  options: DetectorOptions = {},
): Found {
  const delays: number[] = [];
  for (const { counts, onset, end } of cases) {
    const first = startsIn(counts, options).find((start) => start >= onset - 60 && start <= end);
    if (first !== undefined) delays.push(first - onset);
  }
  delays.sort((a, b) => a - b);
  return { missed: cases.length - delays.length, late: delays.filter((delay) => delay > 20).length, delays };
}

/** The value that a share of the ordered values does not exceed. */
export function shareOf(ordered: readonly number[], share: number): number {
  return ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))] ?? Number.NaN;
}
