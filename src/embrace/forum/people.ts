import { type App, perApp } from '#platform/app/index.ts';
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

const FRESH_MS = 10_000;
const MOST_KEPT = 5000;

interface Kept {
  member: Member | undefined;
  at: number;
}
const keptOf = perApp((app) => {
  const made = new Map<string, Kept>();
  const forget = ({ memberId }: { memberId: string }) => void made.delete(memberId);
  app.bus.on('member.changed', forget);
  app.bus.on('member.erased', forget);
  app.bus.on('bus.resync', () => made.clear());
  return made;
});

/** The same for pages that everybody gets: as they were within the last ten seconds, in memory, and anew at once when this process hears of a change. */
export async function knownAuthors(
  app: App,
  rows: readonly { authorId: string | null }[],
): Promise<Map<string, Member>> {
  const map = keptOf(app);
  const now = app.clock.now().getTime();
  const ids = [...new Set(rows.flatMap(({ authorId }) => authorId ?? []))];
  const missing = ids.filter((id) => !(now - (map.get(id)?.at ?? -Infinity) < FRESH_MS));
  if (missing.length > 0) {
    const read = await readMembers(app, missing);
    for (const id of missing) map.delete(id);
    for (const id of missing) map.set(id, { member: read.get(id), at: now });
  }
  const found = ids.flatMap((id): [string, Member][] => {
    const member = map.get(id)?.member;
    return member ? [[id, member]] : [];
  });
  for (const id of map.keys()) {
    if (map.size <= MOST_KEPT) break;
    map.delete(id);
  }
  return new Map(found);
}
