/** What members are told: in the page, by mail, pushed, in their feed. */
import './events.ts';

export { notificationsFeature } from './feature.ts';
/** Serves the list of what a member was told. */
export { addNotificationPages } from './pages/pages.ts';
/** The bell in the header. */
export { bell } from './pages/bell.ts';
/**
 * `tell(app, { to, kind, key, about: { id, title, path }, by, bundle?, data? })`, in the transaction of what happened. Each member hears of a key once.
 * Kinds are declared by `noticeKindsPort` in `main/wiring.ts`; where it is not provided (tests of other features) nobody is told anything.
 */
export { tell } from './tell/tell.ts';
export { noticeKindsPort } from './ports.ts';
export type { KindWords, MailChoice, News, NoticeKind, Told } from './domain.ts';
/** A member has seen a thread or an idea itself: what he was told about it (`about.id`) is read. */
export { seenAbout } from './list/list.ts';
/** Threads, ideas or posts are gone: nobody is told of them (`about.id`, `about.item`) any more. */
export { forgetAbout } from './list/list.ts';
/** What members take along and leave behind, and their private feed: provide them for `memberBelongingsPort` (last) and `memberFeedPort`. */
export { notificationBelongings } from './belongings.ts';
export { newsFeed } from './list/feed.ts';
/** Mails: how they leave, what came back, and what digests have beside what somebody was told. */
export { registerMemberMail } from './mail/sender.ts';
export { noteMemberMailsBack } from './mail/back.ts';
export { makeMails } from './mail/decide.ts';
/** For features that mail customers themselves: the way out, and handing over once. */
export { type Exit, exitOf } from './mail/mailbox.ts';
export { handOver } from './mail/hand-over.ts';
export { headersOf as listHeaders } from './mail/headers.ts';
/** What came back from an address, or nothing. */
export { selectStop as mailStopOf } from './mail/store.ts';
export { digestKind, type DigestPart, digestPartsPort, type ReplyByMail, replyByMailPort } from './ports.ts';
/** The tab of members' settings: provide it for `ownTabsPort`. */
export { choicesTab } from './pages/choices-pages.ts';
/** Answers by mail become posts: what the mail connector hands over, and the mails that say why not. */
export { takeAnswers } from './answers/take.ts';
export { registerRefusals } from './answers/sender.ts';
