import type { App } from '#platform/app/index.ts';

const DAYS = 400;

/**
 * Copies the counters that were counted to every hour of 400 days of `topics` topics, so that they stand for so many mentions. Lists of hours only
 * for 45 days, as in real life. Answers the ids of the topics.
 */
export async function scaleUp(
  app: App,
  asked: { mentions: number; topics: number; from: readonly string[] },
): Promise<string[]> {
  const ids = Array.from({ length: asked.topics }, (_, n) => `topic_bench${String(n).padStart(21, '0')}`);
  const perHour = Math.max(1, Math.round(asked.mentions / asked.topics / DAYS / 24));
  const client = await app.db.pool.connect();
  const start = performance.now();
  try {
    await client.query('set statement_timeout = 0; set synchronous_commit = off');
    await client.query(
      `insert into topics (id, name, query, kind, to_inbox) select id, id, 'bench', 'competitor', false from unnest($1::text[]) id`,
      [ids],
    );
    await client.query(
      `create temporary table pattern as select row_number() over () - 1 as n, * from trend_hours where subject = any($1)`,
      [asked.from],
    );
    const { rows } = await client.query<{ patterns: string }>('select count(*) as patterns from pattern');
    const patterns = Number(rows[0]!.patterns);
    for (const [index, id] of ids.entries()) {
      await client.query(
        `insert into trend_hours (subject, hour, posts, negative, neutral, positive, reach, reach_known, counts, lists, took_ms)
           select $1, at, $3, $3 / 3, $3 / 3, $3 / 3, reach, $3, counts, case when at > now() - interval '45 days' then lists end, 1
             from generate_series(date_trunc('hour', now()) - interval '${DAYS} days', date_trunc('hour', now()), '1 hour') with ordinality s (at, i)
             join pattern on n = (i * 7 + $2) % $4`,
        [id, index, perHour, patterns],
      );
      await client.query(
        `insert into trend_days (subject, day, posts, counts, lists)
           select $1, at, $3::integer, d.counts, d.lists
             from generate_series(date_trunc('day', now()) - interval '${DAYS} days', date_trunc('day', now()), '1 day') with ordinality s (at, i)
             join (select row_number() over () - 1 as n, count(*) over () as days, * from trend_days where subject = any($4)) d on n = (i * 3 + $2) % days`,
        [id, index, perHour * 24, asked.from],
      );
    }
    await client.query('vacuum analyze trend_hours; ').catch(() => undefined);
    await client.query('vacuum analyze trend_days');
  } finally {
    client.release(true);
  }
  const [size] = await app.db.query<{ hours: number; mentions: number; bytes: string }>(
    `select count(*) as hours, sum(posts) as mentions, pg_size_pretty(pg_total_relation_size('trend_hours') + pg_total_relation_size('trend_days')) as bytes
       from trend_hours where subject = any($1)`,
    [ids],
  );
  console.log(
    `seeded:   ${size!.mentions.toLocaleString('en')} mentions of ${asked.topics} topics in ${size!.hours.toLocaleString('en')} hours, ${size!.bytes}, ${((performance.now() - start) / 1000).toFixed(0)} s`,
  );
  return ids;
}
