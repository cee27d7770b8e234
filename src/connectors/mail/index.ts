/** Mail: mailboxes are read over IMAP as mail comes, and answered over SMTP in the same thread. */
export { mailReplies } from './reply.ts';
export { mailSource } from './source.ts';
