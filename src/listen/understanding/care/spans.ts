import { DENSE, type FeatureReader, type HeadSpec, type LinearModel } from '#lib/model/index.ts';
import type { DecidingSpan } from '../labels.ts';
import type { CueReader } from './cue-reader.ts';
import { CUES } from './cues/cue.ts';

const MOST_SPANS = 8;
/** What weighs less than this in log-odds did not decide. */
const LEAST_WEIGHT = 0.05;

/** The words that decided a head's answer, strongest first: phrases that are cues as a whole, other words one by one. */
export function careSpans(
  model: LinearModel,
  head: HeadSpec,
  features: FeatureReader,
  cues: CueReader,
): DecidingSpan[] {
  const weights = new Float64Array(features.tokenCount);
  model.tokenWeights(features, { of: head.column }, weights);
  const spans = cueSpans(model, head, features, cues, weights);
  for (let i = 0; i < weights.length; i++)
    spans.push({ start: features.starts[i]!, end: features.ends[i]!, weight: weights[i]! });
  return spans
    .map(({ start, end, weight }) => ({ start, end, weight: weight * head.slope }))
    .filter(({ weight }) => Math.abs(weight) >= LEAST_WEIGHT)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, MOST_SPANS);
}

/** The phrases with the weights of their cue and words; these words' own weights are taken out of `weights`. */
function cueSpans(
  model: LinearModel,
  head: HeadSpec,
  features: FeatureReader,
  cues: CueReader,
  weights: Float64Array,
): DecidingSpan[] {
  const spans: DecidingSpan[] = [];
  const counted = new Set<number>();
  for (let i = 0; i < cues.found; i++) {
    const extra = cues.cues[i]! + (cues.isNegated[i] === 1 ? 2 * CUES.length : 0);
    const isFirst = !counted.has(extra);
    counted.add(extra);
    const own = isFirst ? model.dense[(DENSE.length + extra) * model.columns + head.column]! : 0;
    let weight = own;
    for (let token = cues.firstTokens[i]!; token <= cues.lastTokens[i]!; token++) {
      weight += weights[token]!;
      weights[token] = 0;
    }
    spans.push({
      start: features.starts[cues.firstTokens[i]!]!,
      end: features.ends[cues.lastTokens[i]!]!,
      weight,
    });
  }
  return spans;
}
