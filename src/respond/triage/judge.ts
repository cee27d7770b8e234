import { concern } from './concern.ts';
import {
  circumstanceSources,
  type Factor,
  type FactorSource,
  findFactors,
  type TriageInput,
} from './domain.ts';

/** Every way in which reasons are found. */
export const factorSources: readonly FactorSource[] = [concern, ...circumstanceSources];

/** The reasons that do not change with time. Their points are the base of the priority. */
export function judge(input: TriageInput, sources: readonly FactorSource[] = factorSources): Factor[] {
  return findFactors(input, sources);
}

/** Those of the reasons that lie in the words alone. */
export function judgeWords(said: Pick<TriageInput, 'title' | 'text' | 'corrections'>): Factor[] {
  const alone = { ...said, isAddressed: false, topicKinds: [], earlierUnanswered: 0, postsWaiting: 0 };
  return findFactors(alone, [concern]);
}
