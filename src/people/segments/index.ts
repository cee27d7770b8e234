/** Segments: named groups of customers, by what is known of them and by hand. */
export { segmentsFeature } from './feature.ts';
/** A feature that knows more about customers adds facts of its own. */
export { addCustomerFacts, type Customer, type CustomerFactSource } from './sources.ts';
/** `segmentsOf(app, accountIds)` → ids of the segments that the person behind each account is in now. */
export { segmentsOf } from './belonging.ts';
/** `readSegments(app)` → what is stored of each, by name; reads one table. */
export { selectSegments as readSegments } from './store.ts';
export { listSegments, pickCustomer, removeSegment, saveSegment } from './service.ts';
/** A fact as editors of conditions are told of it; features that know others build theirs on it. */
export { factShape } from './schema.ts';
/** What may ask for segments is told by `segmentUsesPort`, under the fact `SEGMENT_FACT`. */
export { SEGMENT_FACT, type SegmentUses, segmentUsesPort } from './uses.ts';
