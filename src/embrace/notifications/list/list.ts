import type { App } from '#platform/app/index.ts';
import { readMembers } from '#people/members/index.ts';
import { type News, peopleIn, wordsOfKind } from '../domain.ts';
import { noticeKindsPort } from '../ports.ts';
import { tellBrowsers } from '../tell/tell.ts';
import {
  countUnread,
  deleteAbout,
  markRead,
  markUnread,
  type NewsRow,
  readSubject,
  selectNews,
  selectOne,
  type Shown,
} from './store.ts';

export { countUnread } from './store.ts';

/** One line of the list. */
export interface Line {
  id: string;
  kind: string;
  /** `Maya and 3 others answered “The router blinks red”`. */
  text: string;
  path: string;
  at: Date;
  isRead: boolean;
}

export const PAGE = 30;

/** What a member was told, newest first; `next`: where the page after this one begins. */
export async function readNews(
  app: App,
  memberId: string,
  wish: { shown: Shown; after: { at: Date; id: string } | null; language: string },
): Promise<{ lines: Line[]; next: { at: Date; id: string } | null }> {
  const { shown, after } = wish;
  const rows = await selectNews(app, memberId, { shown, after, limit: PAGE + 1 });
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
  const lines = await linesOf(app, rows.slice(0, PAGE), wish.language);
  return { lines, next: last ? { at: last.at, id: last.id } : null };
}

/** Rows in words; those whose kind is no longer declared are left out. */
export async function linesOf(app: App, rows: readonly NewsRow[], language: string): Promise<Line[]> {
  const members = await readMembers(app, [...new Set(rows.flatMap(({ byIds }) => byIds.slice(-2)))]);
  const kinds = new Map((app.find(noticeKindsPort) ?? []).map((kind) => [kind.kind, kind]));
  return rows.flatMap((row): Line[] => {
    const kind = kinds.get(row.kind);
    if (!kind) return [];
    const names = row.byIds
      .slice(-2)
      .toReversed()
      .flatMap((id) => members.get(id)?.displayName ?? []);
    const by = peopleIn(row.byName === null ? names : [row.byName, ...names], row.people, language);
    const news: News = { by, people: row.people, title: row.title, data: row.data };
    const { id, path, at } = row;
    const text = wordsOfKind(kind, language).line(news);
    return [{ id, kind: row.kind, text, path, at, isRead: row.readAt !== null }];
  });
}

/** Where a line leads; it is read now. Undefined where it is not this member's. */
export async function openNews(app: App, memberId: string, id: string): Promise<string | undefined> {
  const row = await selectOne(app, memberId, id);
  if (row) await told(app, memberId, await markRead(app, memberId, { ids: [id] }));
  return row?.path;
}

/** A member has read some lines, or everything up to a moment. Reading is nobody's business and is not audited. */
export async function readThem(
  app: App,
  memberId: string,
  which: { ids: readonly string[] } | { until: Date },
): Promise<void> {
  await told(app, memberId, await markRead(app, memberId, which));
}

export async function unread(app: App, memberId: string, id: string): Promise<void> {
  await told(app, memberId, await markUnread(app, memberId, id));
}

/** How many lines are not read, of members who were counted on the way. */
const counted = new WeakMap<object, number>();

/** A member has seen a thread or an idea itself: what he was told about it is read. */
export async function seenAbout(app: App, member: { id: string }, subject: string): Promise<void> {
  const { changed, left } = await readSubject(app, member.id, subject);
  counted.set(member, left);
  await told(app, member.id, changed);
}

/** What the bell of a page shows: as it was counted for this request already, else counted now; up to a hundred. */
export async function unreadNow(app: App, member: { id: string }): Promise<number> {
  return counted.get(member) ?? (await countUnread(app, member.id));
}

/** Threads, ideas or posts are gone: nobody is told of them any more. */
export async function forgetAbout(app: App, subjects: readonly string[]): Promise<void> {
  if (subjects.length > 0) await tellBrowsers(app, await deleteAbout(app, subjects));
}

async function told(app: App, memberId: string, changed: number): Promise<void> {
  if (changed > 0) await tellBrowsers(app, [memberId]);
}
