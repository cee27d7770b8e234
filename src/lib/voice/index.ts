/** Checks a text against a voice guide, word by word, while somebody types. Pure: no input, no output. */
export type {
  ActiveGuide,
  AvoidRule,
  Checked,
  Finding,
  FindingKind,
  FormRule,
  Promotional,
  SayRule,
  Scope,
} from './types.ts';
export { compileGuide } from './check.ts';
export { easeWord } from './reading.ts';
export { formFor, isInScope, plainLanguage } from './scope.ts';
export { hidePersonal, type Hidden } from './personal.ts';
/** A text as a pattern that finds exactly it. */
export { escaped } from './escaped.ts';
