create table contacts (
  conversation_id text collate "C" primary key,
  network text collate "C" not null,
  opened_at timestamptz not null,
  -- Followers of the author when it was opened; null where the network does not tell.
  reach bigint,
  -- What the first post was: complaint, question, suggestion, praise, other.
  kind text collate "C" not null default 'other',
  language text collate "C" not null default 'und',
  urgency smallint not null default 0,
  needs_reply boolean not null default true,
  first_answer_at timestamptz,
  solved_at timestamptz,
  -- 1 to 5.
  rating smallint check (rating between 1 and 5)
);
create index contacts_opened on contacts (opened_at);

insert into contacts (conversation_id, network, opened_at, reach, first_answer_at, solved_at)
  select c.id, c.network, c.created_at, a.followers, case when c.answered_at >= c.created_at then c.answered_at end, case when c.status = 'done' then c.updated_at end
    from conversations c left join accounts a on a.id = c.account_id where not c.is_gone;
