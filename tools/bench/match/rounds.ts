import { setTimeout as pause } from 'node:timers/promises';

/** Seconds of one run of one contender. */
export interface Taken {
  /** Processor time of the whole process: the matching thread, the compiler and the collector of garbage. */
  readonly cpu: number;
  readonly wall: number;
}

export interface Contender<Name extends string> {
  readonly name: Name;
  /** How many items one run works through. */
  readonly items: number;
  readonly run: () => void;
}

/**
 * Runs all contenders in turn, `rounds` times after a warm-up that does not count, so that whatever else the machine does
 * falls on all of them alike. Seconds by round.
 */
export async function interleave<Name extends string>(
  contenders: readonly Contender<Name>[],
  rounds: number,
  onRound: (round: number) => void = () => {},
): Promise<Record<Name, Taken[]>> {
  const taken = Object.fromEntries(contenders.map(({ name }) => [name, []])) as unknown as Record<
    Name,
    Taken[]
  >;
  for (let round = -1; round < rounds; round++) {
    onRound(round);
    for (const { name, run } of contenders) {
      globalThis.gc?.();
      // The collector sweeps on other threads for a while, and their processor time would count.
      await pause(SWEEPING_MS);
      const time = timed(run);
      if (round >= 0) taken[name].push(time);
    }
  }
  return taken;
}

const SWEEPING_MS = 250;

export function timed(run: () => void): Taken {
  const wall = performance.now();
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1e6, wall: (performance.now() - wall) / 1000 };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Median over the rounds of what two contenders of the same round say together. */
export function medianOf(
  a: readonly Taken[],
  b: readonly Taken[],
  value: (a: Taken, b: Taken) => number,
): number {
  return median(a.map((taken, round) => value(taken, b[round]!)));
}
