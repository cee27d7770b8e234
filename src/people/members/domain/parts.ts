import { lookOf } from '#lib/looks/index.ts';
import type { Member } from './member.ts';

/** What of a profile can be flagged, and taken away. */
export const PROFILE_PARTS = ['name', 'picture', 'about', 'signature'] as const;
export type ProfilePart = (typeof PROFILE_PARTS)[number];

/** What a part said when it was taken away; what a part does not have is absent. */
export interface PartBefore {
  handle?: string;
  displayName?: string;
  fileId?: string;
  pronouns?: string | null;
  bio?: string | null;
  signature?: string | null;
}

type Dressed = Pick<Member, 'handle' | 'displayName' | 'pronouns' | 'bio' | 'signature' | 'avatarFileId'>;

/** A part of a profile as it stands; undefined where there is nothing to take. */
export function partOf(member: Dressed, part: ProfilePart): PartBefore | undefined {
  const { handle, displayName, pronouns, bio, signature, avatarFileId } = member;
  if (part === 'name') return isNameless(member) ? undefined : { handle, displayName };
  if (part === 'picture') return avatarFileId === null ? undefined : { fileId: avatarFileId };
  if (part === 'about') return pronouns === null && bio === null ? undefined : { pronouns, bio };
  return signature === null ? undefined : { signature };
}

/** What a part says, in plain words; nothing for a picture. */
export const wordsOfPart = (before: PartBefore): string =>
  [
    before.displayName && `${before.displayName} (@${before.handle})`,
    before.pronouns,
    before.bio,
    before.signature,
  ]
    .filter(Boolean)
    .join('\n\n');

const NAMELESS = /^member-[0-9a-z]{10}$/;

/** The name that is left to somebody whose own was taken away. */
export const namelessOf = (id: string): string => `member-${id.slice(-10)}`;
const isNameless = ({ handle, displayName }: Pick<Member, 'handle' | 'displayName'>): boolean =>
  NAMELESS.test(handle) && displayName === handle;

/** Whether somebody puts up again what was taken away, as an eye reads it. */
export function isAgain(
  before: PartBefore,
  now: Pick<Dressed, 'handle' | 'displayName' | 'pronouns' | 'bio' | 'signature'>,
): boolean {
  const names = [now.handle, now.displayName];
  // Pronouns went along with words that were wrong.
  const pronouns = before.bio ? null : before.pronouns;
  return (
    [before.handle, before.displayName].some((was) => names.some((is) => areSame(was, is))) ||
    areSame(before.bio, now.bio) ||
    areSame(pronouns, now.pronouns) ||
    areSame(before.signature, now.signature)
  );
}

function areSame(was: string | null | undefined, is: string | null): boolean {
  if (!was || !is) return false;
  const look = lookOf(was);
  // Of signs only, nothing is left to compare.
  return look === '' ? was.trim() === is.trim() : look === lookOf(is);
}
