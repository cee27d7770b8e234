import type { Actor, App } from '#platform/app/index.ts';
import { decodeCursor, encodeCursor, httpErrors, type PageOf } from '#platform/http/index.ts';
import { SENTIMENTS } from '#listen/understanding/index.ts';
import { type Conversation, facet, STATUSES, type Status } from '../domain/conversation.ts';
import type { ConversationRow, Looked, ViewCount } from '../schema.ts';
import { estimateFitting } from '../store/estimate.ts';
import { type Counts, type ListFilter, selectCounts, selectPage, type Sort } from '../store/list.ts';
import { conversationPromisesPort, type ReadCondition } from '../ports.ts';
import { type ConditionFilter, findByCondition } from './by-condition.ts';
import { present } from './present.ts';
import { searchConversations, type Searched } from './search.ts';
import { conditionFor, type Narrowing } from './view-condition.ts';

export interface InboxAsked {
  status: Status | 'any';
  /** A user id, `me` or `nobody`. */
  assignee?: string | undefined;
  /** A team's id. */
  team?: string | undefined;
  label?: string | undefined;
  topic?: string | undefined;
  network?: string | undefined;
  /** External id of the account written to. */
  account?: string | undefined;
  promise?: 'soon' | 'missed' | undefined;
  case?: string | undefined;
  /** A saved view whose condition holds. */
  view?: string | undefined;
  language?: string | undefined;
  /** What was understood of a post. */
  says?: string | undefined;
  /** In the topics language. */
  q?: string | undefined;
  sort: Sort;
  cursor?: string | undefined;
  limit: number;
}

export type InboxPage = PageOf<ConversationRow> & { looked?: Looked | undefined };

/** Fewer conversations are fetched and sorted sooner than any queue is walked. */
const RARE = 10_000;

/** A page looks for so long at most where a condition narrows it. */
const PAGE_MS = 800;

/** A page of the queue. Throws `inbox.query_invalid`, `inbox.view_not_found`, `condition.invalid` and `http.cursor_invalid`. */
export async function listInbox(app: App, actor: Actor, asked: InboxAsked & Narrowing): Promise<InboxPage> {
  const condition = await conditionFor(app, actor, asked);
  const { ids, searchedTo } = await idsOf(app, asked);
  const searched = searchedTo && { searchedTo: searchedTo.toISOString() };
  const looked = searched && { passed: 0, isBounded: false, ...searched };
  if (ids?.length === 0) return { items: [], looked };
  const filter = filterOf(asked, actor);
  if (condition) {
    const page = await pageByCondition(app, condition, { ...filter, ids, after: after(asked.cursor) }, asked);
    return { ...page, looked: { ...page.looked, ...searched } };
  }
  const isRare = filter.facets.length > 0 && (await estimateFitting(app, filter.facets)) < RARE;
  const rows = await selectPage(app, {
    ...filter,
    isRare,
    ids,
    after: after(asked.cursor),
    limit: asked.limit + 1,
  });
  const shown = rows.slice(0, asked.limit);
  const items = await present(app, shown);
  const last = shown.at(-1);
  return rows.length > asked.limit && last
    ? { items, looked, nextCursor: cursorOf(last, asked.sort) }
    : { items, looked };
}

async function pageByCondition(
  app: App,
  condition: ReadCondition,
  filter: ConditionFilter,
  { limit, sort }: Pick<InboxAsked, 'limit' | 'sort'>,
): Promise<InboxPage & { looked: Looked }> {
  const found = await findByCondition(app, condition, filter, { limit: limit + 1, budgetMs: PAGE_MS });
  const shown = found.rows.slice(0, limit);
  const items = await present(app, shown);
  const looked = { passed: found.passed, isBounded: found.goOn !== undefined };
  if (found.goOn) return { items, looked, nextCursor: encodeCursor(found.goOn) };
  const last = shown.at(-1);
  return found.rows.length > limit && last
    ? { items, looked, nextCursor: cursorOf(last, sort) }
    : { items, looked };
}

/** As many as are counted for a saved view. */
const MOST_COUNTED = 100;
const COUNT_MS = 300;

