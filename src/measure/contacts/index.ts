/** What became of each conversation, for reports. */
export { contactsFeature } from './feature.ts';
export { type ContactKind } from './domain.ts';
export { noteAbout, noteRating } from './follow.ts';
export {
  type AnswerRow,
  type Behind,
  type ContactRow,
  countAnswers,
  findContacts,
  type Found,
  readDay,
  readLanguages,
  takeChangedDays,
} from './read.ts';
