import type { App } from '#platform/app/index.ts';
import type { Member } from '../domain/member.ts';
import { findByHandle, findMembers } from '../store/members.ts';
import { findIdByFeed, isAvatar } from '../store/profile.ts';

export const memberByHandle = (app: App, handle: string): Promise<Member | undefined> =>
  findByHandle(app, handle);

/** Whether a file is the picture of some member. */
export const isFace = (app: App, fileId: string): Promise<boolean> => isAvatar(app, fileId);

/** The member of a private feed address. */
export async function memberByFeed(app: App, secret: string): Promise<Member | undefined> {
  const id = await findIdByFeed(app, app.secrets.hash(secret));
  return id === undefined ? undefined : (await findMembers(app, [id]))[0];
}
