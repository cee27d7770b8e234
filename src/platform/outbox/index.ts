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
  readSwitch,
  releaseLane,
  retryOut,
  setSwitch,
} from './service.ts';
export { registerSender, type Sender } from './senders.ts';
export { Dispatcher, type DispatcherOptions } from './dispatcher.ts';
export {
  OUT_STATES,
  type OutReceipt,
  type OutState,
  type ReadBackOutcome,
  type SendOutcome,
} from './domain.ts';
export type { OutRow } from './store.ts';
