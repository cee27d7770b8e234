import type { App } from '#platform/app/index.ts';
import { canMail } from '#platform/mail/index.ts';
import { addNotice, resolveNotice } from '#people/notices/index.ts';
import type { Decider } from '../domain/people.ts';
import type { ApprovalRow } from '../store/approvals.ts';
import { makeLinksOf } from './links.ts';
import { readSettings } from './need.ts';

export const MAIL_JOB = 'approvals.mail';

const askKey = (id: string) => `approval:${id}`;
const authorKey = (id: string) => `approval-author:${id}`;
const SHOWN = 140;

/** A step begins: whoever is there to decide hears of it, in the console and, after a while, by mail; people without an account get a link. */
export async function beginStep(
  app: App,
  row: ApprovalRow,
  asked: readonly Decider[],
  more: { isReminder?: boolean } = {},
): Promise<void> {
  await resolveNotice(app, askKey(row.id));
  const text = row.offered[0]!.text;
  for (const { id } of asked)
    await addNotice(app, {
      to: id,
      level: 'info',
      title: `${more.isReminder ? 'Still waiting: a' : 'A'} reply of ${row.authorName} waits for your approval`,
      text: text.length > SHOWN ? `${text.slice(0, SHOWN).toWellFormed()}…` : text,
      link: `/approvals?open=${row.id}`,
      key: askKey(row.id),
    });
  await mailLater(app, row, asked, more.isReminder === true);
  if (!more.isReminder) await makeLinksOf(app, row);
}

async function mailLater(
  app: App,
  row: ApprovalRow,
  asked: readonly Decider[],
  isReminder: boolean,
): Promise<void> {
  const { mailMinutes } = await readSettings(app);
  if (mailMinutes === null || !canMail(app.config)) return;
  const delayMs = isReminder ? 0 : mailMinutes * 60_000;
  const { id: approvalId, round, step } = row;
  for (const { id: userId } of asked)
    await app.jobs.enqueue(
      MAIL_JOB,
      { approvalId, round, step, userId, isReminder },
      { maxAttempts: 5, delayMs },
    );
}

/** Nobody is asked any more. */
export async function endAsking(app: App, row: ApprovalRow): Promise<void> {
  await resolveNotice(app, askKey(row.id));
}

/** Tells the author what somebody said. */
export async function tellAuthor(
  app: App,
  row: ApprovalRow,
  title: string,
  text: string,
  level: 'info' | 'warning' = 'info',
): Promise<void> {
  await resolveNotice(app, authorKey(row.id));
  await addNotice(app, {
    to: row.authorId,
    level,
    title,
    text,
    link: `/inbox/${row.conversationId}`,
    key: authorKey(row.id),
  });
}

/** The author has answered. */
export async function authorAnswered(app: App, row: ApprovalRow): Promise<void> {
  await resolveNotice(app, authorKey(row.id));
}
