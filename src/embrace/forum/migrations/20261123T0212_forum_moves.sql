-- Threads that were merged or split, so that it can be undone: where each post stood before.
create table forum_moves (
  id text collate "C" primary key,
  kind text not null check (kind in ('merge', 'split')),
  from_id text collate "C" not null references forum_threads,
  into_id text collate "C" not null references forum_threads,
  -- [{id, number, replyTo, acceptedAt, acceptedBy}]: acceptance only where the move took it back.
  places jsonb not null,
  at timestamptz not null default now(),
  undone_at timestamptz
);
create index forum_moves_from on forum_moves (from_id, id desc);
create index forum_moves_into on forum_moves (into_id, id desc);
