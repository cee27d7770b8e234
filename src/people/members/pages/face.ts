import { type Html, markup } from '#lib/html/index.ts';
import type { Member } from '../domain/member.ts';
import { COMMUNITY } from '../service/settings.ts';

/** A member's picture, or the first letter of the name; it only repeats the name beside it. */
export function faceOf(
  member: Pick<Member, 'id' | 'handle' | 'displayName' | 'avatarFileId'>,
  size: 'small' | 'middle' | 'large' = 'middle',
): Html {
  const look = size === 'middle' ? 'face' : `face ${size}`;
  if (member.avatarFileId !== null)
    return markup`<img class="${look}" src="${COMMUNITY}/faces/${member.avatarFileId}" alt="" loading="lazy" />`;
  const [first = '?'] = member.displayName;
  return markup`<span class="${look}" aria-hidden="true">${first.toLocaleUpperCase()}</span>`;
}
