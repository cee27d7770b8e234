import { slugOf } from '#lib/slugs/index.ts';

export const KINDS = ['discussion', 'question'] as const;
export type ThreadKind = (typeof KINDS)[number];
/** What is done to a thread or a post, beside writing it, as the log names it behind `forum_`. */
export const DEEDS = [
  'thread.changed',
  'thread.closed',
  'thread.opened',
  'thread.pinned',
  'thread.unpinned',
  'thread.timed',
  'thread.moved',
  'thread.deleted',
  'thread.restored',
  'thread.merged',
  'thread.unmerged',
  'thread.split',
  'thread.unsplit',
  'post.edited',
  'post.deleted',
  'post.restored',
  'post.opened_as_wiki',
  'post.closed_as_wiki',
  'answer.accepted',
  'answer.taken_back',
] as const;
export type Deed = (typeof DEEDS)[number];
export const REACTIONS = ['like', 'thanks', 'same', 'insightful'] as const;
export type Reaction = (typeof REACTIONS)[number];

/** Posts on a page of a thread: page 2 begins with number 21. */
export const PAGE = 20;
export const MOST_LETTERS = 32_000;
export const LONGEST_TITLE = 150;
export const MOST_TAGS = 5;
/** Members that one post can call. */
export const MOST_MENTIONS = 20;

/** Why something is not shown: it waits for a look by the team, or the team took it away. */
export type Hold = 'held' | 'hidden';

/** Page on which a number stands. */
export function pageOf(number: number): number {
  return Math.max(1, Math.ceil(number / PAGE));
}

/** First and last number of a page. */
export function numbersOf(page: number): { first: number; last: number } {
  return { first: (page - 1) * PAGE + 1, last: page * PAGE };
}

/** The group that a category belongs to, as far as it decides who may do what. */
export interface Circle {
  id: string;
  slug: string;
  name: string;
  /** Only its members read what is said in it. */
  isClosed: boolean;
  /** Others do not know that it is there. */
  isHidden: boolean;
  /** Members of a closed group. */
  insiders: ReadonlySet<string>;
  moderators: ReadonlySet<string>;
}

export interface Rules {
  /** Null: of no group. */
  group: Circle | null;
  whoReads: 'everybody' | 'members';
  whoStarts: 'members' | 'staff';
  whoAnswers: 'members' | 'staff';
  isArchived: boolean;
}

/** Somebody who reads or writes: a member, a colleague for the company, or anybody. */
export interface Standing {
  memberId: string | null;
  isStaff: boolean;
}

export const EVERYBODY: Standing = { memberId: null, isStaff: false };

export function mayRead(
  { group, whoReads }: Pick<Rules, 'whoReads' | 'group'>,
  { memberId, isStaff }: Standing,
): boolean {
  if (isStaff) return true;
  if (group?.isClosed) return memberId !== null && group.insiders.has(memberId);
  return whoReads === 'everybody' || memberId !== null;
}

/** Whether strangers read it, and search engines. */
export const isOpenToAll = (rules: Pick<Rules, 'whoReads' | 'group'>): boolean => mayRead(rules, EVERYBODY);

/** Colleagues keep order everywhere, moderators of a group in its categories. */
export const mayModerate = ({ group }: Pick<Rules, 'group'>, { memberId, isStaff }: Standing): boolean =>
  isStaff || (memberId !== null && group?.moderators.has(memberId) === true);

export const mayStart = (rules: Rules, who: Standing): boolean =>
  !rules.isArchived && (mayModerate(rules, who) || (rules.whoStarts === 'members' && who.memberId !== null));

export const mayAnswer = (rules: Rules, isClosed: boolean, who: Standing): boolean =>
  mayModerate(rules, who) ||
  (!rules.isArchived && !isClosed && rules.whoAnswers === 'members' && who.memberId !== null);

/** A category as it is called beside others. */
export const nameOf = ({ name, group }: { name: string; group: Circle | null }): string =>
  group === null ? name : `${group.name} › ${name}`;

/** Its author may change a post; a colleague may, too. */
export const mayChange = (
  post: { authorId: string | null; deletedAt: Date | null },
  { memberId, isStaff }: Standing,
): boolean => isStaff || (post.deletedAt === null && memberId !== null && post.authorId === memberId);

/** Whether others may change a post now, where their level lets them: closed threads go on as a wiki, archived categories do not. */
export const isOpenWiki = (
  post: { isWiki: boolean; deletedAt: Date | null },
  { isArchived }: Pick<Rules, 'isArchived'>,
): boolean => post.isWiki && post.deletedAt === null && !isArchived;

/** Who asked accepts what helped, and colleagues do. */
export const mayAccept = (
  thread: { kind: ThreadKind; authorId: string | null },
  { memberId, isStaff }: Standing,
): boolean => thread.kind === 'question' && (isStaff || (memberId !== null && thread.authorId === memberId));

/** Solved by an answer of the thread, or by something elsewhere. */
export const isSolved = (thread: { answers: number; solvedElsewhere: string | null }): boolean =>
  thread.answers > 0 || thread.solvedElsewhere !== null;

/** Tags as they are kept: small letters, words joined by hyphens, each once. */
export function tagsOf(given: string | readonly string[]): string[] {
  const parts = typeof given === 'string' ? given.split(/[,;\n]+/) : given;
  const tags = parts
    .map((part) => (/[\p{L}\p{N}]/u.test(part) ? cutTag(slugOf(part.slice(0, 60))) : ''))
    .filter((tag) => tag !== '');
  return [...new Set(tags)].slice(0, MOST_TAGS);
}

/** No hyphen and no half of a letter stands at its end. */
const cutTag = (tag: string): string => tag.slice(0, 30).replace(/(?:-|[\ud800-\udbff])+$/, '');

/** A title without line breaks and signs that cannot be seen. */
export function titleOf(given: string): string {
  return given
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Text as it is kept: line breaks of one kind, nothing the database cannot hold. */
export function wordsOf(given: string): string {
  return given
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '')
    .trim();
}

export const COMMUNITY = '/community';

export interface Addressed {
  id: string;
  slug: string;
}

/** Where a thread is read; with a number, where that post stands. */
export function pathOf(thread: Addressed, number?: number): string {
  const path = `${COMMUNITY}/t/${thread.id}/${encodeURIComponent(thread.slug)}`;
  if (number === undefined) return path;
  const page = pageOf(number);
  return `${path}${page === 1 ? '' : `?page=${page}`}#post-${number}`;
}

/** Somebody else's posts in another order: old number → new number, following on `last`. */
export function renumbered(numbers: readonly number[], last: number): Map<number, number> {
  return new Map(numbers.toSorted((a, b) => a - b).map((number, index) => [number, last + index + 1]));
}

/** Addresses below a thread's id that are no slug. */
const RESERVED = new Set(['reply', 'settings', 'act', 'poll']);

/** The part of a thread's address that tells what it is about. */
export function slugOfThread(title: string): string {
  const slug = slugOf(title, 'thread');
  return RESERVED.has(slug) ? `${slug}-thread` : slug;
}
