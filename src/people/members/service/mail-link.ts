import { z } from 'zod';
import { originOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { networkOf, spendAttempts } from '#people/sessions/index.ts';
import { mailLimits } from '../domain/limits.ts';
import { memberErrors } from '../errors.ts';
import { wordsIn } from '../words/index.ts';
import { keepProof } from './arrive.ts';
import { mailLater } from './mails.ts';
import { COMMUNITY, readCommunity } from './settings.ts';

const mailShape = z.string().trim().max(254).pipe(z.email());

/** An address as it was typed, or undefined. */
export function readMail(given: string): string | undefined {
  return mailShape.safeParse(given).data;
}

/**
 * Mails a link that signs in, or lets somebody new choose a name: the same letter and the same answer for both, so that nobody learns who
 * has an account. Throws `member.mail_invalid`, 429 when it is asked for too often.
 */
export async function mailLink(
  app: App,
  asked: { mail: string; back: string; language: string; address: string },
): Promise<void> {
  const settings = await readCommunity(app);
  if (!settings.ways.mail) throw memberErrors('member.way_closed');
  const mail = readMail(asked.mail);
  if (mail === undefined) throw memberErrors('member.mail_invalid');
  await spendAttempts(app, mailLimits(networkOf(asked.address), mail.toLowerCase()));
  const secret = await keepProof(app, { mail, isMailVerified: true }, asked.back);
  const link = `${originOf(app, COMMUNITY)}${COMMUNITY}/enter?ticket=${secret}`;
  const words = wordsIn(asked.language);
  mailLater(app, {
    to: mail,
    subject: words.mailSubject(settings.name),
    text: words.mailText(settings.name, link),
    link,
  });
}
