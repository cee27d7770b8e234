-- What each factor counts, as it stood after each change: the newest row is in force, the one before it is what undo brings back.
create table triage_weights (
  revision integer primary key,
  -- Key of a factor → how many times its usual points; 1 where nothing stands.
  weights jsonb not null,
  by_id text collate "C" not null,
  by_name text not null,
  at timestamptz not null default now()
);
