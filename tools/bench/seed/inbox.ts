import type { Db } from '#platform/db/index.ts';

export const AGENTS = 20;
export const TOPICS = 40;

/**
 * Fills accounts, posts and conversations with a believable history of two years: old ones mostly done, young ones mostly open, topics that
 * ended and topics that began, networks and labels from common to very rare. The same numbers for the same seed. With more messages each conversation goes on, by
 * turns with us. What follows conversations is not told of these.
 */
export async function seedInbox(db: Db, rows: number, seed: number, messages = 1): Promise<void> {
  const client = await db.pool.connect();
  const run = async (what: string, sql: string) => {
    const start = performance.now();
    await client.query(sql);
    console.error(`${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  };
  try {
    await client.query(
      'set statement_timeout = 0; set synchronous_commit = off; set session_replication_role = replica',
    );
    await client.query(`select setseed(${seed})`);
    await client.query(B32);
    await run('accounts', accounts(Math.ceil(rows / 5)));
    await run('drafts of posts', drafts(rows));
    await client.query('drop index posts_search; drop index posts_account; drop index posts_thread');
    await run('posts', POSTS);
    for (let message = 2; message <= messages; message++)
      await run(`message ${message} of ${messages}`, nextMessage(message));
    await run('topics of posts', POST_TOPICS);
    await run('indexes of posts', POST_INDEXES);
    await client.query(
      'drop index conversations_facets; drop index conversations_queue; drop index conversations_time; drop index conversations_account; drop index conversations_assignee',
    );
    await run('conversations', conversations(messages));
    await run('indexes of conversations', CONVERSATION_INDEXES);
    await run('notes and history', RECORDS);
    await run('vacuum', 'vacuum (analyze)');
  } finally {
    client.release(true);
  }
}

const B32 = `create function b32(ms bigint) returns text language sql immutable as $$
  select string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz', ((ms >> (5 * (9 - d))) & 31)::int + 1, 1), '' order by d) from generate_series(0, 9) as d $$`;

const accounts = (count: number) => `insert into accounts (id, network, external_id, handle, display_name)
  select 'acct_' || lpad(i::text, 26, '0'), 'bluesky', 'did:plc:' || md5(i::text), 'user' || i || '.example', 'User ' || i from generate_series(1, ${count}) as i
  union all select 'acct_own', 'bluesky', 'did:plc:own', 'acme.example', 'Acme'`;

/** Everything random is decided here, once. Age runs from 1 (two years ago) to 0 (now). */
const drafts = (rows: number) => `create temporary table drafts as
  select i, age, b32((extract(epoch from said) * 1000)::bigint) || substr(md5(i::text || 'p'), 1, 16) as tail, said,
    'acct_' || lpad((1 + floor(power(random(), 2) * ${Math.ceil(rows / 5)}))::int::text, 26, '0') as account_id,
    case when network < 0.70 then 'bluesky' when network < 0.90 then 'mastodon' when network < 0.999 then 'feed' when age > 0.9 then 'mail' else 'telegram' end as network,
    case when age < 0.15 then case when state < 0.75 then 'open' when state < 0.9 then 'waiting' when state < 0.93 then 'snoozed' else 'done' end
         else case when state < 0.12 then 'open' when state < 0.17 then 'waiting' when state < 0.2 then 'snoozed' else 'done' end end as status,
    case when assigned < 0.6 then 'user_' || lpad((floor(power(random(), 1.5) * ${AGENTS}))::int::text, 26, '0') end as assignee_id,
    array_remove(array[
      'topic_' || lpad((case when age > 0.5 then floor(power(topic, 2) * 30) else case when topic < 0.5 then floor(power(topic * 2, 2) * 20) else 30 + floor((topic - 0.5) * 20) end end)::int::text, 24, '0'),
      case when second < 0.2 then 'topic_' || lpad(floor(second * 5 * 20)::int::text, 24, '0') end], null) as topic_ids,
    array_remove(array[case when label < 0.03 then 'vip' when label < 0.08 then 'label ' || floor(power((label - 0.03) * 20, 2) * 50)::int end,
      case when i % ${Math.max(1, Math.floor(rows / 5))} = 7 then 'rare' end], null) as labels,
    floor(points * points * 120)::int as points, text
  from (select i, 1 - i::float8 / ${rows} as age, now() - interval '10 minutes' - (1 - i::float8 / ${rows}) * interval '730 days' as said, random() as network, random() as state,
      random() as assigned, random() as topic, random() as second, random() as label, random() as points,
      (select string_agg(substr(md5(floor(power(random(), 3) * 8000)::text), 1, 3 + n % 6), ' ') from generate_series(1, 22) as n where i > 0) as text
    from generate_series(1, ${rows}) as i) as r`;

const POSTS = `insert into posts (id, origin, external_id, version, account_id, network, kind, text, langs, links, tags, mentions, is_own, created_at, received_at, search)
  select 'post_' || tail, network, 'at://' || i, i, account_id, network, 'post', text, '{en}', '{}', '{}', '{}', false, said, said, array_to_tsvector(string_to_array(text, ' ') || ('…' || left(tail, 4)))
  from drafts order by i`;

/** Every second one is ours; they came a minute apart, with words of the first. */
const nextMessage = (
  n: number,
) => `insert into posts (id, origin, external_id, version, account_id, network, kind, text, langs, links, tags, mentions, is_own, created_at, received_at,
    root_external_id, parent_external_id, search)
  select ${idOf(n)}, network, 'at://' || i || '/${n}', i, ${n % 2 === 0 ? `'acct_own'` : 'account_id'}, network, 'post', words, '{en}', '{}', '{}', '{}', ${n % 2 === 0},
    said + interval '${n} minutes', said + interval '${n} minutes', 'at://' || i, 'at://' || i, array_to_tsvector(string_to_array(words, ' ') || ('…' || left(tail, 4)))
  from (select *, split_part(text, ' ', ${n}) || ' ' || split_part(text, ' ', ${n + 7}) || ' ' || split_part(text, ' ', ${n + 14}) || ' word' || (i * ${n}) % 50000 as words from drafts) d order by i`;

const idOf = (n: number) => `'post_' || substr(tail, 1, 24) || '${n}z'`;

const POST_TOPICS = `insert into post_topics (post_id, topic_id) select 'post_' || tail, t from drafts, unnest(topic_ids) as t on conflict do nothing`;

const POST_INDEXES = `set maintenance_work_mem = '512MB';
  create index posts_account on posts (account_id, id desc);
  create index posts_thread on posts (root_external_id, origin) where root_external_id is not null;
  create index posts_search on posts using gin (search) with (fastupdate = on, gin_pending_list_limit = 8192)`;

const conversations = (
  messages: number,
) => `insert into conversations (id, origin, network, root_external_id, account_id, status, snoozed_until, assignee_id, labels, topic_ids, facets,
    factors, rank, excerpt, has_media, post_ids, last_post_id, last_post_at, posts_waiting, waiting_since, is_unread)
  select 'conv_' || tail, network, network, 'at://' || i, account_id, status, case when status = 'snoozed' then now() + interval '1 day' end, assignee_id, labels,
    topic_ids, array['n:' || network, 'a:' || coalesce(assignee_id, '-')] || (select coalesce(array_agg('t:' || t), '{}') from unnest(topic_ids) as t)
      || (select coalesce(array_agg('l:' || l), '{}') from unnest(labels) as l),
    jsonb_build_array(jsonb_build_object('key', 'addressed', 'points', 25, 'reason', 'Addressed to us'), jsonb_build_object('key', 'urgency', 'points', points, 'reason', 'Urgent: something does not work — says “offline”')),
    extract(epoch from said)::bigint - points * 360 + case when status in ('open', 'snoozed') then 0 else 3155760000 end,
    text, false, array['post_' || tail${Array.from({ length: messages - 1 }, (_, k) => `, ${idOf(k + 2)}`).join('')}], ${messages > 1 ? idOf(messages) : `'post_' || tail`},
    said + interval '${messages} minutes', 1, case when status in ('open', 'snoozed') then said end, i % 3 = 0
  from drafts order by i`;

const CONVERSATION_INDEXES = `
  create index conversations_queue on conversations (status, rank, id) where not is_gone;
  create index conversations_time on conversations (status, last_post_at, id) where not is_gone;
  create index conversations_account on conversations (account_id, last_post_at desc);
  create index conversations_assignee on conversations (assignee_id, status, rank, id) where assignee_id is not null and not is_gone;
  create index conversations_facets on conversations using gin (facets) with (fastupdate = on, gin_pending_list_limit = 4096);
  reset maintenance_work_mem`;

const RECORDS = `insert into conversation_activity (id, conversation_id, actor_id, actor_name, action)
    select 'act_' || tail || n, 'conv_' || tail, 'user_x', 'Ana', 'status.done' from drafts, generate_series(1, 2) as n where i % 2 = 0;
  insert into inbox_labels (key, name, uses) select lower(l), min(l), count(*) from drafts, unnest(labels) as l group by 1;
  insert into conversation_topics (topic_id, status, rank, last_post_at, conversation_id)
    select distinct t, c.status, c.rank, c.last_post_at, c.id from conversations c, unnest(c.topic_ids) as t order by 1, 2, 3;
  drop table drafts`;
