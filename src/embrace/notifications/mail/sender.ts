import { randomBytes } from 'node:crypto';
import { originOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { type OutRow, registerSender, type SendOutcome } from '#platform/outbox/index.ts';
import { keyOf, type Letter, writeLetter } from '#platform/mail/index.ts';
import { ownMessageId, plusAddress, tokenOf } from '#lib/mail/index.ts';
import { languageOf, type Member, readCommunity, readMembers } from '#people/members/index.ts';
import { PATH } from '../pages/paths.ts';
import { replyByMailPort } from '../ports.ts';
import { wordsIn } from '../words/index.ts';
import { composeMail } from './compose.ts';
import { CHANNEL } from './decide.ts';
import { endMailsLink } from './ending.ts';
import { handOver } from './hand-over.ts';
import { headersOf } from './headers.ts';
import { type Exit, exitOf } from './mailbox.ts';
import { type Parts, partsOf } from './parts.ts';
import {
  clearHanded,
  insertStop,
  type MailRow,
  selectMail,
  selectStop,
  writeHanded,
  writeState,
} from './store.ts';

const LATER_MS = 15 * 60_000;
/** What servers say of addresses that nobody reads (RFC 3463, 5.1.x). */
const NOBODY =
  /\b5\.1\.\d{1,3}\b|(?:user|mailbox|recipient)\b.{0,30}\b(?:unknown|not found|unavailable|does not exist)|no such (?:user|mailbox)/i;

/**
 * Lets the outbox send mails to members. That it is handed over is committed before the mail server is given the first byte: a mail that was is
 * never sent again, one that was not certainly did not leave.
 */
export function registerMemberMail(app: App): void {
  registerSender(app, CHANNEL, {
    settleMs: 1000,
    callMs: 120_000,
    send: (row, signal) => send(app, row, signal),
    async readBack(row) {
      const mail = await selectMail(app, { outId: row.id });
      return mail?.handedAt
        ? { state: 'present', receipt: { externalId: mail.messageId } }
        : { state: 'absent' };
    },
    async changed(row) {
      const mail = await selectMail(app, { outId: row.id });
      if (mail) await writeState(app, mail.id, row.state, row.problem);
    },
    async describe(row) {
      const mail = await selectMail(app, { outId: row.id });
      return { title: `Notifications for ${mail?.address ?? 'a member'}`, text: '', link: null };
    },
  });
}

async function send(app: App, row: OutRow, signal: AbortSignal): Promise<SendOutcome> {
  const [mail, exit] = await Promise.all([selectMail(app, { outId: row.id }), exitOf(app)]);
  if (!mail) return { outcome: 'refused', reason: 'Nobody wants this mail any more.' };
  const retryAt = new Date(app.clock.now().getTime() + LATER_MS);
  if (!exit) return { outcome: 'postponed', reason: 'There is no mailbox to send from.', retryAt };
  const member = await stillReachable(app, mail);
  if (!member)
    return { outcome: 'refused', reason: 'The address is not its member’s any more, or takes no mail.' };
  const letter = await letterFor(app, mail, member, exit);
  if (!letter)
    return { outcome: 'refused', reason: 'There is nothing left to say: all of it was read or is gone.' };
  return handOver(app, exit, letter, signal, {
    begun: () => writeHanded(app, mail.id, letter.messageId),
    notTaken: () => clearHanded(app, mail.id),
    refused: async (reason) => {
      if (NOBODY.test(reason))
        await insertStop(app, mail.address, { state: 'bounced', reason: reason.slice(0, 300) });
    },
  });
}

async function stillReachable(app: App, { memberId, address }: MailRow): Promise<Member | undefined> {
  const member = (await readMembers(app, [memberId])).get(memberId);
  const isOwn = member?.mail === address && member.mailVerifiedAt !== null;
  if (!isOwn || member.state === 'suspended' || member.state === 'erased') return undefined;
  return (await selectStop(app, address)) ? undefined : member;
}

/** The letter as it is now; undefined where nothing is left to say. */
async function letterFor(
  app: App,
  mail: MailRow,
  member: Member,
  exit: Exit,
): Promise<(Letter & { messageId: string }) | undefined> {
  const community = await readCommunity(app);
  const language = await languageOf(app, member);
  const told = await partsOf(app, mail, member, language);
  if (told.parts.length === 0) return undefined;
  const reply = replyTo(app, exit, told);
  const endUrl = endMailsLink(app, member.id, told.kinds);
  const { subject, text, html } = composeMail({
    words: wordsIn(language),
    language,
    community: community.name,
    rhythm: mail.rhythm,
    parts: told.parts,
    isAnswerable: reply.address !== null,
    settingsUrl: `${originOf(app, PATH)}${PATH}/settings`,
    endUrl,
  });
  const bytes = await writeLetter({
    from: { name: community.name, address: exit.address },
    to: [mail.address],
    cc: [],
    subject,
    messageId: reply.messageId,
    inReplyTo: null,
    references: [],
    replyTo: reply.address,
    date: mail.madeAt,
    text,
    html,
    files: [],
    headers: headersOf(app, community, endUrl),
  });
  return { from: exit.address, to: [mail.address], bytes, messageId: reply.messageId };
}

const NOTHING = '0'.repeat(26);

/** Ids carry what an answer is about, with the proof that we wrote it: a token of the mailbox. */
function replyTo(app: App, exit: Exit, { single }: Parts): { messageId: string; address: string | null } {
  const domain = exit.address.slice(exit.address.lastIndexOf('@') + 1);
  const unique = randomBytes(9).toString('hex');
  if (exit.kind === 'server') return { messageId: `${unique}@${domain}`, address: null };
  const key = keyOf(exit.mailbox);
  const isAnswerable =
    single !== undefined &&
    (app.find(replyByMailPort) ?? []).some(({ kinds }) => kinds.includes(single.kind));
  const token = tokenOf(`n${isAnswerable ? single.id.slice('ntf_'.length) : NOTHING}`, key.sign);
  const address = isAnswerable && exit.mailbox.settings.hasPlus ? plusAddress(exit.address, token) : null;
  return { messageId: ownMessageId(token, unique, domain).toLowerCase(), address };
}
