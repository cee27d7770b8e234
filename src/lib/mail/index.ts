/** What mail says about itself: threads, quotations, reports, machines. Pure. */
export { type AuthResults, authResults, type AuthVerdict, isGenuine } from './auth-results.ts';
export { type Headers, originOf, type Origin } from './automatic.ts';
export { readReport, type Report, type Reported } from './bounce.ts';
export { bracketed, readIds } from './ids.ts';
export { splitText, type SplitText } from './quotes.ts';
export {
  answerSubject,
  ownMessageId,
  plusAddress,
  refOf,
  type Sign,
  subjectWith,
  tokenInAddress,
  tokenInId,
  tokenInSubject,
  tokenOf,
  withoutToken,
} from './token.ts';
