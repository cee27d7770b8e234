import type { App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import type { Member } from '../domain/member.ts';
import { memberErrors } from '../errors.ts';
import { selectProviders } from '../providers/store.ts';
import { deleteIdentity, type IdentityRow, lockMember, selectIdentities } from '../store/identities.ts';
import { findMembers } from '../store/members.ts';
import { deletePasskey, type PasskeyRow, selectPasskeys } from '../store/passkeys.ts';
import { wordsIn } from '../words/index.ts';
import { memberActor } from './current.ts';
import { HAND_OVER } from './hand-over-name.ts';
import { mailLater } from './mails.ts';
import { languageOf, readCommunity } from './settings.ts';

export type KnownIdentity = IdentityRow & { name: string; isUsable: boolean };

/** How a member can sign in. */
export interface Ways {
  mail: boolean;
  password: boolean;
  identities: KnownIdentity[];
  passkeys: PasskeyRow[];
  /** How many of them work today. */
  usable: number;
}

/** All ways of a member; those that are closed by settings count as none. */
export async function waysOf(app: App, id: string): Promise<Ways> {
  const [[member], { ways }, providers, identities, passkeys] = await Promise.all([
    findMembers(app, [id]),
    readCommunity(app),
    selectProviders(app),
    selectIdentities(app, id),
    selectPasskeys(app, id),
  ]);
  if (!member) throw memberErrors('member.not_found', { id });
  const isProven = member.mail !== null && member.mailVerifiedAt !== null;
  const known = identities.map((one): KnownIdentity => {
    const provider = providers.find(({ id: other }) => other === one.provider);
    const isUsable = one.provider === HAND_OVER ? ways.handOver : provider?.isOpen === true;
    return { ...one, name: provider?.name ?? one.provider, isUsable };
  });
  const mail = isProven && ways.mail;
  const password = isProven && ways.password && member.hasPassword;
  const usable =
    Number(mail) +
    Number(password) +
    known.filter((one) => one.isUsable).length +
    (ways.passkey ? passkeys.length : 0);
  return { mail, password, identities: known, passkeys, usable };
}

export type WayToRemove =
  | { kind: 'identity'; provider: string; subject: string }
  | { kind: 'passkey'; id: string };

/** Takes a way to sign in from a member. Throws `member.way_last` for the last one that works, `member.way_unknown`. */
export async function removeWay(app: App, member: Member, way: WayToRemove, address: string): Promise<void> {
  await app.db.transaction(async () => {
    await lockMember(app, member.id);
    const { identities, passkeys, usable } = await waysOf(app, member.id);
    const { passkey: takesPasskeys } = (await readCommunity(app)).ways;
    const identity =
      way.kind === 'identity' &&
      identities.find((one) => one.provider === way.provider && one.subject === way.subject);
    const isKey = way.kind === 'passkey' && passkeys.some(({ id }) => id === way.id);
    if (!identity && !isKey) throw memberErrors('member.way_unknown');
    const isUsable = identity ? identity.isUsable : takesPasskeys;
    if (isUsable && usable <= 1) throw memberErrors('member.way_last');
    if (way.kind === 'passkey') await deletePasskey(app, member.id, way.id);
    else await deleteIdentity(app, member.id, way);
    await audit(app, memberActor(member, address), {
      action: 'member.way_removed',
      subject: member.id,
      detail: { way: way.kind === 'passkey' ? 'passkey' : way.provider },
    });
    await app.bus.publish('member.changed', { memberId: member.id });
  });
}

/** Notes a new way to sign in, in the caller's transaction, and tells the member by mail, in case it was not he. */
export async function noteNewWay(
  app: App,
  member: Member,
  way: { key: string; name: string; address: string },
): Promise<void> {
  await audit(app, memberActor(member, way.address), {
    action: 'member.way_added',
    subject: member.id,
    detail: { way: way.key },
  });
  await app.bus.publish('member.changed', { memberId: member.id });
  const { mail, mailVerifiedAt } = member;
  if (mail === null || mailVerifiedAt === null) return;
  const { name } = await readCommunity(app);
  const words = wordsIn(await languageOf(app, member));
  app.db.afterCommit(() =>
    mailLater(app, {
      to: mail,
      subject: words.newWaySubject(name),
      text: words.newWayText(name, way.name),
      link: '',
    }),
  );
}
