/** Web chat: widgets on the company's pages, visits, and conversations that go on by mail. */
export { noteMailsBack, registerChatMail } from './by-mail.ts';
export { chatFeature } from './feature.ts';
/** Serves the script and the frame to the company's pages. */
export { addChatPages } from './pages.ts';
/** What the chat hears of stored posts: provide it beside the inbox's own for `postObserverPort`. */
export { chatObserver } from './observe.ts';
/** Where the connector puts replies: hand it to `chatReplies`. */
export { chatRooms } from './rooms.ts';
export { addWidget, calendarOfWidget, listWidgets, removeWidget } from './widgets.ts';
/** What a visitor does, for programs that stand in for his browser. */
export { beginVisit, visitOf } from './visits.ts';
/** Visitors whom the company vouched for by its numbers of customers: provide it for `provenAccountsPort`. */
export { vouchedVisitors } from './visits.ts';
export { say } from './messages.ts';
/** How often an article answered before anybody was asked, for reports. */
export { countHelped } from './widgets-store.ts';
