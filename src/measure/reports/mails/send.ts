import type { App } from '#platform/app/index.ts';
import { canMail, sendMail } from '#platform/mail/index.ts';
import { getBrand } from '#people/brand/index.ts';
import { users } from '#people/sessions/index.ts';
import { readTeamNames } from '#people/teams/index.ts';
import { readOverview } from '../service/overview.ts';
import { dayAfter, dueDay, spansOf } from './due.ts';
import { letterOf } from './letter.ts';
import { stopLink } from './service.ts';
import { claimMail, deleteOldSent, type ReportMail, selectMail, selectMails, wasSent } from './store.ts';

export const MAIL_JOB = 'reports.mail';

/** Job: one job for each report whose hour has come. */
export async function planMails(app: App): Promise<void> {
  if (!canMail(app.config)) return;
  const now = await app.db.now();
  for (const mail of await selectMails(app)) {
    const day = dueDay(mail, now);
    // Who asks at noon for eight o'clock begins tomorrow.
    if (day === undefined || dueDay(mail, mail.createdAt) === day || (await wasSent(app, mail.id, day)))
      continue;
    await app.jobs.enqueue(
      MAIL_JOB,
      { id: mail.id, day },
      { key: `${MAIL_JOB}:${mail.id}:${day}`, maxAttempts: 5 },
    );
  }
  await deleteOldSent(app);
}

/**
 * Job: mails one report. That it was sent is noted in the transaction that sends it: a mail that is refused is tried again, and one that was
 * taken is not, whoever else has the same job, unless the machine fails in the moment between the server's yes and the commit.
 */
export async function mailReport(app: App, { id, day }: { id: string; day: string }): Promise<void> {
  const mail = await selectMail(app, id);
  const user = mail && (await users.find(app, mail.userId));
  if (!mail || user?.state !== 'active') return;
  const { now, before, days } = spansOf(mail, day);
  const overview = await readOverview(app, {
    ...now,
    againstFrom: before.from,
    againstTo: before.to,
    zone: mail.zone,
    networks: listOf(mail.network),
    teams: listOf(mail.team).map((team) => (team === 'none' ? '' : team)),
    languages: listOf(mail.language),
  });
  const stop = stopLink(app, mail);
  const letter = letterOf(overview, {
    company: (await getBrand(app)).name ?? '',
    every: mail.every,
    of: await filtersOf(app, mail),
    link: linkOf(app, mail, days),
    stop,
  });
  await app.db.transaction(async () => {
    if (await claimMail(app, id, day))
      await sendMail(app.config, { to: user.email, ...letter, unsubscribe: stop });
  });
}

const listOf = (value: string | null) => (value === null ? [] : [value]);

/** The page with the same days, beside the same others, with the same filters. */
function linkOf(app: App, { network, team, language }: ReportMail, [from, to]: [string, string]): string {
  const search = new URLSearchParams({
    from,
    to,
    against: 'custom',
    againstFrom: dayAfter(from, -7),
    againstTo: dayAfter(to, -7),
    ...(network !== null && { network }),
    ...(team !== null && { team }),
    ...(language !== null && { language }),
  });
  return `${app.config.publicUrl}/reports?${search}`;
}

async function filtersOf(app: App, { network, team, language }: ReportMail): Promise<string[]> {
  const name = team === null || team === 'none' ? undefined : ((await readTeamNames(app)).get(team) ?? team);
  return [network, team === 'none' ? 'no team' : name, language].filter((one) => typeof one === 'string');
}
