-- Who had it and what it was about, for the reports of leads: `t:` topic, `l:` label, `i:` intent, `y:` type of case.
alter table contacts
  add column team_id text collate "C",
  add column agent_id text collate "C",
  add column solver_id text collate "C",
  add column about text[] not null default '{}';
update contacts n set team_id = c.team_id, agent_id = case when n.first_answer_at is not null then c.assignee_id end,
    about = array(select 't:' || t from unnest(c.topic_ids) as t) || array(select 'l:' || l from unnest(c.labels) as l)
  from conversations c where c.id = n.conversation_id;

-- Every answer, by whom, and how long the customer had waited for it.
create table contact_answers (
  conversation_id text collate "C" not null,
  at timestamptz not null,
  -- A user's id; null for what was sent outside Rapport.
  by text collate "C",
  -- Null where nobody waited.
  waited_s integer,
  primary key (conversation_id, at)
);
create index contact_answers_at on contact_answers (at);
insert into contact_answers (conversation_id, at, by, waited_s)
  select conversation_id, first_answer_at, agent_id, least(extract(epoch from first_answer_at - opened_at), 2000000000)::int from contacts where first_answer_at is not null;

-- Days, by UTC, of which something changed since reports last looked.
create table contact_days (day date primary key);
insert into contact_days
  select (opened_at at time zone 'UTC')::date from contacts union select (at at time zone 'UTC')::date from contact_answers;
