import type { App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { releaseFiles, storeFile, useFiles } from '#platform/files/index.ts';
import { updateProfiles } from '#people/accounts/index.ts';
import { lookOf } from '#lib/looks/index.ts';
import type { Member } from '../domain/member.ts';
import { isPicture, PICTURE_MOST_BYTES } from '../domain/picture.ts';
import { type ProfileWish, readProfile } from '../domain/profile.ts';
import { memberErrors } from '../errors.ts';
import { profileScreenPort } from '../ports.ts';
import { holdMember } from '../store/members.ts';
import { writeAvatar, writeNames, writeProfile } from '../store/profile.ts';
import { mustBeNew, mustBeNewPicture } from './again.ts';
import { authorOf, NETWORK, readNames } from './arrive.ts';
import { memberActor } from './current.ts';
import { readCommunity } from './settings.ts';

/** Changes what a member says of himself. Throws `member.profile_wrong` with the field, `member.taken_away`, `member.not_found`, `member.words_refused`, and what `readNames` throws. */
export async function saveProfile(
  app: App,
  member: Member,
  wish: ProfileWish & { handle: string; displayName: string },
): Promise<void> {
  const { languages, signature } = await readCommunity(app);
  const profile = readProfile(wish, languages, signature);
  if ('wrong' in profile) throw memberErrors('member.profile_wrong', { field: profile.wrong });
  const isRenamed = wish.handle !== member.handle || wish.displayName !== member.displayName;
  const names = isRenamed ? await readNames(app, wish) : undefined;
  await app.db.transaction(async () => {
    const now = { ...profile, ...(names ?? { handle: member.handle, displayName: member.displayName }) };
    // Before the member is locked, as whoever decides about him asks in that order.
    await app.find(profileScreenPort)?.(app, member.id, now);
    await mustBeNew(app, member.id, now);
    await writeProfile(app, member.id, profile);
    if (names) {
      const keys = { handleKey: lookOf(names.handle), displayKey: lookOf(names.displayName) };
      if (!(await writeNames(app, member.id, { ...names, ...keys })))
        throw memberErrors('member.handle_taken', { handle: names.handle });
      await updateProfiles(app, [{ network: NETWORK, author: authorOf(app, { id: member.id, ...names }) }]);
    }
    await audit(app, memberActor(member), {
      action: names ? 'member.renamed' : 'member.profile_changed',
      subject: member.id,
      detail: names ? { from: member.handle, to: names.handle } : {},
    });
    await app.bus.publish('member.changed', { memberId: member.id });
  });
}

/**
 * Takes a picture of a member, or takes it away. It is kept as it is but for what it tells of its place and camera; large ones are
 * refused, as nothing here makes them smaller. Throws `member.picture_wrong`, `member.taken_away`, `member.not_found`.
 */
export async function saveAvatar(
  app: App,
  member: Member,
  file: { name: string; bytes: Uint8Array } | null,
): Promise<void> {
  if (file && file.bytes.length > PICTURE_MOST_BYTES) throw memberErrors('member.picture_wrong');
  const stored = file ? await storeFile(app, { ...file, purpose: 'avatar', by: member.id }) : null;
  // What is not used goes by itself after a day.
  if (stored && !isPicture(stored)) throw memberErrors('member.picture_wrong');
  await app.db.transaction(async () => {
    if (stored) await mustBeNewPicture(app, member.id, stored);
    else if (!(await holdMember(app, member.id))) throw memberErrors('member.not_found', { id: member.id });
    await releaseFiles(app, [`member:${member.id}`]);
    await writeAvatar(app, member.id, stored?.id ?? null);
    if (stored) await useFiles(app, [stored.id], `member:${member.id}`);
    await audit(app, memberActor(member), {
      action: 'member.profile_changed',
      subject: member.id,
      detail: { picture: stored !== null },
    });
    await app.bus.publish('member.changed', { memberId: member.id });
  });
}
