-- Named sequences of things that are done to conversations with one key.
create table macros (
  id text collate "C" primary key,
  name text not null,
  scope text not null check (scope in ('personal', 'team', 'all')),
  holder_id text collate "C",
  -- Where it is offered; {"version":1,"when":{"all":[]}} for everywhere.
  condition jsonb not null,
  actions jsonb not null check (jsonb_array_length(actions) > 0),
  runs integer not null default 0,
  version integer not null default 1,
  changed_by_name text not null,
  changed_at timestamptz not null default now(),
  removed_at timestamptz,
  check ((scope = 'all') = (holder_id is null))
);

-- One press of the key: what was to be done then, on which conversations, and how far it is.
create table macro_runs (
  id text collate "C" primary key,
  macro_id text collate "C" not null,
  name text not null,
  actions jsonb not null,
  state text not null default 'running' check (state in ('running', 'done', 'undoing', 'undone')),
  created_by text collate "C" not null,
  created_at timestamptz not null default now()
);
create index macro_runs_by on macro_runs (created_by, id desc);

create table macro_run_items (
  id text collate "C" primary key,
  run_id text collate "C" not null references macro_runs (id) on delete cascade,
  conversation_id text collate "C" not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'skipped', 'failed', 'undone', 'partly')),
  problem text,
  -- How to take back what was done, in the order in which it was done.
  steps jsonb not null default '[]',
  unique (run_id, conversation_id)
);
create index macro_run_items_waiting on macro_run_items (run_id, id) where state = 'waiting';
