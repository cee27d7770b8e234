import { type Html, markup } from '#lib/html/index.ts';
import { COMMUNITY, faceOf, type Member } from '#people/members/index.ts';
import { agoIn, type Words } from '../words/index.ts';

/** Somebody as he stands beside what he wrote. */
export interface Shown {
  name: string;
  /** Where more of him is read; null for the company and for former members. */
  path: string | null;
  face: Html;
  /** Ids of what he was honoured with. */
  honours: readonly string[];
  isTeam: boolean;
}

/** Who wrote it: a member as he is called now, the company, or a former member. */
export function shownOf(
  row: { authorId: string | null; authorName: string },
  members: ReadonlyMap<string, Member>,
  words: Pick<Words, 'former'>,
  size: 'small' | 'middle' = 'middle',
): Shown {
  const look = size === 'small' ? 'face small' : 'face';
  const letter = (name: string, more = '') =>
    markup`<span class="${look}${more}" aria-hidden="true">${(Array.from(name)[0] ?? '?').toLocaleUpperCase()}</span>`;
  if (row.authorId === null)
    return {
      name: row.authorName,
      path: null,
      face: letter(row.authorName, ' team'),
      honours: [],
      isTeam: true,
    };
  const member = members.get(row.authorId);
  if (member?.state === 'erased')
    return { name: words.former, path: null, face: letter(words.former), honours: [], isTeam: false };
  if (!member)
    return { name: row.authorName, path: null, face: letter(row.authorName), honours: [], isTeam: false };
  return {
    name: member.displayName,
    path: `${COMMUNITY}/members/${encodeURIComponent(member.handle)}`,
    face: faceOf(member, size),
    honours: member.honours,
    isTeam: false,
  };
}

/** How somebody is called now: who left has no name any more. */
export function nameNow(
  id: string | null,
  name: string,
  members: ReadonlyMap<string, Member>,
  words: Words,
): string {
  return id !== null && members.has(id)
    ? shownOf({ authorId: id, authorName: name }, members, words).name
    : name;
}

/** A name, with its link and the mark of the team. */
export function nameHtml({ name, path, isTeam }: Shown, words: Pick<Words, 'team'>): Html {
  const who =
    path === null
      ? markup`<span class="who">${name}</span>`
      : markup`<a class="who" href="${path}">${name}</a>`;
  return isTeam ? markup`${who} <span class="badge team">${words.team}</span>` : who;
}

/** When, for people and for machines. */
export function timeHtml(at: Date, now: Date, language: string): Html {
  const iso = at.toISOString();
  return markup`<time datetime="${iso}" title="${iso.slice(0, 16).replace('T', ' ')} UTC">${agoIn(at, now, language)}</time>`;
}

/** A moment to come: in UTC, and with scripts in the zone of the reader. */
export function momentHtml(at: Date, language: string): Html {
  const told = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(at);
  return markup`<time datetime="${at.toISOString()}" data-moment>${told} UTC</time>`;
}

export const tagPath = (tag: string): string => `${COMMUNITY}/tags/${encodeURIComponent(tag)}`;
export const categoryPath = (slug: string): string => `${COMMUNITY}/c/${encodeURIComponent(slug)}`;

export function tagsHtml(tags: readonly string[]): Html | null {
  if (tags.length === 0) return null;
  return markup`<span class="tags">${tags.map((tag) => markup`<a class="tag" href="${tagPath(tag)}">#${tag}</a> `)}</span>`;
}

/** Hidden fields of every form of a member. */
export interface FormKey {
  proof: string;
  /** Of this very form: sent twice, it does its work once. */
  formId: string;
}

export const keyHtml = ({ proof, formId }: FormKey): Html =>
  markup`<input type="hidden" name="proof" value="${proof}" /><input type="hidden" name="form" value="${formId}" />`;
