/** What mail says about itself: its parts and words, threads, quotations, reports, machines. Pure. */
export { type AuthResults, authResults, type AuthVerdict } from './auth-results.ts';
export { checkSender, isGenuine } from './sender.ts';
/** SPF of our own (RFC 7208), and how a mail came as our own server wrote it. */
export { type AskNames, checkSpf, type SpfResult, type SpfVerdict } from './spf.ts';
export { deliveryOf, type Delivery } from './received.ts';
export { readIp } from './ip.ts';
export { type AskText, readSignatures, type Signature } from './dkim.ts';
export { dmarcPolicy, type DmarcPolicy } from './dmarc.ts';
export { canonicalBody, canonicalField, splitMail } from './canonical.ts';
export { type Headers, originOf, type Origin } from './automatic.ts';
export { type AnswerFrom, type AnswerHead, answerHead, answerId, type AnswerInput } from './answer.ts';
export { readReport, type Report, type Reported, reportIn } from './bounce.ts';
export { factsOf, type MailFacts, type MailSurroundings } from './facts.ts';
export { keepAttachments, type KeptAttachment } from './files.ts';
export { type MailHead, unknownOf } from './heads.ts';
export { type IdentifiedMail, isOurs } from './identity.ts';
export { readIds } from './ids.ts';
export { letterHtml } from './compose.ts';
export { cleanMail, textOfHtml } from './html.ts';
export { mailboxesIn, parseMail, type ParsedMail } from './parse.ts';
export { type MailRemark, remarksOn } from './remarks.ts';
export { type MailRevision, packRevision, unpackRevision } from './revision.ts';
export { isSentElsewhere, type Place, type Recent } from './thread.ts';
export { wordsOf } from './words.ts';
export { splitText, type SplitText } from './quotes.ts';
export {
  answerSubject,
  type MailKey,
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
