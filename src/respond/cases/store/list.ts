import type { App } from '#platform/app/index.ts';
import type { Case } from '../domain/case.ts';
import type { CaseStatus } from '../domain/status.ts';
import { COLUMNS } from './cases.ts';

export type CaseSort = 'updated' | 'priority';

export interface CaseFilter {
  statuses: readonly CaseStatus[];
  /** `facet`s that must be there. */
  facets: readonly string[];
  /** Only these, when given. */
  ids?: readonly string[] | undefined;
  sort: CaseSort;
  /** Sort keys of the last row of the page before: milliseconds or rank, and id. */
  after?: readonly [number, string] | undefined;
  limit: number;
}

/** Rows passed along a queue before the index of facets is asked instead. */
const WINDOW = 4000;

const STANDS = 'merged_into is null and deleted_at is null';
const ORDERS: Record<CaseSort, { order: string; bound: string }> = {
  updated: {
    order: 'last_at desc, id desc',
    bound: '(last_at, id) < (to_timestamp($1::float8 / 1000), $2)',
  },
  priority: { order: 'rank, id', bound: '(rank, id) > ($1::bigint, $2)' },
};
/** Names the parameters, so that their types are known. */
const FIRST_PAGE = '$1::float8 is null and $2::text is null';

/**
 * A page of cases. Each status has a queue in the order asked for: what fits is taken along it, and where a whole window gave too little,
 * all that fits is fetched by the index of facets, which then cannot be much.
 */
export async function selectPage(app: App, filter: CaseFilter): Promise<Case[]> {
  const { order, bound } = ORDERS[filter.sort];
  const values: unknown[] = [
    filter.after?.[0] ?? null,
    filter.after?.[1] ?? null,
    filter.limit,
    filter.statuses,
    filter.facets,
  ];
  const within = filter.after ? bound : FIRST_PAGE;
  if (filter.ids)
    return selectFitting(app, { values: [...values, filter.ids], within, order, more: 'and id = any($6)' });
  const fits = filter.facets.length > 0 ? 'facets @> $5::text[]' : '$5::text[] is not null';
  const rows = await app.db.query<Case>(
    `select page.* from unnest($4::text[]) as s (status) cross join lateral (
       select ${COLUMNS} from (
         select * from cases where status = s.status and ${STANDS} and ${within} order by ${order} limit ${WINDOW}) queue
        where ${fits} order by ${order} limit $3) page`,
    values,
  );
  const isShort = filter.facets.length > 0 && (await isCutShort(app, filter, rows));
  if (isShort) return selectFitting(app, { values, within, order, more: '' });
  return inOrder(rows, filter.sort).slice(0, filter.limit);
}

/** Whether a status gave too few although its queue goes on behind the window. */
async function isCutShort(app: App, filter: CaseFilter, rows: readonly Case[]): Promise<boolean> {
  const counts = Map.groupBy(rows, (row) => row.status);
  const short = filter.statuses.filter((status) => (counts.get(status)?.length ?? 0) < filter.limit);
  if (short.length === 0) return false;
  const { order, bound } = ORDERS[filter.sort];
  const [found] = await app.db.query<{ goesOn: boolean }>(
    `select coalesce(bool_or((select true from cases where status = s.status and ${STANDS} and ${filter.after ? bound : FIRST_PAGE}
        order by ${order} offset ${WINDOW} limit 1)), false) as "goesOn" from unnest($3::text[]) as s (status)`,
    [filter.after?.[0] ?? null, filter.after?.[1] ?? null, short],
  );
  return found!.goesOn;
}

async function selectFitting(
  app: App,
  {
    values,
    within,
    order,
    more,
  }: { values: readonly unknown[]; within: string; order: string; more: string },
): Promise<Case[]> {
  return app.db.query<Case>(
    `with fitting as materialized (
       select id, rank, last_at from cases where facets @> $5::text[] and status = any($4) and ${STANDS} and ${within} ${more})
     select ${COLUMNS} from cases where id = any(array(select id from fitting order by ${order} limit $3)) order by ${order}`,
    values,
  );
}

function inOrder(rows: readonly Case[], sort: CaseSort): Case[] {
  return rows.toSorted((a, b) =>
    sort === 'priority'
      ? a.rank - b.rank || (a.id < b.id ? -1 : 1)
      : b.lastAt.getTime() - a.lastAt.getTime() || (a.id < b.id ? 1 : -1),
  );
}

/** Cases whose title or fields have all of these words, newest first, at most `limit`. */
export async function selectByWords(app: App, words: readonly string[], limit: number): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select id from cases where search @@ to_tsquery('simple', $1) and ${STANDS} order by last_at desc limit $2`,
    [words.map((word) => `'${word.replaceAll("'", "''").replaceAll('\\', '\\\\')}':*`).join(' & '), limit],
  );
  return rows.map((row) => row.id);
}

/** The case with this number, merged or not. */
export async function selectByNumber(app: App, number: number): Promise<Case | undefined> {
  const rows = await app.db.query<Case>(
    `select ${COLUMNS} from cases where number = $1 and deleted_at is null`,
    [number],
  );
  return rows[0];
}

/** Each at most 1000. */
export interface CaseCounts {
  open: number;
  mine: number;
  followed: number;
  waiting: number;
  solved: number;
  closed: number;
}

export async function selectCounts(app: App, mine: string, followed: string): Promise<CaseCounts> {
  const capped = (condition: string) =>
    `(select count(*)::int from (select from cases where ${STANDS} and ${condition} limit 1000) c)`;
  const rows = await app.db.query<CaseCounts>(
    `select ${capped(`status = 'open'`)} as open, ${capped(`facets @> array[$1] and status in ('open', 'waiting')`)} as mine,
       ${capped(`facets @> array[$2] and status in ('open', 'waiting')`)} as followed, ${capped(`status = 'waiting'`)} as waiting,
       ${capped(`status = 'solved'`)} as solved, ${capped(`status = 'closed'`)} as closed`,
    [mine, followed],
  );
  return rows[0]!;
}
