/** People with the same problem: introduced where both wish it, and questions that nobody answers become cases. */
export { togetherFeature } from './feature.ts';
/** Serves the pages on which they meet; `besideThread` is the link to them. */
export { addTogetherPages, besideThread } from './pages.ts';
export { togetherBelongings } from './meet/meet.ts';
export { togetherKinds } from './meet/kinds.ts';
/** Makes a case of a question that nobody answered in time. */
export { type Unanswered, unansweredPort } from './ports.ts';
export { makeCases, savePromise } from './promise/promise.ts';
