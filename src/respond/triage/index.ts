/** Priority: why a conversation stands where it stands in the queue. Pure. */
export {
  type Factor,
  type FactorSource,
  factorSources,
  isAboutWords,
  judge,
  judgeWords,
  pointsOf,
  POINTS_PER_HOUR,
  rankOf,
  SECONDS_PER_POINT,
  type TriageInput,
  waitingFactor,
} from './domain.ts';
