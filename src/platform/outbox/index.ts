/** The one exit: whatever leaves is a row here first, and leaves once. */
export { outboxFeature } from './feature.ts';
export {
  cancelOut,
  confirmOutAbsent,
  confirmOutSent,
  countOutbox,
  countStuck,
  enqueueOut,
  forgetOut,
  type OutRequest,
  readOut,
  releaseLane,
  retryOut,
} from './service.ts';
export { registerSender, type Sender, sendersOf } from './senders.ts';
export { Dispatcher, type DispatcherOptions } from './dispatcher.ts';
export {
  OUT_STATES,
  type OutReceipt,
  type OutState,
  type Scope,
  type ReadBackOutcome,
  type SendOutcome,
} from './domain.ts';
export type { OutRow } from './store.ts';
export { discardHeld, type HeldView, holdAgain, listHeld, sendHeld } from './held.ts';
export {
  listSuspensions,
  resume,
  suspend,
  suspensionOf,
  suspensionTargetsPort,
  type Target,
} from './suspensions.ts';
/** Hears of suspensions and of their ends. */
export { type Switched, type SwitchObserver, switchObserverPort } from './switched.ts';
export type { SuspensionRow } from './suspension-store.ts';
