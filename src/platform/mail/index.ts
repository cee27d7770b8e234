/** Mail to staff. Optional: without SMTP_URL nothing is sent, and whoever would mail something shows it instead. */
export { canMail, type Mail, ownPlace, ownSender, sendMail } from './mail.ts';
/** Clients of mailboxes and of servers for outgoing mail, at addresses that `platform/outward` has checked. */
export { type ImapBox, type ImapMessage } from './imap.ts';
export { type Letter, openSmtp, type SmtpResult } from './smtp.ts';
export { type LetterParts, writeLetter } from './letter.ts';
export { isSignInRefused, type MailPlace, whyMailFailed } from './place.ts';
export {
  authorizeAddress,
  firstTokens,
  nextTokens,
  type OauthGrant,
  type OauthSettings,
  type OauthTokens,
} from './oauth.ts';
export { enter, enterImap, isGrantLost, type MailAccount } from './enter.ts';
export { keyOf } from './key.ts';
export { tryMailbox } from './try.ts';
export { type MailStep, type MailWalk, walkMailbox } from './walk.ts';
export { mailAddress, type Mailbox, mailboxOf, mailboxSettings, oneLine, smtpPlace } from './mailbox.ts';
export { type FolderPlaces, readPlaces, writePlaces } from './folder-places.ts';
export { hasCopy, headsOf, keepCopy, receivedAt, sourceOf } from './folders.ts';
