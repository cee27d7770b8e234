/**
 * `npm run bench reports` (`-- --rows 1000000 --runs 40 --seed 0.42`): a year of contacts, reports over them from packed days against the
 * same figures counted from the rows, in one run, which stops where they differ.
 */
import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import { createTestApp } from '../../test/helpers/app.ts';
import { contactsFeature } from '#measure/contacts/index.ts';
import { OUTCOMES } from '#measure/fairness/domain/outcomes.ts';
import { readFairness, readMissed } from '#measure/fairness/service.ts';
import { packChangedDays } from '#measure/reports/index.ts';
import type { Overview, OverviewAsked } from '#measure/reports/schema.ts';
import { keepDaysWarm } from '#measure/reports/service/days.ts';
import { readOverview } from '#measure/reports/service/overview.ts';

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '40' },
    seed: { type: 'string', default: '0.42' },
  },
});
const [ROWS, RUNS, DAY_MS] = [Number(options.rows), Number(options.runs), 86_400_000];
/** As people narrow a page: by a channel, a team, a language, and by two of them. */
type Wish = Partial<Pick<OverviewAsked, 'networks' | 'teams' | 'languages'>>;
const FILTERS: readonly Wish[] = [
  { networks: ['bluesky'] },
  { teams: ['team_1'] },
  { languages: ['de'] },
  { networks: ['chat'] },
  { networks: ['mail', 'feed'] },
  { teams: ['team_2', 'team_3'] },
  { languages: ['en'] },
  { networks: ['bluesky'], languages: ['en'] },
];
/** How SQL groups, and which table of the page that is. */
const GROUPINGS: readonly (readonly ['total' | keyof Overview['by'] | undefined, string])[] = [
  ['total', `'all'`],
  ['network', 'network'],
  ['kind', 'kind'],
  ['team', 'team_id'],
  ['language', 'language'],
  ['about', 'unnest(about)'],
  [undefined, `date_trunc('day', opened_at at time zone 'Europe/Berlin')`],
  [
    undefined,
    `extract(isodow from opened_at at time zone 'Europe/Berlin') * 24 + extract(hour from opened_at at time zone 'Europe/Berlin')`,
  ],
];
const COUNTS = ['contacts', 'needing', 'answered', 'solved', 'rated', 'satisfied'] as const;
type Counted = Record<(typeof COUNTS)[number], number> & { key: unknown; medianAnswer: number | null };

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
  // What the program does when it starts: the youngest half year is read and counted.
  const ahead = performance.now();
  const stop = new AbortController();
  await (await keepDaysWarm(app, stop.signal)).stopped();
  console.log(`read and counted ahead in ${((performance.now() - ahead) / 1000).toFixed(1)} s`);
  for (const days of [7, 28, 90, 182]) await compare(days);
  stop.abort();
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

/** A page with its compared period and all its tables: asked again, asked for the first time with a filter, and the same figures by SQL. */
async function compare(days: number): Promise<void> {
  const again: number[] = [];
  const first: number[] = [];
  /** Processor time of the thread, whoever else uses the machine. */
  const firstCpu: number[] = [];
  const cold: number[] = [];
  const direct: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const asked = askedOf(days, run, run % 2 === 0 ? {} : { networks: ['mail'] });
    const isNew = run < 2;
    const [page, took] = await timed(() => readOverview(app, asked));
    // Without a filter the program has counted ahead what it keeps in memory.
    if (!isNew || RUNS <= 2) again.push(took);
    if (run >= Math.min(RUNS, 5)) continue;
    // A process of its own has no day in its memory yet.
    cold.push((await timed(() => readOverview({ ...app }, asked)))[1]);
    direct.push((await timed(() => fromRows(asked, page)))[1]);
  }
  // Blocks keep the counts of three filters, so none of these is known when its turn comes again.
  for (let run = 0; run < RUNS; run++) {
    const from = process.threadCpuUsage();
    const asked = askedOf(days, run, FILTERS[run % FILTERS.length]!);
    const [page, took] = await timed(() => readOverview(app, asked));
    first.push(took);
    const { user, system } = process.threadCpuUsage(from);
    firstCpu.push((user + system) / 1000);
    if (run < FILTERS.length) await fromRows(asked, page);
  }
  const at = (times: number[], share: number) =>
    times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))]!;
  const ms = (times: number[], share: number) => at(times, share).toFixed(0);
  console.log(
    `${String(days).padStart(3)} days beside ${days}: asked again p50 ${ms(again, 0.5)} ms, p95 ${ms(again, 0.95)} ms; the first question for a filter p50 ${ms(first, 0.5)} ms, p95 ${ms(first, 0.95)} ms (of a core p50 ${ms(firstCpu, 0.5)}, p95 ${ms(firstCpu, 0.95)} ms); ` +
      `with no day in memory p50 ${ms(cold, 0.5)} ms, at most ${ms(cold, 1)} ms; from the rows p50 ${ms(direct, 0.5)} ms: ratio ${(at(direct, 0.5) / at(again, 0.5)).toFixed(0)}, the same figures`,
  );
}

function askedOf(days: number, run: number, filter: Wish): OverviewAsked {
  const to = new Date(Date.now() - run * 3_600_000);
  const from = new Date(to.getTime() - days * DAY_MS);
  return { from, to, zone: 'Europe/Berlin', networks: [], teams: [], languages: [], ...filter };
}

/** What the page tells, grouping by grouping, from the rows of both periods; throws where it told something else. */
async function fromRows(asked: OverviewAsked, page: Overview): Promise<void> {
  const before = new Date(2 * asked.from.getTime() - asked.to.getTime());
  for (const [start, end, isNow] of [
    [asked.from, asked.to, true],
    [before, asked.from, false],
  ] as const)
    for (const [group, by] of GROUPINGS) {
      const rows = await app.db.query<Counted>(
        `select ${by} as key, count(*) as contacts, count(*) filter (where needs_reply) as needing, count(first_answer_at) as answered, count(solved_at) as solved,
           count(rating) as rated, count(*) filter (where rating >= 4) as satisfied,
           extract(epoch from percentile_disc(0.5) within group (order by first_answer_at - opened_at))::float8 as "medianAnswer" from contacts
          where opened_at >= $1 and opened_at < $2 and (cardinality($3::text[]) = 0 or network = any($3))
            and (cardinality($4::text[]) = 0 or team_id = any($4)) and (cardinality($5::text[]) = 0 or language = any($5)) group by 1`,
        [start, end, asked.networks, asked.teams, asked.languages],
      );
      if (group === undefined) continue;
      const told =
        group === 'total'
          ? [{ key: 'all', ...page.total }]
          : page.by[group].filter((row) => row.now.contacts > 0);
      if (isNow && group !== 'about') assert.equal(told.length, rows.length, `${group}: rows`);
      for (const row of told) {
        const own = rows.find(({ key }) => key === row.key);
        const figures = isNow ? row.now : row.before;
        for (const name of COUNTS)
          assert.equal(figures[name], own?.[name] ?? 0, `${group} ${row.key}: ${name}`);
        if (own && figures.medianAnswer !== null)
          assert.ok(Math.abs(figures.medianAnswer - own.medianAnswer!) <= 1 + own.medianAnswer! * 0.0065);
      }
    }
}

async function timed<R>(work: () => Promise<R>): Promise<[R, number]> {
  const started = performance.now();
  const result = await work();
  return [result, performance.now() - started];
}
