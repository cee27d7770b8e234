import type { AuthResults } from './auth-results.ts';
import { externalIdOf, type IdentifiedMail, isOurs, printFor } from './identity.ts';
import { readIds } from './ids.ts';
import { mailboxesIn, type ParsedMail } from './parse.ts';
import { type MailRemark, remarksOn } from './remarks.ts';
import { packRevision } from './revision.ts';
import { findPlace, type KnownMails, type Place, type Recent } from './thread.ts';
import { timeOf } from './time.ts';
import { type MailKey, withoutToken } from './token.ts';
import { wordsOf } from './words.ts';

/** Where a mail came in. */
export interface MailSurroundings<Mail extends IdentifiedMail> {
  /** Address of the mailbox, and all addresses of ours; lower case. */
  ours: string;
  accounts: readonly string[];
  key: MailKey;
  /** Namespace of ids of mail. */
  origin: string;
  stored: KnownMails<Mail> | undefined;
  recent: Recent;
  /** It lies in the folder of what was sent: it is ours. */
  isSentFolder: boolean;
  receivedAt: Date;
  readAt: Date;
  /** Finds out whether the sender is who the mail says. */
  check(): Promise<AuthResults | undefined>;
  /** Addresses of the pictures that came along, by their content ids. */
  pictures: ReadonlyMap<string, string>;
}

export interface MailFacts<Mail extends IdentifiedMail> {
  externalId: string;
  from: { name: string; address: string };
  /** Id of the author. */
  author: string;
  place: Place<Mail>;
  title: string;
  text: string;
  html: string | undefined;
  links: string[];
  remarks: MailRemark[];
  createdAt: Date;
  revision: string;
}

/** What a mail is for us: whose, where it belongs, what it says and what an answer to it needs. Undefined when it names no sender. */
export async function factsOf<Mail extends IdentifiedMail>(
  mail: ParsedMail,
  around: MailSurroundings<Mail>,
): Promise<MailFacts<Mail> | undefined> {
  const { email } = mail;
  const [from] = mailboxesIn(email.from ? [email.from] : email.sender ? [email.sender] : []);
  if (!from) return undefined;
  const isOwn = around.isSentFolder || isOurs(readIds(email.messageId)[0], around.key);
  const sent = email.date === undefined ? undefined : new Date(email.date);
  const print = printFor(from.address, sent, around.key);
  const externalId = await externalIdOf(mail, print, around);
  const author = authorId(from.address, isOwn, around);
  const place = await placeOf(mail, author, around);
  const createdAt = timeOf(sent, place, around);
  if (!place.elsewhere)
    around.recent.set(externalId, { root: place.root ?? externalId, author, at: createdAt });
  const { text, html } = wordsOf(mail, around.pictures);
  const isClaim = author.startsWith('claims:');
  const sender = { from: from.address, isClaim };
  const remarks = isOwn ? [] : remarksOn(mail.headers, { ...sender, results: await around.check() });
  return {
    externalId,
    from,
    author,
    place,
    title: withoutToken(email.subject ?? '') || '(no subject)',
    text,
    html,
    links: [...new Set(text.match(/https?:\/\/[^\s<>"')\]]{3,500}/g))].slice(0, 50),
    remarks,
    createdAt,
    revision: revisionOf(mail, from, print, around),
  };
}

function placeOf<Mail extends IdentifiedMail>(
  mail: ParsedMail,
  sender: string,
  around: MailSurroundings<Mail>,
): Promise<Place<Mail>> {
  const { email } = mail;
  const references = new Set([...readIds(email.inReplyTo), ...readIds(email.references).toReversed()]);
  const delivered = ['delivered-to', 'x-original-to'].flatMap((name) => mail.all(name));
  return findPlace(
    {
      references: [...references].slice(0, 60),
      subject: email.subject ?? '',
      recipients: [...recipientsOf(mail), ...delivered.map((one) => one.replace(/[<>]/g, '').trim())],
      sender,
    },
    { ...around, ...around.key },
  );
}

function recipientsOf({ email }: ParsedMail): string[] {
  return [...mailboxesIn(email.to), ...mailboxesIn(email.cc)].map(({ address }) => address);
}

function revisionOf(
  mail: ParsedMail,
  from: { name: string; address: string },
  print: string,
  { ours, accounts }: Pick<MailSurroundings<IdentifiedMail>, 'ours' | 'accounts'>,
): string {
  const { email } = mail;
  const [answerTo] = mailboxesIn(email.replyTo);
  const references = readIds(email.references);
  const isOwnAddress = (address: string) => {
    const plain = address.toLowerCase().replace(/\+r[0-9a-z]{30,60}@/, '@');
    return plain === ours || accounts.includes(plain);
  };
  return packRevision({
    id: readIds(email.messageId)[0] ?? null,
    refs: references.length > 0 ? references : readIds(email.inReplyTo),
    to: answerTo?.address ?? from.address,
    name: answerTo?.name || from.name,
    subject: withoutToken(email.subject ?? ''),
    others: recipientsOf(mail).filter((one) => !isOwnAddress(one)),
    print,
  });
}

/** Nobody outside speaks as us: a mail that only says that it is from an address of ours has another author. */
function authorId(
  address: string,
  isOwn: boolean,
  { ours, accounts }: Pick<MailSurroundings<IdentifiedMail>, 'ours' | 'accounts'>,
): string {
  const plain = address.toLowerCase();
  const isAccount = accounts.includes(plain);
  if (isOwn) return isAccount ? plain : ours;
  return isAccount ? `claims:${plain}` : plain;
}
