import { z } from 'zod';
import { originOf } from '#platform/addresses/index.ts';
import { type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { readFiles, releaseFiles, type StoredFile, useFiles } from '#platform/files/index.ts';
import { newSecret } from '#platform/ids/index.ts';
import { packRevision } from '#lib/mail/index.ts';
import type { InboundMedia, InboundPost } from '#connectors/kit/index.ts';
import { ownAccounts } from '#people/brand/index.ts';
import { mailLater, readCommunity } from '#people/members/index.ts';
import { networkOf, spendAttempts } from '#people/sessions/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { openFormCase } from '#respond/forms/index.ts';
import { conversationsInThread } from '#respond/inbox/index.ts';
import { answerErrors } from '../errors.ts';
import { endForm } from '../facts/service.ts';
import { wordsIn } from '../words/index.ts';
import { CONTACT, mailboxOfForm } from './settings.ts';
import { forgetPending, insertPending, takePending, type Written } from './store.ts';

export { isPending, type Written } from './store.ts';

/** Posts of the form are mails: answers go on in the customer's mailbox. */
const MAIL = 'mail';
const MOST_LETTERS = 20_000;
const MOST_OF_SUBJECT = 200;
const address = z.string().trim().max(254).pipe(z.email());

/** What was written, checked. Throws `contact.mail_invalid`, `contact.own_address`, `contact.empty`, `contact.too_long`. */
export async function checkWritten(app: App, given: Written): Promise<Written> {
  const mail = address.safeParse(given.mail).data;
  if (mail === undefined) throw answerErrors('contact.mail_invalid');
  if (
    (await ownAccounts(app, MAIL)).some(({ externalId }) => externalId.toLowerCase() === mail.toLowerCase())
  )
    throw answerErrors('contact.own_address');
  const subject = given.subject.replaceAll(/\s+/g, ' ').trim().slice(0, MOST_OF_SUBJECT).toWellFormed();
  const text = given.text.trim();
  if (subject === '' || text === '') throw answerErrors('contact.empty');
  if (text.length > MOST_LETTERS) throw answerErrors('contact.too_long');
  return { ...given, mail, subject, text, name: given.name.trim().slice(0, 80).toWellFormed() };
}

/** Files stay as long as the form waits for its address. */
const ownerOf = (formId: string): string => `contact:${formId}`;

/** Keeps what a stranger wrote and mails him the link that proves his address. Throws 429 where it is asked for too often. */
export async function askForProof(app: App, written: Written, from: string): Promise<void> {
  const network = networkOf(from);
  await spendAttempts(app, [
    { key: `contact:${network}`, of: 'address', max: 10, windowSeconds: 900, isForgiven: false },
    {
      key: `contact:${written.mail.toLowerCase()}`,
      of: 'account',
      max: 4,
      windowSeconds: 900,
      isForgiven: false,
    },
  ]);
  const secret = newSecret();
  const files = await readFiles(app, written.fileIds);
  await app.db.transaction(async () => {
    await insertPending(app, written, app.secrets.hash(secret));
    await releaseFiles(app, [ownerOf(written.formId)]);
    await useFiles(
      app,
      files.map(({ id }) => id),
      ownerOf(written.formId),
    );
  });
  const link = `${originOf(app, CONTACT)}${CONTACT}/confirm?ticket=${secret}`;
  const words = wordsIn(written.language);
  mailLater(app, {
    to: written.mail,
    subject: words.proofSubject((await readCommunity(app)).name),
    text: words.proofText(link),
    link,
  });
}

/** The link was followed: what was written is sent, once. Throws `contact.link_over`. */
export async function sendProven(app: App, secret: string): Promise<void> {
  await app.db.transaction(async () => {
    const written = await takePending(app, app.secrets.hash(secret));
    if (!written) throw answerErrors('contact.link_over');
    await enter(app, written);
    await releaseFiles(app, [ownerOf(written.formId)]);
  });
}

/** Forms whose address was not proven in time go, with their files. */
export async function forgetUnproven(app: App): Promise<void> {
  await app.db.transaction(async () => {
    await releaseFiles(app, (await forgetPending(app)).map(ownerOf));
  });
}

/** Sends what somebody wrote whose address is proven. The same form again changes nothing. */
export async function sendWritten(app: App, written: Written): Promise<void> {
  await app.db.transaction(() => enter(app, written));
}

async function enter(app: App, written: Written): Promise<void> {
  const mailbox = await mailboxOfForm(app);
  if (mailbox === undefined) throw answerErrors('contact.closed');
  if (!(await endForm(app, { id: written.formId, language: written.language, ended: 'sent' }))) return;
  const files = await readFiles(app, written.fileIds);
  const post = postOf(written, { mailbox, files, at: await app.db.now() });
  const { kept } = await takeIn(app, { sourceId: null, items: [post], hasLimits: true });
  if (kept === 0) throw answerErrors('contact.not_taken');
  const [conversation] = await conversationsInThread(app, MAIL, post.externalId);
  if (conversation && written.filled)
    await openFormCase(app, conversation.id, written.filled, written.subject);
  await audit(app, systemActor, { action: 'contact_form.sent', subject: post.externalId, detail: {} });
}

function postOf(
  { formId, mail, name, subject, text, language }: Written,
  { mailbox, files, at }: { mailbox: string; files: readonly StoredFile[]; at: Date },
): InboundPost {
  const domain = mailbox.slice(mailbox.lastIndexOf('@') + 1);
  return {
    type: 'post',
    origin: MAIL,
    externalId: `contact.${formId}@${domain}`.toLowerCase(),
    version: 1,
    network: MAIL,
    kind: 'message',
    visibility: 'private',
    author: {
      externalId: mail.toLowerCase(),
      handle: mail.toLowerCase(),
      ...(name === '' ? {} : { displayName: name }),
    },
    title: subject,
    text,
    langs: [language],
    mentions: [mailbox],
    media: files.filter(({ scan }) => scan !== 'refused').map(mediaOf),
    remarks: [{ kind: 'checked', text: 'Written in the contact form, from an address that was proven.' }],
    createdAt: at,
    // It was never a mail, so an answer names none before it.
    revision: packRevision({ id: null, refs: [], to: mail, name, subject, others: [], print: '' }),
  };
}

function mediaOf({ id, name, mediaType, size, kind }: StoredFile): InboundMedia {
  const shown = kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'file';
  return { kind: shown, fileId: id, name, mimeType: mediaType, size };
}
