import type { App } from '#platform/app/index.ts';
import { accountKey, forgetAccounts, rememberAccounts } from '#people/accounts/index.ts';
import { forgetPersonsOf } from '#people/persons/index.ts';
import { newId } from '#platform/ids/index.ts';
import { lookOf } from '#lib/looks/index.ts';
import type { Member } from '../domain/member.ts';
import { readHandle, readName } from '../domain/names.ts';
import { memberErrors } from '../errors.ts';
import { memberBelongingsPort } from '../ports.ts';
import { deleteMembers, findClaimable, lockUnused, markBrought } from '../store/brought.ts';
import { findByMail, findMembers, insertMember, isKeyTaken, writeAccount } from '../store/members.ts';
import { authorOf, NETWORK, offerHandle } from './arrive.ts';
import { isNameReserved } from './reserved.ts';

/** Somebody who wrote in another community. */
export interface BroughtMember {
  handle: string;
  name: string;
  /** Whoever proves this address takes the account over. */
  mail: string | null;
  bio: string | null;
  at: Date | null;
}

/**
 * Makes the account of somebody who wrote elsewhere, in the ambient transaction; nobody is told. Whoever has, or is waiting for, the address
 * already is answered instead. A name that is taken or reserved here is changed. Throws `member.handle_invalid`.
 */
export async function bringMember(
  app: App,
  given: BroughtMember,
): Promise<{ member: Member; isNew: boolean }> {
  const { mail, at } = given;
  const known =
    mail === null ? undefined : ((await findByMail(app, mail)) ?? (await findClaimable(app, mail)));
  if (known) return { member: known, isNew: false };
  const id = newId('mem', at?.getTime() ?? Date.now());
  const handle = await handleFor(app, given.handle, id);
  const wished = readName(given.name) ?? handle;
  const displayName = (await isNameReserved(app, wished)) ? handle : wished;
  const isAdded = await insertMember(app, {
    id,
    handle,
    handleKey: lookOf(handle),
    displayName,
    displayKey: lookOf(displayName),
    mail: null,
    isMailVerified: false,
    language: null,
  });
  if (!isAdded) throw memberErrors('member.handle_taken', { handle });
  await markBrought(app, id, { mail, bio: given.bio?.slice(0, 500).toWellFormed() ?? null, at });
  const author = authorOf(app, { id, handle, displayName });
  const ids = await rememberAccounts(app, [{ network: NETWORK, author }]);
  await writeAccount(app, id, ids.get(accountKey(NETWORK, id))!);
  return { member: (await findMembers(app, [id]))[0]!, isNew: true };
}

async function handleFor(app: App, given: string, id: string): Promise<string> {
  const handle = readHandle(given);
  if (handle && !(await isNameReserved(app, handle)) && !(await isKeyTaken(app, lookOf(handle))))
    return handle;
  const offered = await offerHandle(app, { handle: given });
  // Very many may be called alike, or in letters that no handle has.
  const own = `member-${id.slice(-12)}`;
  if (offered === '' && (await isKeyTaken(app, lookOf(own)))) throw memberErrors('member.handle_invalid');
  return offered || own;
}

/** Takes members away who were brought over and whom nobody has used, in the ambient transaction, as if they had never been here. Answers those who went. */
export async function takeBackMembers(app: App, ids: readonly string[]): Promise<string[]> {
  const unused = await lockUnused(app, ids);
  const gone = unused.map(({ id }) => id);
  for (const id of gone)
    for (const belongings of app.find(memberBelongingsPort) ?? [])
      await belongings.erase(app, id, { keepsContent: false });
  const accounts = unused.flatMap(({ accountId }) => accountId ?? []);
  await deleteMembers(app, gone);
  if (accounts.length > 0) {
    await forgetAccounts(app, accounts);
    await forgetPersonsOf(app, accounts);
  }
  for (const memberId of gone) await app.bus.publish('member.erased', { memberId });
  return gone;
}
