import type { Actor, App } from '#platform/app/index.ts';
import { decodeCursor, encodeCursor, httpErrors, type PageOf } from '#platform/http/index.ts';
import { accountsOfPersons } from '#people/persons/index.ts';
import {
  type CaseLabel,
  conditionFor,
  type Looked,
  searchConversations,
  type Searched,
  type ViewCount,
} from '#respond/inbox/index.ts';
import { type Case, facet } from '../domain/case.ts';
import { CASE_STATUSES, type CaseStatus } from '../domain/status.ts';
import type { CaseRow } from '../schema.ts';
import { selectCases } from '../store/cases.ts';
import {
  type CaseCounts,
  type CaseSort,
  selectByNumber,
  selectByWords,
  selectCounts,
  selectPage,
} from '../store/list.ts';
import { selectLinked } from '../store/links.ts';
import { selectCasesOf } from '../store/threads.ts';
import { findCases } from './by-condition.ts';
import { placeOf } from './place.ts';
import { presentCases } from './present.ts';
import { titleOf } from './title.ts';

export interface CasesAsked {
  status: CaseStatus | 'unfinished' | 'any';
  assignee?: string | undefined;
  follower?: 'me' | undefined;
  type?: string | undefined;
  label?: string | undefined;
  network?: string | undefined;
  account?: string | undefined;
  linkedTo?: string | undefined;
  /** A saved view whose condition holds of one of its conversations. */
  view?: string | undefined;
  /** A condition that is not saved yet. */
  condition?: unknown;
  q?: string | undefined;
  sort: CaseSort;
  cursor?: string | undefined;
  limit: number;
}

const MOST_FOUND = 500;
const NUMBER = /^\s*#?\s*(\d{1,15})\s*$/;

/** A page looks for so long at most where a condition narrows it. */
const PAGE_MS = 800;

export type CasesPage = PageOf<CaseRow> & { looked?: Looked | undefined };

/**
 * A page of cases. Throws `http.cursor_invalid`, `inbox.query_invalid` for a search that is not understood, `inbox.view_not_found`, and
 * `condition.invalid`.
 */
export async function listCases(app: App, actor: Actor, asked: CasesAsked): Promise<CasesPage> {
  const numbered = await byNumber(app, asked);
  if (numbered) return { items: await presentCases(app, numbered) };
  const { ids, searchedTo } = await narrowed(app, asked);
  const searched = searchedTo && { searchedTo: searchedTo.toISOString() };
  if (ids?.length === 0) return { items: [], ...lookedOf(undefined, searched) };
  const filter = {
    statuses: statusesOf(asked.status),
    facets: facetsFor(asked, actor),
    ids,
    sort: asked.sort,
    after: after(asked.cursor),
    limit: asked.limit + 1,
  };
  const condition = await conditionFor(app, actor, asked);
  const found = condition && (await findCases(app, condition, filter, PAGE_MS));
  const rows = found?.rows ?? (await selectPage(app, filter));
  const shown = rows.slice(0, asked.limit);
  const items = await presentCases(app, shown);
  const last = shown.at(-1);
  const next = found?.goOn ?? (rows.length > asked.limit && last ? placeOf(last, asked.sort) : undefined);
  return {
    items,
    ...lookedOf(found, searched),
    ...(next ? { nextCursor: encodeCursor(next) } : {}),
  };
}

/** How far was looked, where anything bounded it. */
function lookedOf(
  found: Pick<Looked, 'passed' | 'isBounded'> | undefined,
  searched: Pick<Looked, 'searchedTo'> | undefined,
): { looked?: Looked } {
  if (!found && !searched) return {};
  return { looked: { passed: found?.passed ?? 0, isBounded: found?.isBounded === true, ...searched } };
}

/** As many as are counted for a saved view. */
const MOST_COUNTED = 100;

const COUNT_MS = 300;

/** How many cases a list would show, at most 100, and as far as the time allows. Throws what `listCases` throws. */
export async function countFitting(
  app: App,
  actor: Actor,
  asked: CasesAsked,
  budgetMs = COUNT_MS,
): Promise<ViewCount> {
  const numbered = await byNumber(app, asked);
  if (numbered) return { count: numbered.length, isAtLeast: false, passed: numbered.length };
  const { ids, searchedTo } = await narrowed(app, asked);
  const isShort = searchedTo !== undefined;
  if (ids?.length === 0) return { count: 0, isAtLeast: isShort, passed: 0 };
  const filter = {
    statuses: statusesOf(asked.status),
    facets: facetsFor(asked, actor),
    ids,
    sort: asked.sort,
    limit: MOST_COUNTED,
  };
  const condition = await conditionFor(app, actor, asked);
  const found = condition && (await findCases(app, condition, filter, budgetMs));
  const count = (found?.rows ?? (await selectPage(app, filter))).length;
  const isAtLeast = isShort || found?.isBounded === true || count === MOST_COUNTED;
  return { count, isAtLeast, passed: found?.passed ?? count };
}

