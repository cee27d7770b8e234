import type { Db } from '#platform/db/index.ts';

/**
 * Makes a case of every conversation that `seedInbox` filled in, one in ten of two, with notes, checklist and history for some. The same for the
 * same conversations.
 */
export async function seedCases(db: Db): Promise<void> {
  const client = await db.pool.connect();
  const run = async (what: string, sql: string) => {
    const start = performance.now();
    await client.query(sql);
    console.error(`${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  };
  try {
    await client.query(
      "set statement_timeout = 0; set synchronous_commit = off; set maintenance_work_mem = '256MB'; set session_replication_role = replica",
    );
    await run(
      'indexes away',
      'drop index cases_time, cases_queue, cases_facets, cases_search, cases_to_close',
    );
    await run('cases', CASES);
    await run('threads', THREADS);
    await run('extras', EXTRAS);
    await run('indexes', INDEXES);
    await run('vacuum', 'vacuum (analyze)');
  } finally {
    client.release(true);
  }
}

const CASES = `insert into cases (id, title, type_id, fields, solved_at, closed_at, created_by, created_at, status, rank, last_at, waiting_since, excerpt,
    account_ids, assignee_ids, networks, labels, threads, facets)
  select 'case_' || substr(id, 6), case when i % 4 = 0 then 'Ticket about ' || i end, 'ctype_00000000000000000000000000', '{}',
    case when status = 'done' then last_post_at + interval '1 day' end, case when status = 'done' and i % 3 > 0 then last_post_at + interval '8 days' end,
    'user_x', last_post_at, case when status = 'done' then case when i % 3 > 0 then 'closed' else 'solved' end when status = 'open' then 'open' else 'waiting' end,
    rank, last_post_at, waiting_since, excerpt, array[account_id], case when assignee_id is null then '{}' else array[assignee_id] end, array[network], labels, 1,
    array['y:ctype_00000000000000000000000000', 'a:' || coalesce(assignee_id, '-'), 'n:' || network, 'p:' || account_id]
      || (select coalesce(array_agg('l:' || lower(l)), '{}') from unnest(labels) as l)
  from (select *, row_number() over (order by id) as i from conversations) c`;

const THREADS = `insert into case_threads (id, case_id, conversation_id) select 'cthr_' || substr(id, 6), 'case_' || substr(id, 6), id from conversations;
  update conversations set case_id = 'case_' || substr(id, 6)`;

const EXTRAS = `insert into case_activity (id, case_id, actor_id, actor_name, action) select 'cact_' || substr(id, 6) || n, id, 'user_x', 'Ana', 'opened'
    from cases, generate_series(1, 2) as n where number % 2 = 0;
  insert into case_notes (id, case_id, author_id, author_name, text) select 'note_' || substr(id, 6), id, 'user_x', 'Ana', 'called back' from cases where number % 3 = 0;
  insert into case_checks (id, case_id, text, position) select 'check_' || substr(id, 6), id, 'measured', 1 from cases where number % 5 = 0`;

const INDEXES = `
  create index cases_time on cases (status, last_at desc, id desc) where merged_into is null and deleted_at is null;
  create index cases_queue on cases (status, rank, id) where merged_into is null and deleted_at is null;
  create index cases_facets on cases using gin (facets);
  create index cases_search on cases using gin (search);
  create index cases_to_close on cases (solved_at) where status = 'solved' and merged_into is null and deleted_at is null`;
