import { originOf } from '#platform/addresses/index.ts';
import { type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId, newSecret } from '#platform/ids/index.ts';
import { accountKey, rememberAccounts } from '#people/accounts/index.ts';
import type { InboundAuthor } from '#connectors/kit/index.ts';
import { networkOf, spendAttempts } from '#people/sessions/index.ts';
import { lookOf } from '#lib/looks/index.ts';
import { joinLimits } from '../domain/limits.ts';
import type { Member } from '../domain/member.ts';
import { proposeHandle, readHandle, readName } from '../domain/names.ts';
import { memberErrors } from '../errors.ts';
import { joinProven } from '../links/join.ts';
import { tellJoined } from '../hooks.ts';
import { keepThere } from '../providers/single-logout/sessions.ts';
import { profileScreenPort } from '../ports.ts';
import { findByMail, findMembers, insertMember, isKeyTaken, writeAccount } from '../store/members.ts';
import { claim, findClaimable } from '../store/brought.ts';
import { findIdentity, insertIdentity } from '../store/identities.ts';
import { findTicket, insertTicket, type Proof, takeTicket, type Ticket } from '../store/tickets.ts';
import { type Arrival, memberActor, openSession } from './current.ts';
import { HAND_OVER } from './hand-over-name.ts';
import { isNameReserved } from './reserved.ts';
import { COMMUNITY, readCommunity } from './settings.ts';

/** The network that members stand on. */
export const NETWORK = 'community';
const TICKET_MINUTES = 30;

/** Keeps what somebody proved until it is used; answers the secret of the link. */
export async function keepProof(app: App, proof: Proof, back: string): Promise<string> {
  const secret = newSecret();
  const ticket: Ticket = { kind: 'arrival', memberId: null, proof, back };
  await insertTicket(app, app.secrets.hash(secret), ticket, TICKET_MINUTES);
  return secret;
}

/** What a link proves, without using it up; undefined when it is over. */
export function lookAtProof(app: App, secret: string): Promise<Ticket | undefined> {
  return findTicket(app, app.secrets.hash(secret));
}

/** What a link proves, and uses it up. Throws `member.ticket_over`. */
export async function takeProof(app: App, secret: string): Promise<Ticket> {
  const ticket = await takeTicket(app, app.secrets.hash(secret));
  if (ticket?.kind !== 'arrival') throw memberErrors('member.ticket_over');
  return ticket;
}

/** The member whom a proof belongs to, or undefined for somebody new. An identity elsewhere goes before an address. */
export async function memberBehind(app: App, proof: Proof): Promise<Member | undefined> {
  const { provider, subject, mail } = proof;
  if (provider !== undefined && subject !== undefined) {
    const id = await findIdentity(app, provider, subject);
    if (id !== undefined) return (await findMembers(app, [id]))[0];
  }
  if (mail === undefined || proof.isMailVerified !== true) return undefined;
  // Whoever has the address goes before whoever was brought over with it.
  // Who claimed it between the two looks has the address now.
  return (await findByMail(app, mail)) ?? (await findClaimable(app, mail)) ?? findByMail(app, mail);
}

/** Somebody who is in: where he wanted to go, and what his browser is to keep. */
export interface Entered {
  back: string;
  token: string;
}

/** Uses a link up, for somebody who is a member. Throws `member.ticket_over`, `member.suspended`. */
export async function enterByTicket(app: App, secret: string, from: Arrival): Promise<Entered> {
  return app.db.transaction(async () => {
    const ticket = await takeTicket(app, app.secrets.hash(secret));
    const member = ticket?.kind === 'arrival' ? await memberBehind(app, ticket.proof) : undefined;
    if (!ticket || !member) throw memberErrors('member.ticket_over');
    return { back: ticket.back, token: await enter(app, member, ticket.proof, from) };
  });
}

/**
 * Lets a member in who proved to be the one; answers the token of his session. Call it in a transaction. Throws `member.suspended`, `member.ticket_over`
 * and `member.password_wrong` where the proof holds no more.
 */
export async function enter(
  app: App,
  member: Member,
  proof: Proof,
  from: Arrival,
  passwordHash: string | null = null,
): Promise<string> {
  refuseSuspended(member);
  if (member.mailVerifiedAt === null) await claimProven(app, member, proof, from);
  const way = passwordHash === null ? (proof.provider ?? 'mail') : 'password';
  const token = await openSession(app, { memberId: member.id, way, passwordHash }, from);
  if (token === undefined) return refuseLate(app, member.id, passwordHash !== null);
  await keepIdentity(app, proof, member.id);
  const { provider, there: sealed } = proof;
  if (provider !== undefined && sealed !== undefined)
    await keepThere(app, { providerId: provider, tokenHash: app.secrets.hash(token), sealed });
  await joinProven(app, member, HAND_OVER);
  await audit(app, memberActor(member, from.address), {
    action: 'member.signed_in',
    subject: member.id,
    detail: { way },
  });
  return token;
}

/** An account that came with an import belongs to whoever proves its address. */
async function claimProven(app: App, member: Member, { mail, isMailVerified }: Proof, from: Arrival) {
  if (mail === undefined || isMailVerified !== true || !(await claim(app, member.id, mail))) return;
  const actor = memberActor(member, from.address);
  await audit(app, actor, {
    action: 'member.claimed',
    subject: member.id,
    detail: { handle: member.handle },
  });
  await app.bus.publish('member.changed', { memberId: member.id });
}

