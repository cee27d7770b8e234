import { poisson } from './noise.ts';
import { type Random, randomFrom } from '../../../../test/helpers/random.ts';

export type Shape = 'sudden' | 'fast' | 'hours' | 'waves';

/** Posts of an incident, minute by minute from its first post on. */
interface Crisis {
  shape: Shape;
  /** Most posts a minute, as a multiple of the usual. */
  times: number;
  hours: number;
  rates: Float64Array;
}

/** An incident of some shape: sudden (accident), within half an hour (news), over hours (outage, flood), in waves. */
export function crisisOf(shape: Shape, times: number, hours: number, seed: number): Crisis {
  const random = randomFrom(seed);
  const minutes = Math.round(hours * 60);
  const rates = new Float64Array(minutes);
  const rise =
    shape === 'sudden' ? 3 + 7 * random() : shape === 'fast' ? 10 + 30 * random() : 60 + 300 * random();
  const half = minutes / (2 + 3 * random());
  const power = 0.6 + random();
  for (let minute = 0; minute < minutes; minute++) {
    const up = 1 - Math.exp((-2 * minute) / rise);
    const steep = shape === 'hours' ? Math.min(1, minute / rise) ** 1.5 : up;
    const down = 1 / (1 + (Math.max(0, minute - rise) / half) ** 2) ** power;
    const wave = shape === 'waves' ? 1 + 0.6 * Math.sin(minute / (40 + 5 * power)) : 1;
    rates[minute] = times * steep * down * wave;
  }
  return { shape, times, hours, rates };
}

/** Adds an incident to a stream; answers the minute in which it exceeds half of what is usual (or half of its most). */
export function addCrisis(
  counts: Float64Array,
  crisis: Crisis,
  at: number,
  rate: number,
  random: Random,
): number {
  let onset = -1;
  const enough = Math.min(0.5, crisis.times / 2);
  for (let age = 0; age < crisis.rates.length && at + age < counts.length; age++) {
    if (onset < 0 && crisis.rates[age]! >= enough) onset = at + age;
    counts[at + age]! += poisson(random, crisis.rates[age]! * rate);
  }
  return onset;
}
