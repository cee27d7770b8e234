/** Cases: containers of work that join conversations across the channels of one person. */
export { casesFeature } from './feature.ts';
/** What webhooks hear of cases. */
export { caseHookTypes } from './hooks.ts';
/** Who acts on what becomes different about cases: provide it. */
export { type CaseObserver, caseObserverPort, type Told as CaseTold } from './ports.ts';
export type { CaseStatus } from './domain/status.ts';
export {
  type FieldDefinition,
  type FieldKind,
  type FieldValue,
  type FieldValues,
  /** A value as a case keeps it, or why it cannot. */
  readField,
} from './domain/fields.ts';
export { escaped } from './domain/case-html.ts';
export { caseErrors } from './errors.ts';
export { type CaseDetail, caseId, type Said, type CaseRow } from './schema.ts';
/** Provide it for the inbox's `conversationCasesPort`. */
export { labelCases, listCases } from './service/list.ts';
/** `caseOfConversation` makes a case where there is none: what rules call. */
export { caseOfConversation, type CaseChanged, type NewCase, openCase } from './service/open.ts';
export { type CaseWish, changeCases } from './service/change.ts';
export { linkCases } from './service/link.ts';
export { addCaseNote, addChecks, addFiles, noteOnCase } from './service/extras.ts';
/** Adds what the console of somebody at work measured. */
export { addMeasured } from './service/measured.ts';
/** Minutes noted on cases in a period, by person. */
export { readTimeSpent } from './service/time-spent.ts';
/** What happened to cases since a time, for looks back. */
export { type CaseLine, caseLinesSince } from './store/lines.ts';
export { dropCasesOf } from './service/drop.ts';
export { readCase } from './service/detail.ts';
export { undoCaseChange } from './service/undo.ts';
export { listTypes, saveType } from './service/types.ts';
/** What conditions, promises and reports ask: the case of each conversation with its type and fields. */
export { type CaseFactsOf, readCaseFacts } from './service/facts.ts';
/** What respond/search indexes and shows. */
export {
  caseIdsAfter,
  caseIdsTouchedSince,
  type CaseWords,
  readCaseRows,
  readCaseWords,
} from './service/words.ts';
