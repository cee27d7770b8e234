import type { App } from '#platform/app/index.ts';
import type { Conversation, Status } from '../domain/conversation.ts';
import { COLUMNS } from './conversations.ts';

export type Sort = 'priority' | 'newest' | 'oldest';

export interface ListFilter {
  statuses: readonly Status[];
  topicId?: string | undefined;
  /** Null for nobody. */
  assigneeId?: string | null | undefined;
  /** `facet`s that must be there, those of topic and assignee included. */
  facets: readonly string[];
  /** Few rows have all of the facets: fetching them is quicker than any walk. */
  isRare?: boolean;
  /** Of each case only the thread that stands first by priority. */
  isOncePerCase?: boolean;
  /** Only these, when given. */
  ids?: readonly string[] | undefined;
  sort: Sort;
  /** Sort keys of the last row of the page before: rank or milliseconds, and id. */
  after?: readonly [number, string] | undefined;
  limit: number;
  /** Rows that may be passed along a queue before the index of all facets is asked instead. */
  window?: number;
}

const WINDOW = 4000;
/** Rows of a topic's queue lead to the conversation one by one, which costs more. */
const TOPIC_WINDOW = 1500;

const ORDERS: Record<Sort, { column: string; direction: 'asc' | 'desc'; bound: (id: string) => string }> = {
  priority: { column: 'rank', direction: 'asc', bound: (id) => `(rank, ${id}) > ($1::bigint, $2)` },
  newest: {
    column: 'last_post_at',
    direction: 'desc',
    bound: (id) => `(last_post_at, ${id}) < (to_timestamp($1::float8 / 1000), $2)`,
  },
  oldest: {
    column: 'last_post_at',
    direction: 'asc',
    bound: (id) => `(last_post_at, ${id}) > (to_timestamp($1::float8 / 1000), $2)`,
  },
};

/**
 * A page of the queue. Walks along the narrowest queue that is in the order asked for, and takes what fits. Where little of what it passes
 * fits, all that fits is fetched by the index of facets and put in order: then it cannot be much.
 */
export async function selectPage(app: App, filter: ListFilter): Promise<Conversation[]> {
  if (filter.ids || filter.isRare) return selectFitting(app, filter);
  const walk = walkOf(filter);
  const found = await app.db.query<Conversation>(walk.text, walk.values);
  const counts = Map.groupBy(found, (row) => row.status);
  const short = filter.statuses.filter((status) => (counts.get(status)?.length ?? 0) < filter.limit);
  const isPicky = filter.facets.length > 0 || filter.isOncePerCase === true;
  const mayLack = isPicky && short.length > 0 && (await goesOn(app, filter, short));
  return mayLack ? selectFitting(app, filter) : inOrder(found, filter.sort).slice(0, filter.limit);
}

/** For each status the first rows along its queue that fit; in the queue's own order, so that passing stops when the page is full. */
function walkOf(filter: ListFilter): { text: string; values: unknown[] } {
  const { values, given, column, direction } = basis(filter);
  const passed = `(${queueOf(filter, given)} limit ${given(windowOf(filter))}) w`;
  const [row, id, rows] =
    filter.topicId === undefined
      ? ['w', 'id', passed]
      : ['c', 'conversation_id', `${passed} join conversations c on c.id = w.conversation_id`];
  const conditions = [
    ...(filter.facets.length > 0 ? [`${row}.facets @> ${given(filter.facets)}::text[]`] : []),
    ...oncePerCase(filter, row),
  ];
  const fits = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
  const text = `select ${COLUMNS} from (
      select page.* from unnest($4::text[]) as s (status) cross join lateral (
        select ${row}.* from ${rows} ${fits} order by w.${column} ${direction}, w.${id} ${direction} limit $3) page) found`;
  return { text, values };
}

/** The thread of each case that stands first, among those of its status when only one is asked for. */
function oncePerCase({ isOncePerCase, statuses }: ListFilter, row: string): string[] {
  if (!isOncePerCase) return [];
  const same = statuses.length === 1 ? `and o.status = ${row}.status` : '';
  return [
    `(${row}.case_id is null or not exists (select from conversations o where o.case_id = ${row}.case_id and not o.is_gone ${same}
        and (o.rank, o.id) < (${row}.rank, ${row}.id)))`,
  ];
}

/** Whether the queues of these statuses are longer than what was walked. */
async function goesOn(app: App, filter: ListFilter, statuses: readonly Status[]): Promise<boolean> {
  const { values, given } = basis({ ...filter, statuses });
  const queue = queueOf(filter, given);
  const [row] = await app.db.query<{ goesOn: boolean }>(
    `select $3::int is not null and coalesce(bool_or((select true from (${queue} offset ${given(windowOf(filter))} limit 1) more)), false) as "goesOn"
       from unnest($4::text[]) as s (status)`,
    values,
  );
  return row!.goesOn;
}