/** How many conversations a list would show, at most 100, and as far as the time allows. Throws what `listInbox` throws. */
export async function countFitting(
  app: App,
  actor: Actor,
  asked: InboxAsked & Narrowing,
  budgetMs = COUNT_MS,
): Promise<ViewCount> {
  const condition = await conditionFor(app, actor, asked);
  const { ids, searchedTo } = await idsOf(app, asked);
  const isShort = searchedTo !== undefined;
  if (ids?.length === 0) return { count: 0, isAtLeast: isShort, passed: 0 };
  const filter = filterOf(asked, actor);
  if (condition) {
    const wished = { limit: MOST_COUNTED, budgetMs };
    const found = await findByCondition(app, condition, { ...filter, ids }, wished);
    const count = found.rows.length;
    const isAtLeast = isShort || found.goOn !== undefined || count === MOST_COUNTED;
    return { count, isAtLeast, passed: found.passed };
  }
  const isRare = filter.facets.length > 0 && (await estimateFitting(app, filter.facets)) < RARE;
  const rows = await selectPage(app, { ...filter, isRare, ids, after: undefined, limit: MOST_COUNTED });
  const isAtLeast = isShort || rows.length === MOST_COUNTED;
  return { count: rows.length, isAtLeast, passed: rows.length };
}

/** The conversations that words and promises leave; undefined where nobody asked for either. */
async function idsOf(app: App, asked: InboxAsked): Promise<Partial<Searched>> {
  const q = queryOf(asked);
  const said: Partial<Searched> = q === '' ? {} : await searchConversations(app, q);
  if (asked.promise === undefined) return said;
  const atRisk = (await app.find(conversationPromisesPort)?.atRisk(app, asked.promise)) ?? [];
  if (!said.ids) return { ids: [...atRisk] };
  const both = new Set(atRisk);
  return { ...said, ids: said.ids.filter((id) => both.has(id)) };
}

/** Words and what was understood, in one query of the topics language. */
function queryOf({ q = '', says = '' }: InboxAsked): string {
  const field = (SENTIMENTS as readonly string[]).includes(says) ? 'sentiment' : 'label';
  const asked = says.trim() === '' ? '' : `${field}:"${says.replaceAll('"', '')}"`;
  if (q.trim() === '' || asked === '') return q.trim() + asked;
  return `(${q}) ${asked}`;
}

/** How many conversations there are, each number at most 1000. */
export function countInbox(app: App, actor: Actor): Promise<Counts> {
  return selectCounts(app, actor.id);
}

function filterOf(asked: InboxAsked, actor: Actor): Omit<ListFilter, 'ids' | 'after' | 'limit'> {
  const assigneeId = asked.assignee ? assigneeOf(asked.assignee, actor) : undefined;
  const facets: string[] = [];
  if (assigneeId !== undefined) facets.push(facet.assignee(assigneeId));
  if (asked.team) facets.push(facet.team(asked.team));
  if (asked.label) facets.push(facet.label(asked.label));
  if (asked.topic) facets.push(facet.topic(asked.topic));
  if (asked.network) facets.push(facet.network(asked.network));
  if (asked.account) facets.push(facet.writtenTo(asked.account));
  if (asked.case) facets.push(facet.case(asked.case));
  // A case stands in the queue once, with its most urgent thread; whoever filters threads sees all that fit.
  const { label, topic, network, account, promise, q, says, view, language } = asked;
  const narrowed = [label, topic, network, account, promise, asked.case, q, says, view, language];
  const isOncePerCase = !narrowed.some(Boolean);
  const statuses = asked.status === 'any' ? STATUSES : [asked.status];
  return {
    statuses,
    facets,
    isOncePerCase,
    topicId: asked.topic || undefined,
    assigneeId,
    sort: asked.sort,
  };
}

function assigneeOf(assignee: string, actor: Actor): string | null {
  if (assignee === 'nobody') return null;
  return assignee === 'me' ? actor.id : assignee;
}

function cursorOf(row: Conversation, sort: Sort): string {
  return encodeCursor([sort === 'priority' ? row.rank : row.lastPostAt.getTime(), row.id]);
}

function after(cursor: string | undefined): [number, string] | undefined {
  if (!cursor) return undefined;
  const [key, id] = decodeCursor(cursor, 2);
  // The database knows no time before 4713 BC.
  if (typeof key !== 'number' || key < -2e14 || typeof id !== 'string')
    throw httpErrors('http.cursor_invalid');
  return [key, id];
}
