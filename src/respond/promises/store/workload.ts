import type { App } from '#platform/app/index.ts';

/** Waits for an answer that began since a moment, and those that are not over. */
export async function selectWaits(
  app: App,
  since: Date,
): Promise<{ began: number; answered: number; waiting: number; medianMinutes: number | null }> {
  const [row] = await app.db.query<{
    began: number;
    answered: number;
    waiting: number;
    medianMinutes: number | null;
  }>(
    `select count(*)::int as began,
        count(*) filter (where ended_at is not null and not is_void)::int as answered,
        (select count(*)::int from promise_clocks where ended_at is null and kind <> 'resolution') as waiting,
        percentile_cont(0.5) within group (order by extract(epoch from ended_at - started_at) / 60)
          filter (where ended_at is not null and not is_void) as "medianMinutes"
       from promise_clocks where started_at >= $1 and kind <> 'resolution'`,
    [since],
  );
  return row!;
}
