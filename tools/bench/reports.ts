/**
 * `npm run bench reports` (`-- --rows 1000000 --runs 40 --seed 0.42`): a year of contacts, reports over them from packed days against the
 * same figures counted from the rows, in one run.
 */
import { parseArgs } from 'node:util';
import { createTestApp } from '../../test/helpers/app.ts';
import { contactsFeature } from '#measure/contacts/index.ts';
import { OUTCOMES } from '#measure/fairness/domain/outcomes.ts';
import { readFairness, readMissed } from '#measure/fairness/service.ts';
import { packChangedDays } from '#measure/reports/index.ts';
import { readOverview } from '#measure/reports/service/overview.ts';

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '40' },
    seed: { type: 'string', default: '0.42' },
  },
});
const [ROWS, RUNS, DAY_MS] = [Number(options.rows), Number(options.runs), 86_400_000];
const { app, close } = await createTestApp();
contactsFeature.subscribe?.(app);
try {
  const client = await app.db.pool.connect();
  await client.query('set statement_timeout = 0; set synchronous_commit = off');
  await client.query(`select setseed(${options.seed})`);
  await client.query(`insert into contacts (conversation_id, network, opened_at, kind, language, urgency, needs_reply, team_id, agent_id, first_answer_at, solved_at, rating, about, reach)
    select id, network, at, kind, language, urgency, needs, team, case when a < 0.8 then agent end, case when a < 0.8 then at + a * a * interval '2 days' end,
      case when b < 0.7 then at + b * interval '6 days' end, case when b < 0.15 then 1 + floor(a * 5)::int end, array['t:' || topic, 'l:' || label], case when a < 0.9 then floor(power(b, 3) * 50000) end
    from (select 'conv_' || lpad(i::text, 26, '0') as id, (array['bluesky', 'mail', 'chat', 'feed', 'mastodon', 'files'])[1 + floor(power(random(), 2) * 6)::int] as network,
      now() - random() * interval '365 days' as at, (array['complaint', 'question', 'praise', 'other'])[1 + floor(random() * 4)::int] as kind,
      (array['en', 'de', 'fr', 'es', 'und'])[1 + floor(power(random(), 2) * 5)::int] as language, floor(random() * 4)::smallint as urgency, random() < 0.8 as needs,
      'team_' || floor(random() * 6)::int as team, 'user_' || floor(random() * 50)::int as agent, random() as a, random() as b,
      floor(power(random(), 2) * 40)::int as topic, floor(power(random(), 2) * 60)::int as label from generate_series(1, ${ROWS}) as i) r`);
  await client.query(
    `insert into contact_answers select conversation_id, first_answer_at, agent_id, extract(epoch from first_answer_at - opened_at)::int from contacts where first_answer_at is not null`,
  );
  await client.query(
    `insert into contact_days select (opened_at at time zone 'UTC')::date from contacts union select (at at time zone 'UTC')::date from contact_answers on conflict do nothing`,
  );
  await client.query('vacuum (analyze) contacts, contact_answers');
  client.release();
  const packing = performance.now();
  await packChangedDays(app);
  console.log(`${ROWS} contacts packed in ${((performance.now() - packing) / 1000).toFixed(1)} s`);
  for (const days of [7, 28, 90, 182]) await compare(days);
  for (const days of [28, 90] as const) await fairness(days);
} finally {
  await close();
}

/** The page as it is reckoned each hour, as it is read, and the list behind a figure. */
async function fairness(days: 28 | 90): Promise<void> {
  const reckoned = performance.now();
  await readFairness(app, days);
  const reckoning = performance.now() - reckoned;
  const read: number[] = [];
  const missed: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    await readFairness(app, days);
    read.push(performance.now() - started);
    const begun = performance.now();
    await readMissed(app, { days, dimension: 'reach', outcome: OUTCOMES[run % 4]!, group: '01' });
    missed.push(performance.now() - begun);
  }
  const p95 = (times: number[]) =>
    times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)]!.toFixed(0);
  console.log(
    `fairness over ${days} days: reckoned in ${reckoning.toFixed(0)} ms once an hour, read p95 ${p95(read)} ms, list behind a figure p95 ${p95(missed)} ms`,
  );
}

/** A page with its compared period and all its tables, asked with different filters, and the same figures by SQL. */
async function compare(days: number): Promise<void> {
  const packed: number[] = [];
  const cold: number[] = [];
  const direct: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const to = new Date(Date.now() - run * 3_600_000);
    const from = new Date(to.getTime() - days * DAY_MS);
    const networks = run % 2 === 0 ? [] : ['mail'];
    const asked = { from, to, zone: 'Europe/Berlin', networks, teams: [], languages: [] };
    const started = performance.now();
    await readOverview(app, asked);
    packed.push(performance.now() - started);
    if (run >= Math.min(RUNS, 5)) continue;
    const fresh = performance.now();
    // A process of its own has no day in its memory yet.
    await readOverview({ ...app }, asked);
    cold.push(performance.now() - fresh);
    const before = new Date(from.getTime() - days * DAY_MS);
    const begun = performance.now();
    for (const [start, end] of [
      [from, to],
      [before, from],
    ] as const)
      for (const group of [
        '1',
        'network',
        'kind',
        'team_id',
        'language',
        'unnest(about)',
        `date_trunc('day', opened_at at time zone 'Europe/Berlin')`,
        `extract(isodow from opened_at at time zone 'Europe/Berlin') * 24 + extract(hour from opened_at at time zone 'Europe/Berlin')`,
      ])
        await app.db.query(
          `select ${group} as g, count(*), count(*) filter (where needs_reply), count(first_answer_at), count(solved_at), count(rating), count(*) filter (where rating >= 4),
             percentile_disc(0.5) within group (order by first_answer_at - opened_at) from contacts
            where opened_at >= $1 and opened_at < $2 and (cardinality($3::text[]) = 0 or network = any($3)) group by g`,
          [start, end, networks],
        );
    direct.push(performance.now() - begun);
  }
  const at = (times: number[], share: number) =>
    times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))]!;
  console.log(
    `${String(days).padStart(3)} days beside ${days}: p50 ${at(packed, 0.5).toFixed(0)} ms, p95 ${at(packed, 0.95).toFixed(0)} ms, with no day in memory p50 ${at(cold, 0.5).toFixed(0)} ms, at most ${at(cold, 1).toFixed(0)} ms; ` +
      `from the rows p50 ${at(direct, 0.5).toFixed(0)} ms: ratio ${(at(direct, 0.5) / at(packed, 0.5)).toFixed(0)}`,
  );
}
