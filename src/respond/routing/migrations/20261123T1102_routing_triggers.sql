-- What happened, for the rules that run on it: written with what happened, decided once, and kept for a month so that nothing is heard twice.
create table routing_events (
  id bigint generated always as identity primary key,
  key text collate "C" not null unique,
  conversation_id text collate "C" not null,
  trigger text collate "C" not null check (trigger in ('status', 'team', 'case-status', 'case-type', 'case-field', 'rated', 'promise-due', 'promise-missed', 'waited')),
  -- What was before, and what it is since: facts that conditions ask for.
  facts jsonb not null default '{}',
  -- Rules that led to it, and how many decisions that were.
  chain text[] not null default '{}',
  depth smallint not null default 0,
  -- Of time: whose it is, and since when nothing happened. It is let go where something happened after all.
  rule_id text collate "C",
  since timestamptz,
  at timestamptz not null default now(),
  decided_at timestamptz,
  check ((trigger = 'waited') = (rule_id is not null and since is not null))
);
create index routing_events_open on routing_events (id) where decided_at is null;
create index routing_events_conversation on routing_events (conversation_id);

-- How often rules acted on what happened in a conversation since somebody did something in it; then the row goes.
create table routing_acts (
  conversation_id text collate "C" primary key,
  acts integer not null check (acts > 0)
);

-- What a rule did says what it came from: what follows from it is told apart from what people do.
alter table routing_moves add column chain text[] not null default '{}', add column depth smallint not null default 0;
create index routing_moves_conversation on routing_moves (conversation_id, at);

-- Since when nothing happened in conversations that are not done; kept only while a rule asks for it.
create table routing_still (
  conversation_id text collate "C" primary key,
  since timestamptz not null
);
create index routing_still_since on routing_still (since);

-- How far each rule of time has looked: what became still before that has been told, or was so when the rule was switched on.
create table routing_sweeps (
  rule_id text collate "C" primary key,
  minutes integer not null check (minutes > 0),
  until timestamptz not null,
  is_filled boolean not null default false
);
