import { randomBytes } from 'node:crypto';
import { markup } from '#lib/html/index.ts';
import type { App } from '#platform/app/index.ts';
import { type Letter, writeLetter } from '#platform/mail/index.ts';
import { type OutRow, registerSender, type SendOutcome } from '#platform/outbox/index.ts';
import { readCommunity } from '#people/members/index.ts';
import { type Exit, exitOf, handOver, listHeaders, mailStopOf } from '#embrace/notifications/index.ts';
import { invitationLink } from '../buyers/invitations.ts';
import { type InvitationRow, selectInvitation } from '../buyers/store.ts';
import { readProducts } from '../product/products.ts';
import { readReviewSettings } from '../settings.ts';
import { wordsIn } from '../words/index.ts';
import { endAskingLink } from './ending.ts';
import { CHANNEL } from './plan.ts';
import { isRefused, writeHanded, writeState } from './store.ts';

const LATER_MS = 15 * 60_000;

/** Lets the outbox send requests for reviews, each once; what is stopped before stays unsent. */
export function registerReviewMail(app: App): void {
  registerSender(app, CHANNEL, {
    settleMs: 1000,
    callMs: 120_000,
    send: (row, signal) => send(app, row, signal),
    async readBack(row) {
      const invitation = await selectInvitation(app, { outId: row.id });
      return invitation?.handedAt
        ? { state: 'present', receipt: { externalId: invitation.messageId ?? '' } }
        : { state: 'absent' };
    },
    async changed(row) {
      const invitation = await selectInvitation(app, { outId: row.id });
      if (!invitation) return;
      const { id } = invitation;
      if (row.state === 'sent') await writeState(app, id, { state: 'sent', why: null });
      if (row.state === 'failed') await writeState(app, id, { state: 'failed', why: row.problem });
      // What was discarded can be held again.
      if (row.state === 'cancelled')
        await writeState(app, id, { state: 'dropped', why: 'A colleague discarded it.', keepsMail: true });
      if (row.state === 'held' && invitation.state === 'dropped')
        await writeState(app, id, { state: 'queued', why: null });
    },
    async describe(row) {
      const invitation = await selectInvitation(app, { outId: row.id });
      return {
        title: `Request for a review to ${invitation?.mail ?? 'a buyer'}`,
        text: '',
        link: '/reviews',
      };
    },
  });
}

async function send(app: App, row: OutRow, signal: AbortSignal): Promise<SendOutcome> {
  const [invitation, exit] = await Promise.all([selectInvitation(app, { outId: row.id }), exitOf(app)]);
  const retryAt = new Date(app.clock.now().getTime() + LATER_MS);
  if (!exit) return { outcome: 'postponed', reason: 'There is no mailbox to send from.', retryAt };
  if (!invitation || invitation.mail === null || invitation.buyerHash === null)
    return { outcome: 'refused', reason: 'Nobody is to be asked any more.' };
  if (await isRefused(app, invitation.buyerHash))
    return { outcome: 'refused', reason: 'The buyer wants to be asked no more.' };
  if (await mailStopOf(app, invitation.mail))
    return { outcome: 'refused', reason: 'Mails to this address come back.' };
  const letter = await letterFor(app, invitation, invitation.mail, exit);
  return handOver(app, exit, letter, signal, {
    begun: () => writeHanded(app, invitation.id, letter.messageId),
    notTaken: () => writeHanded(app, invitation.id, null),
  });
}

async function letterFor(
  app: App,
  invitation: InvitationRow,
  mail: string,
  exit: Exit,
): Promise<Letter & { messageId: string }> {
  const { id, productId, language, incentive, createdAt } = invitation;
  const [community, settings, products] = await Promise.all([
    readCommunity(app),
    readReviewSettings(app),
    readProducts(app, [productId]),
  ]);
  const words = wordsIn(language);
  const endUrl = endAskingLink(app, id);
  const messageId = `${randomBytes(12).toString('hex')}@${exit.address.slice(exit.address.lastIndexOf('@') + 1)}`;
  const { name } = products.get(productId)!;
  const own = settings.words[language === 'de' ? 'de' : 'en'];
  const text = words.askMail({
    product: name,
    company: community.name,
    own,
    link: invitationLink(app, id),
    incentive: incentive === 'none' ? '' : words.incentives[incentive],
    endUrl,
  });
  const bytes = await writeLetter({
    from: { name: community.name, address: exit.address },
    to: [mail],
    cc: [],
    subject: words.askSubject(name),
    messageId,
    inReplyTo: null,
    references: [],
    replyTo: null,
    date: createdAt,
    text,
    html: htmlOf(text),
    files: [],
    headers: listHeaders(app, community, endUrl),
  });
  return { from: exit.address, to: [mail], bytes, messageId };
}

/** The same words with links that can be followed. */
function htmlOf(text: string): string {
  const link = /(https?:\/\/\S+)/;
  const paragraphs = text
    .split('\n\n')
    .map(
      (part) =>
        markup`<p>${part.split(link).map((piece) => (link.test(piece) ? markup`<a href="${piece}">${piece}</a>` : piece))}</p>`,
    );
  return markup`${paragraphs}`.text;
}
