-- All rules in their order, as they stood after each change: the newest row counts, the one before it is what undo brings back.
create table routing_revisions (
  revision integer primary key,
  rules jsonb not null,
  what text not null,
  by_id text collate "C" not null,
  by_name text not null,
  at timestamptz not null default now()
);

-- Conversations that rules are to look at; the row goes in the transaction that decides, so each is decided once.
create table routing_queue (
  conversation_id text collate "C" primary key,
  why text not null check (why in ('opened', 'returned')),
  seq bigint not null,
  at timestamptz not null default now()
);
create index routing_queue_order on routing_queue (seq);

-- Nobody had room or was there: the conversation waits in its team's queue until somebody has.
create table routing_waiting (
  conversation_id text collate "C" primary key,
  rule_name text not null,
  how jsonb not null,
  since timestamptz not null default now()
);

-- When somebody was last given something, for taking turns.
create table routing_turns (
  user_id text collate "C" primary key,
  at timestamptz not null
);

-- Who has an open conversation of a team in which the customer waits, and since when they have it so.
create table routing_owners (
  conversation_id text collate "C" primary key,
  user_id text collate "C" not null,
  team_id text collate "C" not null,
  since timestamptz not null,
  warned_at timestamptz
);

-- Steps of a team's escalation that were taken, for each wait.
create table routing_escalations (
  conversation_id text collate "C" not null,
  waiting_since timestamptz not null,
  step integer not null,
  at timestamptz not null default now(),
  primary key (conversation_id, waiting_since, step)
);

-- What rules did, for their figures.
create table routing_moves (
  conversation_id text collate "C" not null,
  rule_id text collate "C" not null,
  at timestamptz not null default now()
);
create index routing_moves_rule on routing_moves (rule_id, at);
