import type { App } from '#platform/app/index.ts';
import { readFiles, type StoredFile } from '#platform/files/index.ts';
import type { Member } from '../domain/member.ts';
import { isAgain, type PartBefore } from '../domain/parts.ts';
import { memberErrors } from '../errors.ts';
import { lockMembers } from '../store/members.ts';
import { selectResets } from '../store/resets.ts';

/**
 * Throws `member.taken_away` where somebody puts up again what was taken away, `member.not_found` where he was erased meanwhile. The member is
 * locked from then on.
 */
export async function mustBeNew(
  app: App,
  memberId: string,
  now: Pick<Member, 'handle' | 'displayName' | 'pronouns' | 'bio' | 'signature'>,
): Promise<void> {
  if ((await takenFrom(app, memberId)).some((before) => isAgain(before, now)))
    throw memberErrors('member.taken_away');
}

/** As above of a picture: the same one, whatever its file is called and whatever was known of its place. */
export async function mustBeNewPicture(
  app: App,
  memberId: string,
  { sha256 }: Pick<StoredFile, 'sha256'>,
): Promise<void> {
  const ids = (await takenFrom(app, memberId)).flatMap(({ fileId }) => fileId ?? []);
  if ((await readFiles(app, ids)).some((file) => file.sha256 === sha256))
    throw memberErrors('member.taken_away');
}

/** What colleagues did not take back since. */
async function takenFrom(app: App, memberId: string): Promise<PartBefore[]> {
  if ((await lockMembers(app, [memberId])).length === 0)
    throw memberErrors('member.not_found', { id: memberId });
  const resets = await selectResets(app, [memberId]);
  return resets.flatMap(({ before, isForgiven }) => (isForgiven ? [] : before));
}
