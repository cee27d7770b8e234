import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { decodeCursor, encodeCursor, page, type PageOf } from '#platform/http/index.ts';
import type { Member } from '../domain/member.ts';
import { memberErrors } from '../errors.ts';
import { memberStatePort, type StateWish } from '../ports.ts';
import { findMembers } from '../store/members.ts';
import { deleteSessions } from '../store/sessions.ts';
import { listMembers, type MemberFilters, readNote, writeNote, writeState } from '../store/staff-side.ts';
import { waysOf } from './ways.ts';

/** Members for the staff, the newest first. */
export async function findMembersFor(
  app: App,
  { cursor, ...filters }: Omit<MemberFilters, 'before'> & { cursor?: string | undefined },
): Promise<PageOf<Member>> {
  const before = cursor === undefined ? undefined : String(decodeCursor(cursor, 1)[0]);
  const rows = await listMembers(app, { ...filters, before, limit: filters.limit + 1 });
  return page(rows, filters.limit, (row) => encodeCursor([row.id]));
}

/** One member, with what only the staff sees. Throws `member.not_found`. */
export async function readMember(app: App, id: string) {
  const [member] = await findMembers(app, [id]);
  if (!member) throw memberErrors('member.not_found', { id });
  const [note, { identities, passkeys }] = await Promise.all([readNote(app, id), waysOf(app, id)]);
  return { member, note, identities, passkeys: passkeys.length };
}

/**
 * Silences or suspends a member, or lets him speak again. The reason is shown to the member. A suspended one is signed out everywhere.
 * Throws `member.not_found`, `member.reason_missing`.
 */
export async function setState(app: App, actor: Actor, id: string, wish: StateWish): Promise<void> {
  const isFree = wish.state === 'active';
  if (!isFree && !wish.reason) throw memberErrors('member.reason_missing');
  await app.db.transaction(async () => {
    const change = isFree ? { state: wish.state, reason: null, until: null } : wish;
    const [before] = await findMembers(app, [id]);
    if (!before || !(await writeState(app, id, change))) throw memberErrors('member.not_found', { id });
    await app.find(memberStatePort)?.(app, actor, before, wish);
    if (wish.state === 'suspended') await deleteSessions(app, id, null);
    await audit(app, actor, {
      action: `member.${isFree ? 'freed' : wish.state}`,
      subject: id,
      detail: isFree ? {} : { reason: wish.reason, until: wish.until?.toISOString() ?? null },
    });
    await app.bus.publish('member.changed', { memberId: id });
  });
}

/** Keeps what colleagues should know of a member. The member never sees it. */
export async function setNote(app: App, actor: Actor, id: string, note: string | null): Promise<void> {
  await app.db.transaction(async () => {
    if (!(await writeNote(app, id, note))) throw memberErrors('member.not_found', { id });
    await audit(app, actor, { action: 'member.noted', subject: id });
    await app.bus.publish('member.changed', { memberId: id });
  });
}
