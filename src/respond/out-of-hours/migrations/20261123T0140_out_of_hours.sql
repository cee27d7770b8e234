-- What is answered by itself while we are closed, for a channel or for one account of it ('': all of them).
create table out_of_hours_settings (
  network text not null,
  account_id text collate "C" not null default '',
  settings jsonb not null,
  primary key (network, account_id)
);

-- What was said and may be answered; the row goes in the transaction that decides. A rule that wants an answer comes before the setting.
create table out_of_hours_queue (
  conversation_id text collate "C" primary key,
  post_id text collate "C" not null,
  said_at timestamptz not null,
  due_at timestamptz not null,
  rule jsonb
);
create index out_of_hours_queue_due on out_of_hours_queue (due_at);

-- Once in a conversation and closed period, which is known by its end (infinity: we never open again).
create table out_of_hours_answers (
  conversation_id text collate "C" not null,
  opens_at timestamptz not null,
  person_key text collate "C" not null,
  reply_id text collate "C" not null,
  rule_id text collate "C",
  at timestamptz not null default now(),
  primary key (conversation_id, opens_at)
);
create index out_of_hours_answers_person on out_of_hours_answers (person_key, at desc);
create index out_of_hours_answers_at on out_of_hours_answers (at);

create table out_of_hours_refusals (
  conversation_id text collate "C" not null,
  why text not null,
  at timestamptz not null default now()
);
create index out_of_hours_refusals_at on out_of_hours_refusals (at);
