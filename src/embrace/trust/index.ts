/** Trust: what members did, the level they reached by it, and what each level may do. */
import './events.ts';

export { trustFeature } from './feature.ts';
export { type CountedFact, type Level, LEVELS } from './domain.ts';
export type { Formula, Rights } from './schema.ts';
/** `countFact(app, memberId, 'accepted')` in the transaction of what was done; below nought it is taken back. */
export { countFact, factsOfMembers, noteVisit } from './facts.ts';
/** `rightsOf(app, member)` → numbers and yes or no for the level that a member has now. */
export { explainLevel, levelsOf, lockLevel, relevel, rightsOf } from './levels.ts';
/**
 * `spend(app, memberId, 'comment')` before something is written, in its transaction: throws `trust.too_fast` in plain words.
 * `limitWords(language, error)` says the same in other languages.
 */
export { limitWords, spend, type Spending } from './limits.ts';
export { readFormula, saveFormula } from './settings.ts';
export { trustBelongings } from './belongings.ts';
