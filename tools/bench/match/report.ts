import { median, type Taken } from './rounds.ts';

export interface Goal {
  readonly must: number;
  readonly aim: number;
  /** Whether more is better; less unless told. */
  readonly isMore?: boolean;
}

/** Prints a figure with its goals and whether it meets them. */
export function figure(name: string, value: number, unit: string, goal?: Goal, beside = ''): void {
  const words = [`${name.padEnd(58)} ${format(value).padStart(9)} ${unit}`.padEnd(86)];
  if (goal !== undefined)
    words.push(`must ${format(goal.must)}, aim ${format(goal.aim)}: ${verdict(value, goal)}`);
  if (beside !== '') words.push(`(${beside})`);
  say(words.join('  '));
}

export function say(line: string): void {
  process.stdout.write(`${line.trimEnd()}\n`);
}

/** Items a second of processor time, with the wall clock beside it. */
export function rate(name: string, items: number, taken: readonly Taken[], goal?: Goal): void {
  const byCpu = taken.map(({ cpu }) => items / cpu);
  const wall = median(taken.map(({ wall }) => items / wall));
  const spread = `${format(Math.min(...byCpu))} to ${format(Math.max(...byCpu))}; by the wall clock ${format(wall)}`;
  figure(name, median(byCpu), '/s/core', goal, spread);
}

function verdict(value: number, { must, aim, isMore = false }: Goal): string {
  const reaches = (goal: number) => (isMore ? value >= goal : value <= goal);
  if (reaches(aim)) return 'aim reached';
  return reaches(must) ? 'met' : 'NOT MET';
}

export function format(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 10 ? 1 : 3;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}
