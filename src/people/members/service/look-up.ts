import type { App } from '#platform/app/index.ts';
import type { Member } from '../domain/member.ts';
import { findByHandle, findMembers } from '../store/members.ts';
import { findIdByFeed, isAvatar } from '../store/profile.ts';

/** Nobody has a sign for control in his handle, and the database is not asked for one. */
export async function memberByHandle(app: App, handle: string): Promise<Member | undefined> {
  return /\p{Cc}/u.test(handle) ? undefined : findByHandle(app, handle);
}

/** Whether a file is the picture of some member. */
export const isFace = (app: App, fileId: string): Promise<boolean> => isAvatar(app, fileId);

/** The member of a private feed address. */
export async function memberByFeed(app: App, secret: string): Promise<Member | undefined> {
  const id = await findIdByFeed(app, app.secrets.hash(secret));
  return id === undefined ? undefined : (await findMembers(app, [id]))[0];
}
