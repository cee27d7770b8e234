-- Trying everything that is kept aside again: long work with a place to go on from.
create table replays (
  id text collate "C" primary key,
  state text not null check (state in ('running', 'done', 'cancelled', 'failed')),
  total bigint not null,
  tried bigint not null default 0,
  understood bigint not null default 0,
  -- Refusals below this id are still to be tried.
  position text collate "C",
  problem text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index replays_one on replays (state) where state = 'running';
