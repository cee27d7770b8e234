/** Intake: everything that sources bring passes here once, and is stored, counted or kept aside. */
export { type IntakeBatch, type IntakeResult, takeIn } from './take-in.ts';
export {
  type Matcher,
  matcherPort,
  type OwnAccounts,
  ownAccountsPort,
  type PostObserver,
  postObserverPort,
} from './ports.ts';
export { intakeFeature } from './feature.ts';
