/** Order: what members flag and rules hold, the queue in which colleagues decide, and what a member learns of it. */
export { moderationFeature } from './feature.ts';
export { moderationErrors } from './errors.ts';
/** Features tell what of theirs can be flagged, hidden and shown again. */
export { type Moderated, type ModeratedKind, moderatedPort } from './ports.ts';
/** `screen(app, { kind, id, member, text })` before something is shown to anybody: `pass`, `hold`, or thrown with the reason. */
export { screen, type Screened, type Screening } from './screen.ts';
