/** Promises: how soon we answer and solve, on real calendars; kept as clocks of conversations, warned of, told when missed, and counted. */
import './events.ts';
export { promisesFeature } from './feature.ts';
/** Who acts on promises that are due soon or were missed: provide it. */
export { type PromiseObserver, promiseObserverPort, type PromiseTold } from './ports.ts';
/** Promises that were due soon or missed, for looks back. */
export { type PastTold, toldSince } from './store/told.ts';
/** What rows of the queue say of promises: provide it for `conversationPromisesPort`. */
export { promiseChips } from './service/chips.ts';
/** What customers may be told of promises: provide it for `casePromisesPort`. */
export { readTold } from './service/told.ts';
/** Reckons all running clocks anew in the background: when a calendar or a team changed. */
export { recountLater } from './service/recount.ts';
/** What came and what was answered in the last seven days. */
export { countAtRisk, readWorkload, type Workload } from './service/workload.ts';
export { forgetPromisesOn } from './service/sweep.ts';
export { type PastWait, rememberPast } from './service/past.ts';
export { putPolicy, readPolicies, removePolicy } from './service/policies.ts';
export type { Kind, Policy } from './domain/policy.ts';
/** What webhooks hear of promises. */
export { promiseHookTypes } from './hooks.ts';
