import type { App } from '#platform/app/index.ts';
import type { StarCounts } from '../domain.ts';
import type { HiddenRow } from '../product/store.ts';

export interface CountsRow {
  products: number;
  stars: StarCounts;
  verified: number;
  disclosed: number;
  withPhotos: number;
  answered: number;
  answerHours: number | null;
}

export async function selectCounts(app: App): Promise<CountsRow> {
  const [row] = await app.db.query<CountsRow>(
    `select (select count(*)::int from review_products) as products,
       (select array[coalesce(sum(stars_1), 0)::int, coalesce(sum(stars_2), 0)::int, coalesce(sum(stars_3), 0)::int, coalesce(sum(stars_4), 0)::int,
          coalesce(sum(stars_5), 0)::int] from review_products) as stars,
       count(*) filter (where r.is_verified)::int as verified, count(*) filter (where r.incentive <> 'none')::int as disclosed,
       count(*) filter (where r.photos > 0)::int as "withPhotos", count(a.id)::int as answered,
       percentile_cont(0.5) within group (order by extract(epoch from a.at - r.written_at) / 3600) filter (where a.id is not null)::float8 as "answerHours"
      from reviews r left join review_replies a on a.review_id = r.id where r.state = 'shown'`,
  );
  return row!;
}

export async function selectAsked(app: App): Promise<{ asked: number; reviewedAfter: number }> {
  const [row] = await app.db.query<{ asked: number; reviewedAfter: number }>(
    `select count(*) filter (where state in ('queued', 'sent'))::int as asked,
       count(*) filter (where state in ('queued', 'sent') and review_id is not null)::int as "reviewedAfter" from review_invitations`,
  );
  return row!;
}

export async function selectHiddenOfAll(app: App): Promise<HiddenRow[]> {
  return app.db.query<HiddenRow>(
    `select '' as "productId", removed_reason as reason, count(*)::int as count from reviews where state <> 'shown' group by removed_reason order by 3 desc, 2`,
  );
}

export async function selectWeeks(
  app: App,
  weeks: number,
): Promise<{ week: Date; count: number; average: number | null }[]> {
  return app.db.query(
    `select w.week, count(r.id)::int as count, round(avg(r.stars), 2)::float8 as average
      from generate_series(date_trunc('week', now()) - make_interval(weeks => $1 - 1), date_trunc('week', now()), interval '1 week') as w(week)
      left join reviews r on r.state = 'shown' and r.written_at >= w.week and r.written_at < w.week + interval '1 week' group by 1 order by 1`,
    [weeks],
  );
}
