/** Intake: everything that sources bring passes here once, and is stored, counted or kept aside. */
export { type IntakeBatch, type IntakeResult, takeIn } from './take-in.ts';
export { addressedAccounts } from './domain/own.ts';
export { authorKey, identityKey } from './domain/keys.ts';
export { handIn, type IntakePath, intakePathPort } from './hand-in.ts';
export { refuseItem } from './domain/admit.ts';
export { takeTurn } from './turn.ts';
/** Forgets the edits of an origin that wait for posts which were not kept. */
export { deleteEditsOfOrigin as forgetWaitingEdits } from './marks-store.ts';
export {
  type Identity,
  type Matcher,
  type FoundPost,
  type FoundTopic,
  matcherPort,
  type OwnAccounts,
  ownAccountsPort,
  type PassingObserver,
  passingPort,
  type PostObserver,
  postObserverPort,
} from './ports.ts';
export { refusalShape } from './shapes.ts';
export { countRefusals } from './refusals.ts';
export { forgetSourceCounts, readMinutes } from './minutes.ts';
export type { MinuteCounts } from './store.ts';
export { type CommandIo, runImport } from './cli.ts';
export { intakeFeature } from './feature.ts';
import './events.ts';
export { rawFilter } from './raw-filter.ts';
