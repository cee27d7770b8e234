import { type Actor, type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { type Ending, endLink } from '#platform/http/index.ts';
import { canMail, sendMail } from '#platform/mail/index.ts';
import { users } from '#people/sessions/index.ts';
import { DAY_MS } from '../domain/period.ts';
import { isZone, Zone } from '#lib/zone/index.ts';
import { trendErrors } from '../errors.ts';
import { mustBeSubject } from '../subjects.ts';
import { weeklyText } from './mail-text.ts';
import { takePicture } from './picture.ts';
import type { WeeklyInput } from './schema.ts';
import { SHARED } from './service.ts';
import { claimWeek, deleteWeekly, putWeekly, selectWeeklies, wasSent, type Weekly } from './store.ts';

export const MAIL_JOB = 'trends.weekly_mail';
/** Links that end a weekly mail: whose it is, and about what. */
export const STOP: Ending = { path: `${SHARED}/weekly`, sealedAs: 'trends.weekly', parts: 2 };
/** By the clock of the reader: not before six on Monday, and not later than Wednesday when the program was away. */
const FROM_HOUR = 6;
const LATEST_HOUR = 72;

/** Begins or ends a person's own weekly mail about a subject. */
export async function setWeekly(app: App, actor: Actor, input: WeeklyInput): Promise<void> {
  const { subject, zone, isOn } = input;
  if (isOn) await mustBeSubject(app, subject);
  if (!isZone(zone)) throw trendErrors('trend.zone_unknown', { zone });
  await app.db.transaction(async () => {
    if (isOn) await putWeekly(app, { user_id: actor.id, subject, zone });
    else await deleteWeekly(app, actor.id, subject);
    await audit(app, actor, {
      action: isOn ? 'trend.weekly_on' : 'trend.weekly_off',
      subject: actor.id,
      detail: { of: subject },
    });
  });
}

/** What a person gets. */
export async function readWeekly(app: App, actor: Actor): Promise<{ subjects: string[]; canMail: boolean }> {
  const own = await selectWeeklies(app, actor.id);
  return { subjects: own.map(({ subject }) => subject), canMail: canMail(app.config) };
}

/** Job, hourly: one job for each mail whose Monday morning has come. */
export async function planWeeklies(app: App): Promise<void> {
  if (!canMail(app.config)) return;
  const now = await app.db.now();
  for (const weekly of await selectWeeklies(app)) {
    const week = dueWeek(now, weekly.zone);
    if (week === undefined || (await wasSent(app, weekly, week))) continue;
    const { user_id: userId, subject } = weekly;
    const key = `${MAIL_JOB}:${userId}:${subject}:${week}`;
    await app.jobs.enqueue(MAIL_JOB, { userId, subject, week }, { key, maxAttempts: 5 });
  }
}

/** The Monday that begins the week to be told, by the clock of the zone; undefined while it is not the time. */
export function dueWeek(now: Date, zone: string): string | undefined {
  const clock = new Zone(isZone(zone) ? zone : 'UTC');
  const hour = clock.hourOfWeek(now.getTime());
  if (hour < FROM_HOUR || hour >= LATEST_HOUR) return undefined;
  const today = Date.parse(`${clock.dayOf(now.getTime())}T00:00:00Z`);
  const monday = today - Math.floor(hour / 24) * DAY_MS;
  return new Date(monday - 7 * DAY_MS).toISOString().slice(0, 10);
}

/**
 * Job: mails one week to one person. That it was sent is noted in the transaction that sends it: a mail that is refused is tried again, and one
 * that was taken is not, unless the machine fails in the moment between the server's yes and the commit.
 */
export async function mailWeek(
  app: App,
  { userId, subject, week }: { userId: string; subject: string; week: string },
): Promise<void> {
  const user = await users.find(app, userId);
  const weekly = (await selectWeeklies(app, userId)).find((one) => one.subject === subject);
  if (user?.state !== 'active' || !weekly) return;
  const zone = new Zone(weekly.zone);
  const dayAfter = (days: number) =>
    new Date(
      zone.startOf(new Date(Date.parse(`${week}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)),
    );
  const picture = await takePicture(app, {
    subject,
    from: dayAfter(0),
    to: dayAfter(7),
    zone: weekly.zone,
  }).catch((error: unknown) => {
    if (isGone(error)) return undefined;
    throw error;
  });
  if (!picture) {
    await deleteWeekly(app, userId, subject);
    return;
  }
  const until = dayAfter(6);
  const search = new URLSearchParams({
    subject,
    period: 'custom',
    from: week,
    to: zone.dayOf(until.getTime()),
  });
  const stop = stopLink(app, weekly);
  await app.db.transaction(async () => {
    if (!(await claimWeek(app, userId, subject, week))) return;
    await sendMail(app.config, {
      to: user.email,
      ...weeklyText(picture, `${app.config.publicUrl}/trends?${search}`, stop),
      unsubscribe: stop,
    });
  });
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'trend.no_subject';
}

function stopLink(app: App, { user_id, subject }: Weekly): string {
  return endLink(app, STOP, [user_id, subject]);
}

/** Ends the weekly mail that a link belongs to; one that has ended already is no error. */
export async function stopByLink(
  app: App,
  [userId = '', subject = '']: string[],
  from: Pick<Actor, 'address'>,
): Promise<void> {
  const actor = { ...systemActor, ...from, id: userId };
  await app.db.transaction(async () => {
    if (await deleteWeekly(app, userId, subject))
      await audit(app, actor, {
        action: 'trend.weekly_off',
        subject: userId,
        detail: { of: subject, byLink: true },
      });
  });
}
