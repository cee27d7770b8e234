import type { App } from '#platform/app/index.ts';
import {
  COMMUNITY,
  giveBackPart,
  type PartKey,
  PROFILE_PARTS,
  type ProfilePart,
  readProfileParts,
  type SeenPart,
  takePart,
  wordsOfPart,
} from '#people/members/index.ts';
import type { Moderated, ModeratedKind } from '../ports.ts';

/** As parts of profiles are called in the queue. */
export const KIND_OF_PART: Readonly<Record<ProfilePart, string>> = {
  name: 'membername',
  picture: 'memberpicture',
  about: 'memberabout',
  signature: 'membersignature',
};

export const subjectOfPart = ({ memberId, number }: PartKey): string => `${memberId}.${number}`;

/** What of members' profiles can be flagged, taken away and given back: provide it for `moderatedPort`. */
export const moderatedProfiles: readonly ModeratedKind[] = PROFILE_PARTS.map((part) => ({
  kind: KIND_OF_PART[part],
  async read(app: App, ids) {
    return (await readProfileParts(app, keysOf(part, ids))).map(moderated);
  },
  async hide(app, id, by) {
    for (const key of keysOf(part, [id])) await takePart(app, by, key);
  },
  async restore(app, id, by) {
    for (const key of keysOf(part, [id])) await giveBackPart(app, by, key);
  },
}));

function moderated(seen: SeenPart): Moderated {
  const { member, said, isShown } = seen;
  return {
    id: subjectOfPart(seen),
    memberId: member.id,
    path: `${COMMUNITY}/members/${member.handle}`,
    title: `${member.displayName} (@${member.handle})`,
    text: wordsOfPart(said),
    ...(said.fileId !== undefined && { pictureId: said.fileId }),
    isShown,
  };
}

function keysOf(part: ProfilePart, ids: readonly string[]): PartKey[] {
  return ids.flatMap((id) => {
    const [, memberId, number] = /^(mem_[0-9a-z]+)\.(\d{1,6})$/.exec(id) ?? [];
    return memberId === undefined ? [] : { memberId, part, number: Number(number) };
  });
}
