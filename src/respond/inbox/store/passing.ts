import type { App } from '#platform/app/index.ts';
import type { Status } from '../domain/conversation.ts';
import type { Given } from './condition-sql.ts';
import type { Sort } from './list.ts';

/** A place in a queue: rank or milliseconds, and id. */
export type Place = readonly [number, string];

export interface PassingAsked {
  statuses: readonly Status[];
  sort: Sort;
  after: Place | undefined;
  /** What a row must be; everything it names is a column of `conversations`. */
  where(given: Given): string;
  /** A row has one of these facets, and few have: they are fetched by their index instead of passed along the queue. */
  anchor: readonly string[] | undefined;
  /** Only these, when given. */
  ids: readonly string[] | undefined;
  /** Rows that are passed at most. */
  window: number;
}

export interface Passed {
  /** Where those stand that are what was asked for, in order. */
  fitting: readonly Place[];
  passed: number;
  /** Where the next step goes on; undefined at the end of the queue. */
  next: Place | undefined;
}

const ORDERS: Record<Sort, { column: string; key: string; direction: 'asc' | 'desc'; bound: string }> = {
  priority: {
    column: 'rank',
    key: 'rank::float8',
    direction: 'asc',
    bound: '(rank, id) > ($1::bigint, $2)',
  },
  newest: { ...byTime('desc'), bound: '(last_post_at, id) < (to_timestamp($1::float8 / 1000), $2)' },
  oldest: { ...byTime('asc'), bound: '(last_post_at, id) > (to_timestamp($1::float8 / 1000), $2)' },
};

/** One step along the queues of all statuses at once. */
export async function passAlong(app: App, asked: PassingAsked): Promise<Passed> {
  const { column, key, direction, bound } = ORDERS[asked.sort];
  const values: unknown[] = [
    asked.after?.[0] ?? null,
    asked.after?.[1] ?? null,
    asked.statuses,
    asked.window,
  ];
  const given: Given = (value) => `$${values.push(value)}`;
  const within = asked.after ? bound : '$1::float8 is null and $2::text is null';
  const order = (by: string, way: string) => `${by} ${way}, id ${way}`;
  const fits = asked.where(given);
  const few = [
    ...(asked.anchor ? [`facets && ${given(asked.anchor)}::text[]`] : []),
    ...(asked.ids ? [`id = any(${given(asked.ids)}::text[])`] : []),
  ];
  const queue =
    few.length > 0
      ? `select id, key, true as fits from (select id, ${key} as key from conversations
           where status = any($3) and not is_gone and ${within} and ${few.join(' and ')} and ${fits} offset 0) q`
      : `select p.* from unnest($3::text[]) as s (queue) cross join lateral (
           select id, ${key} as key, ${fits} as fits from conversations where status = s.queue and not is_gone and ${within}
            order by ${order(column, direction)} limit $4) p`;
  const [row] = await app.db.query<{ passed: number; fitting: Place[]; last: Place | null }>(
    `with passed as materialized (select * from (${queue}) q order by ${order('key', direction)} limit $4)
     select (select count(*)::int from passed) as passed,
       coalesce((select jsonb_agg(jsonb_build_array(key, id) order by ${order('key', direction)}) from passed where fits), '[]') as fitting,
       (select jsonb_build_array(key, id) from passed order by ${order('key', direction === 'asc' ? 'desc' : 'asc')} limit 1) as last`,
    values,
  );
  const { passed, fitting, last } = row!;
  return { passed, fitting, next: passed === asked.window && last ? last : undefined };
}

function byTime(direction: 'asc' | 'desc') {
  return { column: 'last_post_at', key: 'floor(extract(epoch from last_post_at) * 1000)::float8', direction };
}
