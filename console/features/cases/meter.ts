/** Somebody who has not touched anything for this long is not at work on what is on the screen. */
export const IDLE_MS = 60_000;
/** A longer pause between two looks is a machine that slept, or a tab that was held back. */
const MOST_STEP_MS = 5_000;

export interface Meter {
  /** A key, a click, a touch, a turn of the wheel. */
  input(now: number): void;
  /** To be called every second or so with the case on the screen, if there is one. */
  tick(now: number, caseId: string | null, isVisible: boolean): void;
  /** Whole seconds by case since it was asked last; what is left of a second stays. */
  take(): { caseId: string; seconds: number }[];
}

/** Measures how long cases are open while somebody is at work. Times are milliseconds of one clock. */
export function createMeter(): Meter {
  const kept = new Map<string, number>();
  let lastInput = -Infinity;
  let lastTick: number | null = null;
  return {
    input(now) {
      lastInput = now;
    },
    tick(now, caseId, isVisible) {
      const step = lastTick === null ? 0 : now - lastTick;
      lastTick = now;
      if (caseId === null || !isVisible || now - lastInput >= IDLE_MS) return;
      if (step > 0 && step <= MOST_STEP_MS) kept.set(caseId, (kept.get(caseId) ?? 0) + step);
    },
    take() {
      return [...kept].flatMap(([caseId, ms]) => {
        const seconds = Math.floor(ms / 1000);
        if (seconds < 1) return [];
        kept.set(caseId, ms - seconds * 1000);
        return [{ caseId, seconds }];
      });
    },
  };
}
