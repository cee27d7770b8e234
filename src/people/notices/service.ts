import type { App } from '#platform/app/index.ts';
import { canMail, sendMail } from '#platform/mail/index.ts';
import { users } from '#people/sessions/index.ts';
import { noticeErrors } from './errors.ts';
import {
  closeInfoAbout,
  closeNotices,
  countUnread,
  deleteNotices,
  findOpenNotice,
  listNotices,
  markRead,
  type NewNotice,
  type Notice,
  pruneNotices,
  type Reader,
  saveNotice,
} from './store.ts';

export const MAIL_JOB = 'notices.mail';
const KEPT_DAYS = 30;

/** Tells somebody something, in the caller's transaction. Does nothing new while a notice with the same key is open. */
export async function addNotice(app: App, notice: NewNotice): Promise<void> {
  await app.db.transaction(async () => {
    const { id, isNew } = await saveNotice(app, notice);
    if (!isNew) return;
    await app.bus.publish('notice.added', { to: notice.to });
    if (notice.to === 'owners' && notice.level !== 'info') await mailOwners(app, id);
  });
}

/** The trouble is over: its notices disappear. Safe to call when there are none. */
export async function resolveNotice(app: App, key: string): Promise<void> {
  await app.db.transaction(async () => {
    if ((await closeNotices(app, key)) > 0) await app.bus.publish('notice.added', { to: 'owners' });
  });
}

/** What notices led to goes for good: so do the notices with these links. */
export async function forgetNotices(app: App, links: readonly string[]): Promise<void> {
  await app.db.transaction(async () => {
    if ((await deleteNotices(app, links)) > 0) await app.bus.publish('notice.added', { to: 'owners' });
  });
}

/**
 * What informed about these pages has done its work: somebody (`reader`, or anybody) saw them, or nothing is to be done there. Warnings and
 * errors stay until their trouble is over.
 */
export async function resolveNoticesAbout(
  app: App,
  links: readonly string[],
  reader?: string,
): Promise<void> {
  await app.db.transaction(async () => {
    for (const to of await closeInfoAbout(app, links, reader)) await app.bus.publish('notice.added', { to });
  });
}

/** Removes what was over long ago, and closes what informed nobody for a month. */
export const sweepNotices = (app: App): Promise<void> => pruneNotices(app, KEPT_DAYS);

/** One job per owner, so that a mailbox that refuses does not send the others theirs again. */
async function mailOwners(app: App, noticeId: string): Promise<void> {
  if (!canMail(app.config)) return;
  for (const user of await users.list(app)) {
    if (user.role === 'owner' && user.state === 'active') {
      await app.jobs.enqueue(MAIL_JOB, { noticeId, userId: user.id }, { maxAttempts: 5 });
    }
  }
}

/** Mails one notice to one owner, unless it has been resolved or they left meanwhile. */
export async function mailNotice(app: App, noticeId: string, userId: string): Promise<void> {
  const notice = await findOpenNotice(app, noticeId);
  const user = await users.find(app, userId);
  if (!notice || user?.state !== 'active') return;
  const where = notice.link ? `\n\n${app.config.publicUrl}${notice.link}` : '';
  await sendMail(app.config, {
    to: user.email,
    subject: `Rapport: ${notice.title}`,
    text: `${notice.text}${where}\n`,
  });
}

export async function readNotices(
  app: App,
  reader: Reader,
  page: { before: string | null; limit: number },
): Promise<{ notices: Notice[]; unread: number }> {
  const [notices, unread] = await Promise.all([
    listNotices(app, reader, page.before, page.limit),
    countUnread(app, reader),
  ]);
  return { notices, unread };
}

export async function markNoticeRead(app: App, reader: Reader, id: string): Promise<void> {
  if ((await markRead(app, reader, id)) === 0) throw noticeErrors('notice.not_found');
}

export async function markAllRead(app: App, reader: Reader): Promise<void> {
  await markRead(app, reader, null);
}