/** How many cases there are, each number at most 1000. */
export function countCases(app: App, actor: Actor): Promise<CaseCounts> {
  return selectCounts(app, facet.assignee(actor.id), facet.follower(actor.id));
}

/** What rows of the inbox say of their cases. */
export async function labelCases(app: App, ids: readonly string[]): Promise<Map<string, CaseLabel>> {
  const rows = await selectCases(app, ids);
  return new Map(
    rows.map((row) => [
      row.id,
      { id: row.id, number: row.number, title: titleOf(row), threads: row.threads },
    ]),
  );
}

/** The case whose number is asked for, undefined when none is; one that was merged leads to the one it went into. */
async function byNumber(app: App, { q = '' }: CasesAsked): Promise<Case[] | undefined> {
  const asked = NUMBER.exec(q)?.[1];
  if (asked === undefined) return undefined;
  const number = Number(asked);
  const found = Number.isSafeInteger(number) ? await selectByNumber(app, number) : undefined;
  if (!found?.mergedInto) return found ? [found] : [];
  return selectCases(app, [found.mergedInto]);
}

/** Ids that a search, a link or a person leaves; undefined when everything may be. */
async function narrowed(app: App, asked: CasesAsked): Promise<Partial<Searched>> {
  const said: Partial<Searched> = asked.q?.trim() ? await search(app, asked.q) : {};
  if (!asked.linkedTo) return said;
  const linked = await selectLinked(app, asked.linkedTo, 1000);
  return { ...said, ids: said.ids?.filter((id) => linked.includes(id)) ?? linked };
}

async function search(app: App, q: string): Promise<Searched> {
  const words = q.match(/[\p{L}\p{N}]+/gu)?.slice(0, 20) ?? [];
  const [named, said] = await Promise.all([
    words.length > 0 ? selectByWords(app, words, MOST_FOUND) : [],
    searchConversations(app, q),
  ]);
  return { ...said, ids: [...new Set([...named, ...(await selectCasesOf(app, said.ids)).values()])] };
}

function statusesOf(status: CasesAsked['status']): readonly CaseStatus[] {
  if (status === 'any') return CASE_STATUSES;
  return status === 'unfinished' ? ['open', 'waiting'] : [status];
}

function facetsFor(asked: CasesAsked, actor: Actor): string[] {
  const facets: string[] = [];
  if (asked.assignee) facets.push(facet.assignee(assigneeOf(asked.assignee, actor)));
  if (asked.follower) facets.push(facet.follower(actor.id));
  if (asked.type) facets.push(facet.type(asked.type));
  if (asked.label) facets.push(facet.label(asked.label));
  if (asked.network) facets.push(facet.network(asked.network));
  if (asked.account) facets.push(facet.account(asked.account));
  return facets;
}

function assigneeOf(assignee: string, actor: Actor): string | null {
  if (assignee === 'nobody') return null;
  return assignee === 'me' ? actor.id : assignee;
}

function after(cursor: string | undefined): [number, string] | undefined {
  if (!cursor) return undefined;
  const [key, id] = decodeCursor(cursor, 2);
  if (typeof key !== 'number' || Math.abs(key) > 8e15 || typeof id !== 'string')
    throw httpErrors('http.cursor_invalid');
  return [key, id];
}

/** Cases of whoever is behind an account, on any of his accounts, the newest first. */
export async function casesOfPerson(
  app: App,
  actor: Actor,
  accountId: string,
  limit: number,
): Promise<CaseRow[]> {
  const accounts = (await accountsOfPersons(app, [accountId])).get(accountId) ?? [accountId];
  const pages = await Promise.all(
    accounts
      .slice(0, 20)
      .map((account) => listCases(app, actor, { status: 'any', account, sort: 'updated', limit })),
  );
  const found = new Map(pages.flatMap((page) => page.items.map((row) => [row.id, row])));
  return [...found.values()].sort((a, b) => (a.lastAt < b.lastAt ? 1 : -1)).slice(0, limit);
}
