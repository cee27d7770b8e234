import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Figures for Prometheus; one registry a process. Names start with `rapport_`, units are in the name. */
export const registry = new Registry();

/** Makes a counter; call once, at module level. */
export function counter<L extends string>(
  name: string,
  help: string,
  labelNames: readonly L[] = [],
): Counter<L> {
  return new Counter({ name: `rapport_${name}`, help, labelNames, registers: [registry] });
}

/** Makes a gauge; call once, at module level. */
export function gauge<L extends string>(name: string, help: string, labelNames: readonly L[] = []): Gauge<L> {
  return new Gauge({ name: `rapport_${name}`, help, labelNames, registers: [registry] });
}

/** Makes a histogram of seconds; call once, at module level. */
export function secondsHistogram<L extends string>(
  name: string,
  help: string,
  labelNames: readonly L[] = [],
): Histogram<L> {
  const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
  return new Histogram({ name: `rapport_${name}`, help, labelNames, buckets, registers: [registry] });
}

let hasDefaults = false;

/** All figures in Prometheus' text format, those of the process included. */
export async function renderMetrics(): Promise<string> {
  if (!hasDefaults) {
    hasDefaults = true;
    collectDefaultMetrics({ register: registry });
  }
  return registry.metrics();
}
