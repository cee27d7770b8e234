import type { App } from '#platform/app/index.ts';

/** Seconds since somebody's last batch, up to `most`; now is the last one. In the ambient transaction, one batch of a person after the other. */
export async function takeElapsed(app: App, userId: string, most: number): Promise<number> {
  // The first batch makes the row, so that one beside it waits for it, too.
  await app.db.query(
    `insert into case_measuring (user_id, at) values ($1, clock_timestamp() - interval '1 day') on conflict do nothing`,
    [userId],
  );
  const rows = await app.db.query<{ seconds: number }>(
    `with before as (select at from case_measuring where user_id = $1 for update), written as (
       update case_measuring set at = clock_timestamp() where user_id = $1)
     select least(floor(extract(epoch from clock_timestamp() - (select at from before))), $2)::int as seconds`,
    [userId, most],
  );
  return rows[0]!.seconds;
}

/** Adds seconds to cases that are there. */
export async function addSeconds(
  app: App,
  items: readonly { caseId: string; seconds: number }[],
): Promise<void> {
  await app.db.query(
    `insert into case_measured (case_id, seconds)
     select d.id, sum(d.seconds) from unnest($1::text[], $2::int[]) as d (id, seconds) join cases c on c.id = d.id group by d.id order by d.id
     on conflict (case_id) do update set seconds = case_measured.seconds + excluded.seconds`,
    [items.map((item) => item.caseId), items.map((item) => item.seconds)],
  );
}

export async function selectSeconds(app: App, caseIds: readonly string[]): Promise<number> {
  const rows = await app.db.query<{ seconds: number }>(
    'select coalesce(sum(seconds), 0)::int as seconds from case_measured where case_id = any($1)',
    [caseIds],
  );
  return rows[0]!.seconds;
}

export async function deleteOldMeasuring(app: App): Promise<void> {
  await app.db.query(`delete from case_measuring where at < now() - interval '1 day'`);
}
