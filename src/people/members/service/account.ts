import { originOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newSecret } from '#platform/ids/index.ts';
import {
  deviceOf,
  forgiveAttempts,
  hashNewPassword,
  isPassword,
  networkOf,
  spendAttempts,
} from '#people/sessions/index.ts';
import { guessLimits, mailLimits } from '../domain/limits.ts';
import type { Member, SignedIn } from '../domain/member.ts';
import { memberErrors } from '../errors.ts';
import { joinProven } from '../links/join.ts';
import { findByMail } from '../store/members.ts';
import { readPasswordHash, writeFeedHash, writeMail, writePasswordHash } from '../store/profile.ts';
import { deleteSession, deleteSessions, listSessions } from '../store/sessions.ts';
import { insertTicket, takeTicket } from '../store/tickets.ts';
import { wordsIn } from '../words/index.ts';
import { enter } from './arrive.ts';
import { type Arrival, memberActor, openSession } from './current.ts';
import { HAND_OVER } from './hand-over-name.ts';
import { mailLater } from './mails.ts';
import { readMail } from './mail-link.ts';
import { COMMUNITY, readCommunity } from './settings.ts';

/** Signs in by password; answers what the browser is to keep. Throws `member.password_wrong` whoever is asked for, 429 after too many guesses. */
export async function enterByPassword(
  app: App,
  given: { mail: string; password: string },
  from: Arrival,
): Promise<string> {
  if (!(await readCommunity(app)).ways.password) throw memberErrors('member.way_closed');
  const mail = given.mail.trim().toLowerCase().slice(0, 254);
  const limits = guessLimits(networkOf(from.address), mail);
  await spendAttempts(app, limits);
  const member = mail === '' ? undefined : await findByMail(app, mail);
  const hash = member ? await readPasswordHash(app, member.id) : null;
  const isRight = await isPassword(given.password.slice(0, 1000), hash);
  if (!member || hash === null || !isRight) throw memberErrors('member.password_wrong');
  const token = await app.db.transaction(() => enter(app, member, {}, from, hash));
  await forgiveAttempts(app, limits);
  return token;
}

/**
 * Gives a member a password, or another one: whoever has one says it first. All devices are signed out but this one, which gets a new
 * session; answers its token. Throws `member.password_wrong`, `sign_in.password_weak`, `member.form_over` when it is too late.
 */
export async function savePassword(
  app: App,
  member: SignedIn,
  given: { before: string; next: string },
  from: Arrival,
): Promise<string> {
  const known = member.hasPassword ? await recheck(app, member, given.before, from.address) : null;
  const about = [member.displayName, member.handle, ...(member.mail === null ? [] : [member.mail])];
  const hash = await hashNewPassword(given.next, about);
  return app.db.transaction(async () => {
    if (!(await writePasswordHash(app, member.id, hash, known))) throw memberErrors('member.password_wrong');
    await deleteSessions(app, member.id, null);
    await audit(app, memberActor(member, from.address), {
      action: 'member.password_changed',
      subject: member.id,
    });
    const session = { memberId: member.id, way: 'password', passwordHash: hash };
    const token = await openSession(app, session, from);
    if (token === undefined) throw memberErrors('member.form_over');
    return token;
  });
}

/** Answers the hash of a password that is the member's. Throws `member.password_wrong` unless the password is the member's; counts the guess. */
async function recheck(app: App, member: Member, password: string, address: string): Promise<string | null> {
  const limits = guessLimits(networkOf(address), member.id);
  await spendAttempts(app, limits);
  const hash = await readPasswordHash(app, member.id);
  if (!(await isPassword(password.slice(0, 1000), hash))) throw memberErrors('member.password_wrong');
  await forgiveAttempts(app, limits);
  return hash;
}

/**
 * Mails a link that makes an address the member's; until then the old one stays. The answer is the same when the address is another
 * member's: its holder is told instead.
 */
export async function askForNewMail(
  app: App,
  member: Member,
  asked: { mail: string; language: string; address: string },
): Promise<void> {
  const mail = readMail(asked.mail);
  if (mail === undefined) throw memberErrors('member.mail_invalid');
  await spendAttempts(app, mailLimits(networkOf(asked.address), mail.toLowerCase()));
  const { name } = await readCommunity(app);
  const words = wordsIn(asked.language);
  const holder = await findByMail(app, mail);
  if (holder && holder.id !== member.id)
    return mailLater(app, {
      to: mail,
      subject: words.mailSubject(name),
      text: words.mailTaken(name),
      link: '',
    });
  const secret = newSecret();
  const ticket = {
    kind: 'mail',
    memberId: member.id,
    proof: { mail },
    back: `${COMMUNITY}/me/account`,
  } as const;
  await insertTicket(app, app.secrets.hash(secret), ticket, 60);
  const link = `${originOf(app, COMMUNITY)}${COMMUNITY}/me/mail?ticket=${secret}`;
  mailLater(app, {
    to: mail,
    subject: words.newMailSubject(name),
    text: words.newMailText(name, link),
    link,
  });
}

/** Makes the address of a mailed link the member's, who must be signed in. Throws `member.ticket_over`. */
export async function confirmMail(app: App, member: Member, secret: string, address: string): Promise<void> {
  await app.db.transaction(async () => {
    const ticket = await takeTicket(app, app.secrets.hash(secret));
    const mail = ticket?.proof.mail;
    if (ticket?.kind !== 'mail' || ticket.memberId !== member.id || mail === undefined)
      throw memberErrors('member.ticket_over');
    if (!(await writeMail(app, member.id, mail))) throw memberErrors('member.ticket_over');
    await joinProven(app, { ...member, mail, mailVerifiedAt: app.clock.now() }, HAND_OVER);
    await audit(app, memberActor(member, address), { action: 'member.mail_changed', subject: member.id });
    await app.bus.publish('member.changed', { memberId: member.id });
  });
}

export interface Device {
  id: string;
  device: string;
  way: string;
  address: string | null;
  lastSeenAt: Date;
  isCurrent: boolean;
}

/** Where a member is signed in. */
export async function readDevices(app: App, member: SignedIn): Promise<Device[]> {
  return (await listSessions(app, member.id)).map(({ id, way, address, userAgent, lastSeenAt }) => ({
    id,
    way,
    address,
    lastSeenAt,
    device: deviceOf(userAgent),
    isCurrent: id === member.sessionId,
  }));
}

/** Signs one device out, or all but this one. */
export async function endDevices(app: App, member: SignedIn, id: string | null): Promise<void> {
  await app.db.transaction(async () => {
    if (id !== null) await deleteSession(app, member.id, id);
    else await deleteSessions(app, member.id, member.sessionId);
    await audit(app, memberActor(member), {
      action: 'member.signed_out',
      subject: member.id,
      detail: { all: id === null },
    });
  });
}

/** A new private address of the member's feed; the one before leads nowhere from then on. Told only here. */
export async function renewFeed(app: App, member: Member): Promise<string> {
  const secret = newSecret();
  await app.db.transaction(async () => {
    await writeFeedHash(app, member.id, app.secrets.hash(secret));
    await audit(app, memberActor(member), { action: 'member.feed_renewed', subject: member.id });
  });
  return `${originOf(app, COMMUNITY)}${COMMUNITY}/feeds/${secret}.atom`;
}
