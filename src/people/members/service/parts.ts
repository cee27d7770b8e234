import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { releaseFiles, useFiles } from '#platform/files/index.ts';
import { newId } from '#platform/ids/index.ts';
import { updateProfiles } from '#people/accounts/index.ts';
import { lookOf } from '#lib/looks/index.ts';
import type { Member } from '../domain/member.ts';
import { namelessOf, type PartBefore, partOf, PROFILE_PARTS, type ProfilePart } from '../domain/parts.ts';
import { findMembers, lockMembers } from '../store/members.ts';
import { writeAvatar, writeNames } from '../store/profile.ts';
import {
  deleteReset,
  insertReset,
  type ResetRow,
  selectResets,
  writeForgiven,
  writeWords,
} from '../store/resets.ts';
import { authorOf, NETWORK } from './arrive.ts';

/** A part of a profile: what stands there now has the number of how often it was taken away. */
export interface PartKey {
  memberId: string;
  part: ProfilePart;
  number: number;
}

export interface SeenPart extends PartKey {
  member: Member;
  /** What it says, or said when it was taken away. */
  said: PartBefore;
  isShown: boolean;
}

/** Parts of profiles as they stand, or stood when they were taken away; what is gone otherwise is left out. */
export async function readParts(app: App, asked: readonly PartKey[]): Promise<SeenPart[]> {
  const ids = [...new Set(asked.map(({ memberId }) => memberId))];
  const [members, resets] = await Promise.all([findMembers(app, ids), selectResets(app, ids)]);
  return asked.flatMap((key) => {
    const member = members.find(({ id }) => id === key.memberId);
    if (!member || member.state === 'erased') return [];
    const taken = resets.find((row) => isSame(row, key));
    if (taken) return { ...key, member, said: taken.before, isShown: false };
    const said = key.number === nextOf(resets, key) ? partOf(member, key.part) : undefined;
    return said ? { ...key, member, said, isShown: true } : [];
  });
}

/** The keys of all parts as they stand, or would stand, now. */
export async function keysOf(app: App, memberId: string): Promise<PartKey[]> {
  const resets = await selectResets(app, [memberId]);
  return PROFILE_PARTS.map((part) => ({ memberId, part, number: nextOf(resets, { memberId, part }) }));
}

/** What stands in a profile now, part by part. */
export const partsOf = async (app: App, memberId: string): Promise<SeenPart[]> =>
  readParts(app, await keysOf(app, memberId));

const isSame = (row: PartKey, key: PartKey): boolean =>
  row.memberId === key.memberId && row.part === key.part && row.number === key.number;

const nextOf = (rows: readonly PartKey[], key: Omit<PartKey, 'number'>): number =>
  1 + Math.max(-1, ...rows.flatMap((row) => (isSame(row, { ...key, number: row.number }) ? row.number : [])));

const ownerOf = ({ memberId, number }: PartKey): string => `member-reset:${memberId}.${number}`;

/** Takes a part of a profile away, in the ambient transaction. Twice is once; what stands there since is another one, and stays. */
export async function takePart(app: App, actor: Actor, key: PartKey): Promise<void> {
  const { member, resets } = await lockDressed(app, key);
  if (!member) return;
  const said = key.number === nextOf(resets, key) ? partOf(member, key.part) : undefined;
  if (!said) return writeForgiven(app, key, false);
  await insertReset(app, { ...key, before: said });
  if (said.fileId !== undefined) await useFiles(app, [said.fileId], ownerOf(key));
  await dress(app, member, key.part, emptied(key.part));
  await audit(app, actor, { action: 'member.part_taken', subject: member.id, detail: { part: key.part } });
}

/** Puts a part back that was taken away, in the ambient transaction, unless something else stands there since: that stays. */
export async function giveBackPart(app: App, actor: Actor, key: PartKey): Promise<void> {
  const { member, resets } = await lockDressed(app, key);
  const taken = resets.find((row) => isSame(row, key));
  if (!member || !taken) return;
  const isFree = key.number === nextOf(resets, key) - 1 && partOf(member, key.part) === undefined;
  if (!isFree) return writeForgiven(app, key, true);
  await dress(app, member, key.part, taken.before);
  await deleteReset(app, key);
  await releaseFiles(app, [ownerOf(key)]);
  await audit(app, actor, { action: 'member.part_back', subject: member.id, detail: { part: key.part } });
}

async function lockDressed(
  app: App,
  { memberId }: PartKey,
): Promise<{ member: Member | undefined; resets: ResetRow[] }> {
  const ids = await lockMembers(app, [memberId]);
  const [[member], resets] = await Promise.all([findMembers(app, ids), selectResets(app, ids)]);
  return { member, resets };
}

function emptied(part: ProfilePart): PartBefore {
  if (part === 'about') return { pronouns: null, bio: null };
  if (part === 'signature') return { signature: null };
  if (part === 'picture') return {};
  const handle = namelessOf(newId('mem'));
  return { handle, displayName: handle };
}

/** Lets a part of a profile say this. */
async function dress(app: App, { id }: Member, part: ProfilePart, said: PartBefore): Promise<void> {
  const { handle, displayName, fileId } = said;
  if (part === 'picture') {
    await releaseFiles(app, [`member:${id}`]);
    await writeAvatar(app, id, fileId ?? null);
    if (fileId !== undefined) await useFiles(app, [fileId], `member:${id}`);
  } else if (part !== 'name') await writeWords(app, id, said);
  else if (handle !== undefined && displayName !== undefined) await rename(app, id, { handle, displayName });
  await app.bus.publish('member.changed', { memberId: id });
}

/** A handle that somebody else has by now stays his; the other name comes back all the same. */
async function rename(app: App, id: string, names: { handle: string; displayName: string }): Promise<void> {
  const keysOf = (one: typeof names) => ({
    ...one,
    handleKey: lookOf(one.handle),
    displayKey: lookOf(one.displayName),
  });
  const [member] = await findMembers(app, [id]);
  const kept = { handle: member!.handle, displayName: names.displayName };
  const isWhole = await writeNames(app, id, keysOf(names));
  if (!isWhole) await writeNames(app, id, keysOf(kept));
  const author = authorOf(app, { id, ...(isWhole ? names : kept) });
  await updateProfiles(app, [{ network: NETWORK, author }]);
}
