/** Middle, 99th percentile and longest, in ms. */
export type Spread = [p50: number, p99: number, longest: number];

/**
 * What a request would wait before anybody looks at it: how much later than asked a timer of 2 ms fires, and how much processor time this thread
 * spent meanwhile, which others on the machine do not change.
 */
export function watchStalls(): { end(): { waited: Spread; worked: Spread } } {
  const PERIOD = 2;
  const [waited, worked]: [number[], number[]] = [[], []];
  let due = performance.now() + PERIOD;
  let spent = process.threadCpuUsage();
  const timer = setInterval(() => {
    const now = performance.now();
    const { user, system } = process.threadCpuUsage(spent);
    waited.push(Math.max(0, now - due));
    worked.push((user + system) / 1000);
    due = now + PERIOD;
    spent = process.threadCpuUsage();
  }, PERIOD);
  return {
    end() {
      clearInterval(timer);
      return { waited: spread(waited), worked: spread(worked) };
    },
  };
}

function spread(all: number[]): Spread {
  all.sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(100 * (all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? 0)) / 100;
  return [at(0.5), at(0.99), at(1)];
}