/** What was true when the proof was checked, and is not any more. */
async function refuseLate(app: App, memberId: string, hasPassword: boolean): Promise<never> {
  for (const member of await findMembers(app, [memberId])) refuseSuspended(member);
  throw memberErrors(hasPassword ? 'member.password_wrong' : 'member.ticket_over');
}

/** Keeps who somebody is elsewhere, if the proof says it. False where that is another member. */
export async function keepIdentity(app: App, proof: Proof, memberId: string): Promise<boolean> {
  const { provider, subject, mail, handle, name } = proof;
  if (provider === undefined || subject === undefined) return true;
  return insertIdentity(app, { provider, subject, label: mail ?? handle ?? name ?? null }, memberId);
}

/** Throws `member.suspended` with the reason, told only to who proved to be the member. */
export function refuseSuspended({ id, state, stateReason, stateUntil }: Member): void {
  if (state !== 'suspended') return;
  throw memberErrors('member.suspended', {
    memberId: id,
    reason: stateReason ?? '',
    until: stateUntil?.toISOString() ?? null,
    ends: stateUntil ? ` until ${stateUntil.toISOString().slice(0, 10)}` : '',
  });
}

export interface JoinWish {
  handle: string;
  displayName: string;
  language: string | null;
}

/** Makes the account of somebody who proved who he is, and uses his link up. Sent twice, it is made once. */
export async function joinByTicket(
  app: App,
  secret: string,
  wish: JoinWish,
  from: Arrival,
): Promise<Entered> {
  const { takesMembers } = await readCommunity(app);
  if (!takesMembers) throw memberErrors('member.closed');
  const names = await readNames(app, wish);
  const said = { ...names, pronouns: null, bio: null, signature: null };
  const screen = app.find(profileScreenPort);
  await screen?.(app, null, said);
  await spendAttempts(app, joinLimits(networkOf(from.address)));
  return app.db.transaction(async () => {
    const ticket = await takeTicket(app, app.secrets.hash(secret));
    if (ticket?.kind !== 'arrival') throw memberErrors('member.ticket_over');
    const present = await memberBehind(app, ticket.proof);
    const member = present ?? (await addMember(app, { ...names, language: wish.language }, ticket.proof));
    if (!present) await screen?.(app, member.id, said, true);
    return { back: ticket.back, token: await enter(app, member, ticket.proof, from) };
  });
}

interface Names {
  handle: string;
  displayName: string;
}

/** Checks names as they were typed. Throws `member.handle_invalid`, `member.name_invalid`, `member.name_reserved`. */
export async function readNames(app: App, wish: Names): Promise<Names> {
  const handle = readHandle(wish.handle);
  if (handle === undefined) throw memberErrors('member.handle_invalid');
  const displayName = readName(wish.displayName === '' ? handle : wish.displayName);
  if (displayName === undefined) throw memberErrors('member.name_invalid');
  for (const name of [handle, displayName])
    if (await isNameReserved(app, name)) throw memberErrors('member.name_reserved');
  return { handle, displayName };
}

/** A new member with names that were checked. Call it in a transaction. Throws `member.handle_taken`. */
export async function addMember(
  app: App,
  names: Names & { language: string | null },
  proof: Proof,
): Promise<Member> {
  const id = newId('mem');
  const isAdded = await insertMember(app, {
    id,
    handle: names.handle,
    handleKey: lookOf(names.handle),
    displayName: names.displayName,
    displayKey: lookOf(names.displayName),
    mail: proof.mail ?? null,
    isMailVerified: proof.mail !== undefined && proof.isMailVerified === true,
    language: names.language,
  });
  if (!isAdded) throw memberErrors('member.handle_taken', { handle: names.handle });
  const author = authorOf(app, { id, ...names });
  const ids = await rememberAccounts(app, [{ network: NETWORK, author }]);
  await writeAccount(app, id, ids.get(accountKey(NETWORK, id))!);
  await audit(app, systemActor, { action: 'member.joined', subject: id, detail: { handle: names.handle } });
  await app.bus.publish('member.joined', { memberId: id });
  const { handle, displayName: name } = names;
  await tellJoined(app, { id, handle, name, url: author.profileUrl ?? '' });
  return (await findMembers(app, [id]))[0]!;
}

/** A member as the author of a post. */
export function authorOf(
  app: App,
  member: { id: string; handle: string; displayName: string },
): InboundAuthor {
  return {
    externalId: member.id,
    handle: member.handle,
    displayName: member.displayName,
    profileUrl: `${originOf(app, COMMUNITY)}${COMMUNITY}/members/${member.handle}`,
  };
}

/** A handle that is free, made of what is known of somebody. */
export async function offerHandle(app: App, proof: Proof): Promise<string> {
  const from = proof.handle ?? proof.name ?? 'member';
  for (let turn = 0; turn < 20; turn++) {
    const handle = proposeHandle(from, turn);
    if (
      readHandle(handle) &&
      !(await isNameReserved(app, handle)) &&
      !(await isKeyTaken(app, lookOf(handle)))
    )
      return handle;
  }
  return '';
}
