import { type App, systemActor } from '#platform/app/index.ts';
import { audit, forgetActor } from '#platform/audit/index.ts';
import { forgetFiles, releaseFiles } from '#platform/files/index.ts';
import { forgetAccounts } from '#people/accounts/index.ts';
import { forgetPersonsOf } from '#people/persons/index.ts';
import type { Member, SignedIn } from '../domain/member.ts';
import { memberErrors } from '../errors.ts';
import { tellLeft } from '../hooks.ts';
import { selectCodes, selectEnded } from '../links/store.ts';
import { memberBelongingsPort } from '../ports.ts';
import { deleteBlock, insertBlock, selectBlocked, selectBlockers } from '../store/blocks.ts';
import { selectIdentities } from '../store/identities.ts';
import { takeLeaving, wipeMember, writeEraseAt } from '../store/leaving.ts';
import { findByHandle, findMembers, lockMembers } from '../store/members.ts';
import { selectPasskeys } from '../store/passkeys.ts';
import { selectResets } from '../store/resets.ts';
import { listSessions } from '../store/sessions.ts';
import { memberActor } from './current.ts';

export const DAYS_TO_CHANGE_ONES_MIND = 14;

/** Everything that is kept of a member, in one document; each feature adds its part. */
export async function exportMember(app: App, member: SignedIn): Promise<Record<string, unknown>> {
  const [sessions, blocked, identities, keys, handleCodes, endedLinks, resets] = await Promise.all([
    listSessions(app, member.id),
    selectBlocked(app, member.id),
    selectIdentities(app, member.id),
    selectPasskeys(app, member.id),
    selectCodes(app, member.id),
    selectEnded(app, member.id),
    selectResets(app, [member.id]),
  ]);
  const passkeys = keys.map(({ name, createdAt, lastUsedAt }) => ({ name, createdAt, lastUsedAt }));
  const { sessionId: _session, accountId: _account, blocked: _blocked, ...profile } = member;
  const parts: Record<string, unknown> = {};
  for (const { key, exportOf } of app.find(memberBelongingsPort) ?? [])
    parts[key] = await exportOf(app, member.id);
  await audit(app, memberActor(member), { action: 'member.exported', subject: member.id });
  const names = (await findMembers(app, blocked)).map(({ handle }) => handle);
  const ways = { identities, passkeys, handleCodes, endedLinks };
  const takenAway = resets.map(({ part, before, at }) => ({ part, before, at }));
  return { format: 'rapport-member/1', profile, sessions, blocked: names, takenAway, ...ways, ...parts };
}

/** Says that a member wants to go: at once, or in 14 days, in which he may change his mind. */
export async function askToLeave(
  app: App,
  member: Member,
  wish: { isAtOnce: boolean; keepsContent: boolean },
): Promise<void> {
  await app.db.transaction(async () => {
    const days = wish.isAtOnce ? 0 : DAYS_TO_CHANGE_ONES_MIND;
    await writeEraseAt(app, member.id, { days, keepsContent: wish.keepsContent });
    await audit(app, memberActor(member), {
      action: 'member.leaving',
      subject: member.id,
      detail: { inDays: days, keepsContent: wish.keepsContent },
    });
  });
  if (!wish.isAtOnce) return;
  await eraseAtOnce(app, [member.id]).catch(async (error: unknown) => {
    // Another's may have failed.
    if ((await findMembers(app, [member.id]))[0]?.state !== 'erased') throw error;
  });
}

export async function stay(app: App, member: Member): Promise<void> {
  await app.db.transaction(async () => {
    await writeEraseAt(app, member.id, { days: null, keepsContent: true });
    await audit(app, memberActor(member), { action: 'member.stayed', subject: member.id });
  });
}

/** Erases whose time has come, one transaction each. Answers how many. One that fails is left whole, and thrown after all others. */
export async function eraseLeaving(app: App): Promise<number> {
  const failed = new Map<string, unknown>();
  for (let erased = 0; ; erased++)
    if (!(await eraseNext(app, failed))) {
      for (const error of failed.values()) throw error;
      return erased;
    }
}

const TURNS = 5;

/** Erases members whose time has come now: one whom somebody holds this moment is waited for rather than left for the next job. */
export async function eraseAtOnce(app: App, ids: readonly string[]): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) {
    await eraseLeaving(app);
    const left = (await findMembers(app, ids)).filter(({ state }) => state !== 'erased');
    if (left.length === 0) return;
    await app.db.transaction(() =>
      lockMembers(
        app,
        left.map(({ id }) => id),
      ),
    );
  }
}

async function eraseNext(app: App, failed: Map<string, unknown>): Promise<boolean> {
  let id: string | undefined;
  try {
    return await app.db.transaction(async () => {
      const [leaving] = await takeLeaving(app, [...failed.keys()], 1);
      id = leaving?.id;
      if (leaving) await erase(app, leaving);
      return leaving !== undefined;
    });
  } catch (error) {
    if (id === undefined) throw error;
    failed.set(id, error);
    return true;
  }
}

/** What the lines of the log about a member tell of him. */
const TOLD = ['handle', 'from', 'to', 'reason'];

async function erase(
  app: App,
  { id, keepsContent, accountId, avatarFileId }: Awaited<ReturnType<typeof takeLeaving>>[number],
): Promise<void> {
  for (const belongings of app.find(memberBelongingsPort) ?? [])
    await belongings.erase(app, id, { keepsContent });
  const pictures = [avatarFileId, ...(await selectResets(app, [id])).map(({ before }) => before.fileId)];
  await wipeMember(app, id, `former-${id.slice(-12)}`);
  await releaseFiles(app, [`member:${id}`]);
  await forgetFiles(
    app,
    pictures.filter((one) => typeof one === 'string'),
  );
  if (accountId !== null) {
    await forgetAccounts(app, [accountId]);
    await forgetPersonsOf(app, [accountId]);
  }
  await forgetActor(app, id, { name: 'Former member', fields: TOLD });
  await audit(app, systemActor, { action: 'member.erased', subject: id, detail: { keepsContent } });
  await app.bus.publish('member.erased', { memberId: id });
  await tellLeft(app, id, keepsContent);
}

/** Adds somebody to those whom a member does not want to hear from, or takes him off. Throws `member.not_found`. */
export async function setBlock(
  app: App,
  member: Member,
  wish: { handle: string; isBlocked: boolean },
): Promise<void> {
  const other = await findByHandle(app, wish.handle.trim().replace(/^@/, '').toLowerCase());
  if (!other || other.id === member.id)
    throw memberErrors('member.not_found', { id: wish.handle.slice(0, 40) });
  await app.db.transaction(async () => {
    if (wish.isBlocked) await insertBlock(app, member.id, other.id);
    else await deleteBlock(app, member.id, other.id);
    await audit(app, memberActor(member), {
      action: wish.isBlocked ? 'member.blocked' : 'member.unblocked',
      subject: other.id,
    });
  });
}

/** Those whom a member does not want to hear from. */
export async function readBlocked(app: App, member: Member): Promise<Member[]> {
  return findMembers(app, await selectBlocked(app, member.id));
}

/** Ids of those whom a member does not want to hear from. */
export const blockedBy = (app: App, memberId: string): Promise<string[]> => selectBlocked(app, memberId);

/** Of some members those who do not want to hear from one. */
export const blockersOf = selectBlockers;
