import type { HeadKind } from './train.ts';

/** How raw scores become probabilities: see `HeadSpec`. */
export interface Calibration {
  readonly slope: number;
  readonly offset: number;
}

/**
 * Fits a calibration on scores of examples that the head was not trained on (`outputs` numbers each): temperature for
 * classes, Platt scaling for a chance, least squares for a score.
 */
export function calibrate(
  kind: HeadKind,
  outputs: number,
  scores: ArrayLike<number>,
  truth: ArrayLike<number>,
): Calibration {
  if (truth.length === 0) return { slope: 1, offset: 0 };
  if (kind === 'score') return line(scores, truth);
  if (kind === 'chance') return platt(scores, truth);
  return { slope: temperature(outputs, scores, truth), offset: 0 };
}

/** Golden-section search for the slope with the least loss, on a logarithmic scale. */
function temperature(outputs: number, scores: ArrayLike<number>, truth: ArrayLike<number>): number {
  const loss = (slope: number): number => {
    let sum = 0;
    for (let i = 0; i < truth.length; i++) {
      const right = scores[i * outputs + truth[i]!]!;
      let others = 0;
      for (let k = 0; k < outputs; k++) others += Math.exp(slope * (scores[i * outputs + k]! - right));
      sum += Math.min(50, Math.log(others));
    }
    return sum;
  };
  let [low, high] = [Math.log(0.05), Math.log(10)];
  for (let step = 0; step < 40; step++) {
    const [a, b] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
    if (loss(Math.exp(a)) < loss(Math.exp(b))) high = b;
    else low = a;
  }
  return Math.exp((low + high) / 2);
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Newton's method on the two numbers; targets are drawn in a little, after Platt 1999, so that no probability is 0 or 1. */
function platt(scores: ArrayLike<number>, truth: ArrayLike<number>): Calibration {
  let positives = 0;
  for (let i = 0; i < truth.length; i++) positives += truth[i]!;
  const negatives = truth.length - positives;
  const [high, low] = [(positives + 1) / (positives + 2), 1 / (negatives + 2)];
  let [slope, offset] = [1, 0];
  for (let step = 0; step < 50; step++) {
    let [gs, go, hss, hso, hoo] = [0, 0, 1e-6, 0, 1e-6];
    for (let i = 0; i < truth.length; i++) {
      const score = scores[i]!;
      const p = 1 / (1 + Math.exp(-(slope * score + offset)));
      const error = p - (truth[i] === 1 ? high : low);
      const spread = p * (1 - p);
      gs += error * score;
      go += error;
      hss += spread * score * score;
      hso += spread * score;
      hoo += spread;
    }
    const size = hss * hoo - hso * hso;
    if (Math.abs(size) < 1e-12) break;
    const [ds, dOffset] = [(hoo * gs - hso * go) / size, (hss * go - hso * gs) / size];
    slope = Math.max(0.01, slope - clamp(ds));
    offset -= clamp(dOffset);
    if (Math.abs(ds) + Math.abs(dOffset) < 1e-7) break;
  }
  return { slope, offset };
}

function clamp(step: number): number {
  return Math.max(-2, Math.min(2, step));
}

function line(scores: ArrayLike<number>, truth: ArrayLike<number>): Calibration {
  const count = truth.length;
  let [ms, mt, st, ss] = [0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    ms += scores[i]! / count;
    mt += truth[i]! / count;
  }
  for (let i = 0; i < count; i++) {
    st += (scores[i]! - ms) * (truth[i]! - mt);
    ss += (scores[i]! - ms) ** 2;
  }
  const slope = ss === 0 ? 1 : st / ss;
  return { slope, offset: mt - slope * ms };
}
