import { negativeBinomial, normal, poisson } from './noise.ts';
import { type Random, randomFrom } from '../../../../test/helpers/random.ts';

/** A stream of minute counts as a topic would have it, without any incident. */
export interface Stream {
  /** Posts a minute on average. */
  rate: number;
  days: number;
  seed: number;
  /** 0 is flat; 1 is a usual day, eight times as much in the evening as at night. */
  daily: number;
  weekend: number;
  /** Relative variance of single minutes. */
  spread: number;
  /** Standard deviation of the logarithm of a slow wander, and its memory in minutes. */
  wander: number;
  memory: number;
  /** Bursts of one to three minutes (bots) a day, and cascades of shares a day. */
  bursts: number;
  cascades: number;
  /** Hour of the highest point. */
  peakHour?: number;
}

/** Expected posts of each minute, and counts. */
export function streamOf(stream: Stream): { means: Float64Array; counts: Float64Array } {
  const random = randomFrom(stream.seed);
  const minutes = stream.days * 1440;
  const means = new Float64Array(minutes);
  const counts = new Float64Array(minutes);
  const peak = stream.peakHour ?? 20;
  const kept = Math.exp(-1 / stream.memory);
  let wander = normal(random) * stream.wander;
  for (let minute = 0; minute < minutes; minute++) {
    const angle = (2 * Math.PI * (minute / 60 - peak)) / 24;
    const daily = Math.exp(stream.daily * (Math.cos(angle) + 0.25 * Math.cos(2 * angle + 1)));
    const day = Math.floor(minute / 1440) % 7;
    wander = wander * kept + Math.sqrt(1 - kept * kept) * stream.wander * normal(random);
    means[minute] = daily * (day >= 5 ? stream.weekend : 1) * Math.exp(wander);
  }
  const average = means.reduce((sum, mean) => sum + mean, 0) / minutes;
  for (let minute = 0; minute < minutes; minute++) {
    means[minute]! *= stream.rate / average;
    counts[minute]! += negativeBinomial(random, means[minute]!, stream.spread);
    if (random() < stream.bursts / 1440) burst(random, counts, minute, stream.rate);
    if (random() < stream.cascades / 1440) cascade(random, counts, minute, stream.rate);
  }
  return { means, counts };
}

/** Bots: ten to forty times the usual within one to three minutes. */
function burst(random: Random, counts: Float64Array, minute: number, rate: number): void {
  const length = 1 + Math.floor(random() * 3);
  const size = rate * (3 + 27 * random()) + 5;
  for (let at = minute; at < minute + length && at < counts.length; at++)
    counts[at]! += poisson(random, size / length);
}

/** One post that is shared: half of its shares within four minutes, most of them few. */
function cascade(random: Random, counts: Float64Array, minute: number, rate: number): void {
  const size = rate * Math.min(8, 0.5 / random() ** 0.8);
  for (let age = 0; age < 60 && minute + age < counts.length; age++)
    counts[minute + age]! += poisson(random, (size / 6) * Math.exp(-age / 6));
}