/** The narrowest queue in the order asked for, with the status `s.status`. */
function queueOf(filter: ListFilter, given: (value: unknown) => string): string {
  const { column, direction, bound } = ORDERS[filter.sort];
  const isByTopic = filter.topicId !== undefined;
  const id = isByTopic ? 'conversation_id' : 'id';
  const along = [
    'status = s.status',
    filter.after ? bound(id) : NO_CURSOR,
    isByTopic ? `topic_id = ${given(filter.topicId)}` : 'not is_gone',
  ];
  if (!isByTopic && filter.assigneeId && filter.sort === 'priority')
    along.push(`assignee_id = ${given(filter.assigneeId)}`);
  const table = isByTopic ? 'conversation_topics' : 'conversations';
  return `select * from ${table} where ${along.join(' and ')} order by ${column} ${direction}, ${id} ${direction}`;
}

function windowOf(filter: ListFilter): number {
  return Math.max(filter.window ?? (filter.topicId === undefined ? WINDOW : TOPIC_WINDOW), filter.limit);
}

function inOrder(rows: readonly Conversation[], sort: Sort): Conversation[] {
  const key = (row: Conversation) => (sort === 'priority' ? row.rank : row.lastPostAt.getTime());
  const sign = sort === 'newest' ? -1 : 1;
  return rows.toSorted((a, b) => sign * (key(a) - key(b) || (a.id < b.id ? -1 : 1)));
}

/** All that fits by the index of facets or by id, then put in order. */
async function selectFitting(app: App, filter: ListFilter): Promise<Conversation[]> {
  const { values, given, order, column, bound } = basis(filter);
  const conditions = ['status = any($4)', 'not is_gone', bound];
  if (filter.facets.length > 0) conditions.push(`facets @> ${given(filter.facets)}::text[]`);
  conditions.push(...oncePerCase(filter, 'conversations'));
  if (filter.ids) conditions.push(`id = any(${given(filter.ids)}::text[])`);
  return app.db.query<Conversation>(
    `with fitting as materialized (select id, ${column} from conversations where ${conditions.join(' and ')})
     select ${COLUMNS} from conversations where id = any(array(select id from fitting order by ${order} limit $3)) order by ${order}`,
    values,
  );
}

/** What all ways have in common: $1 and $2 are the cursor, $3 the limit, $4 the statuses. */
function basis(filter: ListFilter) {
  const { column, direction, bound } = ORDERS[filter.sort];
  const values: unknown[] = [
    filter.after?.[0] ?? null,
    filter.after?.[1] ?? null,
    filter.limit,
    filter.statuses,
  ];
  return {
    values,
    given: (value: unknown) => `$${values.push(value)}`,
    column,
    direction,
    order: `${column} ${direction}, id ${direction}`,
    bound: filter.after ? bound('id') : NO_CURSOR,
  };
}

/** Names the parameters, so that their types are known. */
const NO_CURSOR = '$1::float8 is null and $2::text is null';

/** Each at most 1000. */
export interface Counts {
  open: number;
  mine: number;
  unassigned: number;
  waiting: number;
  snoozed: number;
  done: number;
}

export async function selectCounts(app: App, userId: string): Promise<Counts> {
  const capped = (condition: string) =>
    `(select count(*)::int from (select from conversations where not is_gone and ${condition} limit 1000) c)`;
  const rows = await app.db.query<Counts>(
    `select ${capped(`status = 'open'`)} as open, ${capped(`status = 'open' and assignee_id = $1`)} as mine,
       ${capped(`status = 'open' and assignee_id is null`)} as unassigned, ${capped(`status = 'waiting'`)} as waiting,
       ${capped(`status = 'snoozed'`)} as snoozed, ${capped(`status = 'done'`)} as done`,
    [userId],
  );
  return rows[0]!;
}

/** Conversations of these customers in these threads, by key. */
export async function selectIdsByKeys(
  app: App,
  keys: readonly { origin: string; rootExternalId: string; accountId: string }[],
): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select c.id from unnest($1::text[], $2::text[], $3::text[]) as k (origin, root_external_id, account_id)
       join conversations c using (origin, root_external_id, account_id)`,
    [keys.map((key) => key.origin), keys.map((key) => key.rootExternalId), keys.map((key) => key.accountId)],
  );
  return rows.map((row) => row.id);
}

/** All conversations in these threads, whoever they are with. */
export async function selectIdsInThreads(
  app: App,
  threads: readonly { origin: string; rootExternalId: string }[],
): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select c.id from (select distinct * from unnest($1::text[], $2::text[]) as k (origin, root_external_id)) k
       join conversations c using (origin, root_external_id)`,
    [threads.map((thread) => thread.origin), threads.map((thread) => thread.rootExternalId)],
  );
  return rows.map((row) => row.id);
}

/** Conversations of these customers in these threads: id by `origin root`, with a line break between. */
export async function selectIdsOfThreads(
  app: App,
  threads: readonly { origin: string; rootExternalId: string }[],
  accountIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await app.db.query<{ origin: string; root: string; id: string }>(
    `select c.origin, c.root_external_id as root, c.id
       from (select distinct * from unnest($1::text[], $2::text[]) as k (origin, root_external_id)) k
       join conversations c using (origin, root_external_id) where c.account_id = any($3)`,
    [threads.map((thread) => thread.origin), threads.map((thread) => thread.rootExternalId), accountIds],
  );
  return new Map(rows.map((row) => [`${row.origin}\n${row.root}`, row.id]));
}
