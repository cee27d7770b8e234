/** Persons: human beings, to whom accounts are joined by evidence. */
export { personsFeature } from './feature.ts';
export { type Evidence, type EvidenceKind } from './domain/evidence.ts';
/** One timeline over channels: provide what was said for `touchesPort`. */
export { type Touch, type Touches, touchesPort } from './ports.ts';
export type { PersonView } from './schema.ts';
/** `personKeyOf(app, accountIds)` → the person of each account, or the account itself where nobody joined it. */
export { accountsOfPersons, leadsOf, personKeyOf, readClaims } from './service/read.ts';
/** What there are claims about: `city`, `phone`, … */
export { selectKeys as claimKeys } from './store/claims.ts';
export {
  forgetPersonsOf,
  joinByDecision,
  joinByProof,
  type JoinWish,
  type PersonChanged,
  splitAccount,
  undoPersonChange,
} from './service/join.ts';
export { addClaim, hearHints, readClaimsOf, type SaidBy } from './service/claims.ts';
