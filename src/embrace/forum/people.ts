import type { App } from '#platform/app/index.ts';
import { findMembersByHandle, type Member, readMembers } from '#people/members/index.ts';

/** Handle in small letters → member, for those who are there. */
export async function membersByHandle(app: App, handles: readonly string[]): Promise<Map<string, string>> {
  return new Map((await findMembersByHandle(app, handles)).map(({ handle, id }) => [handle, id]));
}

/** Who wrote some posts, by id; former members are among them, named as such. */
export function authorsOf(
  app: App,
  rows: readonly { authorId: string | null }[],
): Promise<Map<string, Member>> {
  return readMembers(app, [...new Set(rows.flatMap(({ authorId }) => authorId ?? []))]);
}
