import type { App } from '#platform/app/index.ts';
import type { Conversation, Status } from '../domain/conversation.ts';
import { COLUMNS } from './conversations.ts';

export type Sort = 'priority' | 'newest' | 'oldest';

export interface ListFilter {
  statuses: readonly Status[];
  /** All of them must be there. */
  facets: readonly string[];
  /** Only these, when given. */
  ids?: readonly string[] | undefined;
  sort: Sort;
  /** Sort keys of the last row of the page before: rank or milliseconds, and id. */
  after?: readonly [number, string] | undefined;
  limit: number;
}

const ORDERS: Record<Sort, { column: string; direction: 'asc' | 'desc'; bound: string }> = {
  priority: { column: 'rank', direction: 'asc', bound: '(rank, id) > ($1::bigint, $2)' },
  newest: {
    column: 'last_post_at',
    direction: 'desc',
    bound: `(last_post_at, id) < (to_timestamp($1::float8 / 1000), $2)`,
  },
  oldest: {
    column: 'last_post_at',
    direction: 'asc',
    bound: `(last_post_at, id) > (to_timestamp($1::float8 / 1000), $2)`,
  },
};

/** A page of the queue: for each status its first rows by index, then the first of all. */
export async function selectPage(app: App, filter: ListFilter): Promise<Conversation[]> {
  const { column, direction, bound } = ORDERS[filter.sort];
  const values: unknown[] = [
    filter.after?.[0] ?? null,
    filter.after?.[1] ?? null,
    filter.limit,
    filter.statuses,
  ];
  const given = (value: unknown) => `$${values.push(value)}`;
  const conditions = [
    'c.status = s.status',
    'not c.is_gone',
    filter.after ? bound : '($1::float8 is null and $2::text is null)',
  ];
  if (filter.facets.length > 0) conditions.push(`c.facets @> ${given(filter.facets)}::text[]`);
  if (filter.ids) conditions.push(`c.id = any(${given(filter.ids)}::text[])`);
  const order = `${column} ${direction}, id ${direction}`;
  return app.db.query<Conversation>(
    `select ${COLUMNS} from (
       select page.* from unnest($4::text[]) as s (status) cross join lateral (
         select c.* from conversations c where ${conditions.join(' and ')} order by ${order} limit $3) page) found
      order by ${order} limit $3`,
    values,
  );
}

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
