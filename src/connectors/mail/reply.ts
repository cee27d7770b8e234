import { randomBytes } from 'node:crypto';
import {
  type ConnectedAccount,
  type ConnectInput,
  type OutboundReply,
  type Receipt,
  type ReplyConnector,
  type SendContext,
  SendPostponed,
  SendRefused,
  type SignInAsked,
} from '#connectors/kit/index.ts';
import {
  authorizeAddress,
  enter,
  enterImap,
  firstTokens,
  hasCopy,
  type ImapBox,
  isGrantLost,
  isSignInRefused,
  keepCopy,
  type Letter,
  mailboxOf,
  openSmtp,
  smtpPlace,
  type SmtpResult,
  tryMailbox,
  whyMailFailed,
} from '#platform/mail/index.ts';
import type { Outward } from '#platform/outward/index.ts';
import { parseMailbox } from './config.ts';
import { mailboxErrors } from './errors.ts';
import { messageIdOf, writeReply } from './letter.ts';

const MOST_BYTES = 25 * 1024 ** 2;
const LONGEST = 1_000_000;

/** Answers by mail: as a message in the thread, with the answered one named, a copy to the own mailbox as proof. */
export const mailReplies: ReplyConnector = {
  network: 'mail',
  capabilities: {
    maxLength: LONGEST,
    countedIn: 'code-points',
    maxBytes: 0,
    links: true,
    mentions: false,
    media: false,
    envelope: true,
    files: { most: 20, bytes: MOST_BYTES },
    formatting: 'markdown',
    edit: false,
    delete: false,
    settleMs: 15_000,
    callMs: 180_000,
  },
  newKey: () => randomBytes(9).toString('hex'),
  preflight(text) {
    const { length } = Array.from(text);
    const verdict = text.trim() === '' ? 'forbidden' : length > LONGEST ? 'too-long' : 'allowed';
    const reason = verdict === 'forbidden' ? { reason: 'There is nothing to send.' } : {};
    return { verdict, length, maxLength: LONGEST, facets: [], ...reason };
  },
  signInAddress,
  connect,
  check,
  send,
  readBack,
  async remove() {
    throw new Error('A mail cannot be taken back.');
  },
};

function signInAddress(input: ConnectInput, asked: SignInAsked): string {
  const { settings, address } = parseMailbox(input);
  const url = settings.oauth && authorizeAddress(settings.oauth, { ...asked, user: address });
  if (url === undefined)
    throw mailboxErrors('account.refused', { reason: 'Nothing tells where its owner signs in.' });
  return url;
}

async function connect(input: ConnectInput, { outward }: { outward: Outward }): Promise<ConnectedAccount> {
  const mailbox = parseMailbox(input);
  const { oauth } = mailbox.settings;
  try {
    if (oauth) mailbox.tokens = await firstTokens(outward, oauth, mailbox.password, input.grant);
    await tryMailbox(outward, mailbox);
  } catch (error) {
    throw mailboxErrors('account.refused', { reason: whyMailFailed(error) }, error);
  }
  const { settings, address } = mailbox;
  return {
    externalId: address,
    handle: address,
    ...(settings.name === '' ? {} : { displayName: settings.name }),
    ...(settings.signature === '' ? {} : { signature: settings.signature }),
    credentials: mailbox,
  };
}

async function check({ account, outward }: SendContext): Promise<void> {
  try {
    await enter(account, outward, (mailbox) => tryMailbox(outward, mailbox));
  } catch (error) {
    if (isSignInRefused(error) || isGrantLost(error))
      throw new SendRefused('account.refused', whyMailFailed(error));
    throw error;
  }
}

async function send(reply: OutboundReply, context: SendContext): Promise<Receipt> {
  const { account, outward, signal } = context;
  const mailbox = mailboxOf(account);
  const { letter, revision } = await writeReply(reply, mailbox);
  let result: SmtpResult;
  try {
    result = await enter(account, outward, async (entered) =>
      (await openSmtp(outward, smtpPlace(entered), signal)).send(letter),
    );
  } catch (error) {
    if (isGrantLost(error)) throw new SendRefused('account.refused', error.message);
    // Thrown only before a connection is made.
    throw new SendPostponed(whyMailFailed(error));
  }
  switch (result.outcome) {
    case 'taken':
      await keepLetter(reply, letter, context);
      return { externalId: messageIdOf(reply, mailbox), revision };
    case 'refused':
      throw new SendRefused('mail.refused', `The mail server did not take it: ${result.reason}`);
    case 'postponed':
      throw new SendPostponed(`The mail server did not take it yet: ${result.reason}`);
    case 'unclear':
      throw new Error(`the mail server had the whole message and did not answer: ${result.reason}`);
  }
}

/**
 * Looks for the copy in the own mailbox. Found: the server took the message. Not found is no proof of the contrary, because mail may take its
 * time: then a person decides, and nothing is sent twice.
 */
async function readBack(reply: OutboundReply, context: SendContext) {
  const { account, outward } = context;
  const mailbox = mailboxOf(account);
  const { box } = await enterImap(account, outward);
  try {
    const externalId = messageIdOf(reply, mailbox);
    if (await hasCopy(box, mailbox, externalId)) {
      const { letter, revision } = await writeReply(reply, mailbox);
      await keepLetter(reply, letter, context, box);
      return { state: 'present' as const, receipt: { externalId, revision } };
    }
    return { state: 'unknown' as const };
  } finally {
    await box.logout().catch(() => box.close());
  }
}

async function keepLetter(
  reply: OutboundReply,
  { bytes }: Letter,
  { account, outward, log }: SendContext,
  open?: ImapBox,
): Promise<void> {
  const mailbox = mailboxOf(account);
  let own: ImapBox | undefined;
  const box = async () => open ?? (own = (await enterImap(account, outward)).box);
  const sent = { messageId: messageIdOf(reply, mailbox), bytes, date: reply.decidedAt };
  const problem = await keepCopy(box, mailbox, sent);
  if (problem !== undefined) log.warn({ mailbox: mailbox.address }, problem);
  await own?.logout().catch(() => own?.close());
}
