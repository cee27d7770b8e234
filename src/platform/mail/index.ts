/** Mail to staff. Optional: without SMTP_URL nothing is sent, and whoever would mail something shows it instead. */
export { canMail, type Mail, sendMail } from './mail.ts';
export { mailErrors } from './errors.ts';
