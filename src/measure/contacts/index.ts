/** What became of each conversation, for reports. */
export { contactsFeature } from './feature.ts';
export { type ContactKind, KINDS } from './domain.ts';
export { noteRating } from './follow.ts';
