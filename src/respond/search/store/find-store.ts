import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';
import type { Kind } from '../domain.ts';
import type { Plan } from '../plan.ts';

export interface FoundRow {
  kind: Kind;
  id: string;
  place: string;
  at: Date;
  score: number;
  /** Of its kind, from this page on. */
  fit: number;
  /** The time of the oldest of its kind that was weighed. */
  oldest: Date;
}

/** What is looked through where very many fit: of each kind the newest so many, until so many of them fit. */
const WINDOW = 5000;
export const MOST_COMMON = 600;
/** Where few fit, more than these never do; there the words would have been common. */
const MOST_WEIGHED = 3000;
/** Of later pages: what the first one looked through, and what came since. */
const LATER = 20_000;

const SCORE = `2 * ts_rank('{0.2, 0.4, 0.6, 1}', terms, $2::tsquery) + ts_rank('{0.2, 0.4, 0.6, 1}', terms, $1::tsquery)
  + 0.1 * exp(greatest(-50, extract(epoch from least(at, $8) - $8::timestamptz) / 5184000))`;

export interface Asked extends Plan {
  kinds: readonly Kind[];
  /** The moment from which age is counted; what is younger has none. */
  moment: Date;
  from?: Date | undefined;
  to?: Date | undefined;
  /** Of later pages where very many fit: `oldest` of the first. */
  floor: Date | null;
  /** The page behind this place. */
  after?: { score: number; id: string } | undefined;
  limit: number;
}

/**
 * The best of each kind; of people all, as several accounts may be one of them. What is younger counts a little more; half of that is lost in
 * six weeks.
 */
export async function selectFound(app: App, asked: Asked): Promise<FoundRow[]> {
  const [most, window] = asked.floor ? [LATER, LATER] : [MOST_COMMON, WINDOW];
  const fitting = asked.isCommon
    ? `select e.* from unnest($3::text[]) as k (kind) cross join lateral (
         select kind, id, place, at, terms from (
             select * from search_entries s where s.kind = k.kind and at >= $6 and at < $7 order by at desc limit ${window}) newest
          where terms @@ $5::tsquery limit ${most}) e where $4::text is not null`
    : `select kind, id, place, at, terms from search_entries
        where terms @@ $4::tsquery and ($4::text = $5::text or (terms || ''::tsvector) @@ $5::tsquery)
          and kind = any($3) and at >= $6 and at < $7 limit ${MOST_WEIGHED}`;
  return app.db.query<FoundRow>(
    `with fitting as materialized (${fitting}), weighed as (
       select kind, id, place, at, (${SCORE})::float8 as score from fitting)
     select kind, id, place, at, score, fit, oldest from (
       select *, row_number() over (partition by kind order by score desc, id) as n, count(*) over (partition by kind)::int as fit,
              min(at) over (partition by kind) as oldest
         from weighed where $9::float8 is null or score < $9 or (score = $9 and id > $10)) w
      where n <= $11 or kind = 'person' order by score desc, id`,
    [
      asked.wide,
      asked.exact,
      textArray(asked.kinds),
      asked.narrow,
      asked.all,
      asked.floor ?? asked.from ?? '-infinity',
      asked.to ?? 'infinity',
      asked.moment,
      asked.after?.score ?? null,
      asked.after?.id ?? null,
      asked.limit,
    ],
  );
}

/** Of these kinds, the ones with more entries in a time than are looked through where very many fit. */
export async function selectLarge(
  app: App,
  { kinds, from, to }: Pick<Asked, 'kinds' | 'from' | 'to'>,
): Promise<Set<Kind>> {
  const rows = await app.db.query<{ kind: Kind }>(
    `select kind from unnest($1::text[]) as k (kind) where exists (
       select 1 from search_entries s where s.kind = k.kind and at >= $2 and at < $3 order by at desc offset ${WINDOW} limit 1)`,
    [textArray(kinds), from ?? '-infinity', to ?? 'infinity'],
  );
  return new Set(rows.map(({ kind }) => kind));
}
