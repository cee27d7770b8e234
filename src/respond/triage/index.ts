/** Priority: why a conversation stands where it stands in the queue. Pure. */
export { isAboutWords, isFromPosts } from './concern.ts';
export {
  type Correction,
  type Factor,
  type FactorSource,
  pointsOf,
  POINTS_PER_HOUR,
  rankOf,
  type TriageInput,
  waitingFactor,
} from './domain.ts';
export { triageFeature } from './feature.ts';
export { currentWeights, forgetWeights, lastWeights, putWeights } from './current.ts';
export { MOST_WEIGHT, weigh, WEIGHABLE, weighRow, type Weights } from './weighing.ts';
export { judge, judgeWords } from './judge.ts';
