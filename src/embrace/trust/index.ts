/** Trust: what members did, the level they reached by it, and what each level may do. */
import './events.ts';

export { trustFeature } from './feature.ts';
export { type CountedFact, FORMULA_FACTS, type Level, type WeeklyFact } from './domain.ts';
/** Who else looks at members whose facts changed, and has them looked at again. */
export { type Looked, lookedPort } from './ports.ts';
/** What was counted in a week, month or year; and of whom anything was. */
export { activeMembers, placeByFacts, type Span, SPANS } from './sums.ts';
export { factShape, type Formula, type Rights } from './schema.ts';
/** `countFact(app, memberId, 'accepted')` in the transaction of what was done; below nought it is taken back. */
export { countFact, factsOfMembers, noteVisit } from './facts.ts';
/** The same as a statement, for who sends it beside others. */
export { countedFact } from './counted-store.ts';
/** `rightsOf(app, member)` → numbers and yes or no for the level that a member has now. */
export { explainLevel, levelsOf, lockLevel, lookAgain, reachedBy, relevel, rightsOf } from './levels.ts';
/**
 * `spend(app, memberId, 'comment')` before something is written, in its transaction: throws `trust.too_fast` in plain words.
 * `limitWords(language, error)` says the same in other languages.
 */
export { limitWords, spend } from './limits.ts';
export { readFormula, saveFormula } from './settings.ts';
export { trustBelongings } from './belongings.ts';
