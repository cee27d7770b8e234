import { timingSafeEqual } from 'node:crypto';
import { addressOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { COMMUNITY, languageOf, mailLater, type Member, readCommunity } from '#people/members/index.ts';
import { wordsIn } from '../pages/words.ts';

const CONTEXT = 'moderation.appeal';

/** Where somebody who cannot sign in any more reads why, and appeals. */
export function appealPath(app: App, actionId: string): string {
  return `${COMMUNITY}/appeal/${actionId}?key=${app.secrets.sign(actionId, CONTEXT)}`;
}

export function isAppealKey(app: App, actionId: string, key: string): boolean {
  const [wanted, given] = [Buffer.from(app.secrets.sign(actionId, CONTEXT)), Buffer.from(key)];
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

/** Whoever is suspended cannot read it in the community: it is mailed once the suspension holds. */
export async function tellSuspended(
  app: App,
  member: Member,
  measure: { id: string; reason: string; until: Date | null },
): Promise<void> {
  if (member.mail === null || member.mailVerifiedAt === null) return;
  const to = member.mail;
  const { name } = await readCommunity(app);
  const language = await languageOf(app, member);
  const words = wordsIn(language);
  const link = addressOf(app, appealPath(app, measure.id));
  const until =
    measure.until &&
    new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(measure.until);
  app.db.afterCommit(() =>
    mailLater(app, {
      to,
      subject: words.suspendedSubject(name),
      text: words.suspendedText(name, measure.reason, until, link),
      link,
    }),
  );
}
