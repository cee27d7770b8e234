/** Replies that leave later: kept, asked about when something happened meanwhile, and handed to the outbox once. */
export { scheduleFeature } from './feature.ts';
export type { ScheduledView } from './schema.ts';
export { type ScheduleInput, type When } from './schema.ts';
/** A conversation goes for good. */
export { forgetScheduled } from './tidy.ts';
export { sendDue } from './send.ts';
/** Provide it for `scheduleEndedPort`. */
export { endSoon as endScheduledSoon } from './approval.ts';
/** The customer's zone, as far as posts tell a place. */
export { zoneOfCustomer } from './when.ts';
